/** The registry against a plain map, the accrual detector against the normal distribution, and the closed forms by drawing. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { serviceDiscovery } from "../../../client/engines/service-discovery/engine.ts";
import {
  PhiAccrualDetector,
  phiQuantile,
} from "../../../client/engines/service-discovery/primitives/phiAccrual.ts";
import { ServiceRegistry } from "../../../client/engines/service-discovery/primitives/serviceRegistry.ts";
import { failedOnceEach, falseRemovalsPerMs } from "../../../client/engines/service-discovery/theory.ts";
import { run } from "../inputs.ts";

const near = (actual: number, expected: number, within: number): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, expected ${expected}`);

/** P(X > y) of a normal X, by Simpson's rule. */
function normalTail(y: number): number {
  const steps = 4000;
  const h = 12 / steps;
  let sum = 0;
  for (let i = 0; i <= steps; i++)
    sum += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp(-((y + i * h) ** 2) / 2);
  return (sum * h) / 3 / Math.sqrt(2 * Math.PI);
}

describe("service registry", () => {
  it("lists who was heard within the time to live, as a plain map does", () => {
    const command = fc.record({
      what: fc.constantFrom("beat", "beat", "leave", "save"),
      instance: fc.nat(6),
      waitMs: fc.nat(40),
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 80 }), (commands) => {
        let registry = new ServiceRegistry(50);
        const model = new Map<number, number>();
        let nowMs = 0;
        for (const { what, instance, waitMs } of commands) {
          nowMs += waitMs;
          const ended = [...model].filter(([, endsMs]) => endsMs <= nowMs).map(([one]) => one);
          assert.deepEqual(registry.expire(nowMs).sort(), ended.sort());
          for (const one of ended) model.delete(one);
          if (what === "beat") {
            assert.ok(registry.heartbeat(instance, nowMs));
            model.set(instance, nowMs + 50);
          } else if (what === "leave") assert.equal(registry.deregister(instance), model.delete(instance));
          else registry = ServiceRegistry.restore(registry.save());
          assert.deepEqual(registry.instances(), [...model.keys()].sort());
        }
      }),
      { seed: 1 },
    );
  });

  it("has a limit, and does not take a time to live of 0", () => {
    const registry = new ServiceRegistry(10, 1);
    assert.deepEqual(
      [registry.heartbeat(1, 0), registry.heartbeat(2, 0), registry.heartbeat(1, 5)],
      [true, false, true],
    );
    assert.throws(() => new ServiceRegistry(0), RangeError);
  });
});

describe("phi accrual detector", () => {
  const options = { samples: 100, minDeviationMs: 1, firstIntervalMs: 1000 };

  it("is −log₁₀ of the normal tail, within a tenth up to three deviations", () => {
    const detector = new PhiAccrualDetector(options);
    // Intervals of 1000 ± 100: their mean and deviation are known.
    let nowMs = 0;
    for (let i = 0; i <= 100; i++) {
      nowMs += i % 2 === 0 ? 900 : 1100;
      detector.heartbeat(nowMs);
    }
    near(detector.meanMs, 1000, 1e-9);
    near(detector.deviationMs, 100, 1e-6);
    for (const y of [-1, 0, 1, 2, 3])
      near(detector.phi(nowMs + 1000 + 100 * y), -Math.log10(normalTail(y)), 0.1);
    for (const threshold of [0.5, 1, 3, 8, 12])
      near(detector.phi(nowMs + detector.suspectAfterMs(threshold)), threshold, 1e-6);
  });

  it("grows with silence, forgets old intervals, and can be saved", () => {
    const detector = new PhiAccrualDetector({ ...options, samples: 5 });
    assert.equal(detector.phi(10), 0);
    for (let i = 0; i < 20; i++) detector.heartbeat(i < 10 ? i * 100 : 1000 + (i - 10) * 500);
    assert.equal(detector.meanMs, 500);
    const copy = PhiAccrualDetector.restore(detector.save());
    for (const detect of [detector, copy]) detect.heartbeat(6100);
    assert.deepEqual(copy.save(), detector.save());
    const phis = [6200, 6600, 7000, 8000].map((at) => detector.phi(at));
    assert.deepEqual(
      phis,
      [...phis].sort((a, b) => a - b),
    );
    detector.restart();
    assert.equal(detector.phi(1e9), 0);
    assert.ok(phiQuantile(8) > 4.5 && phiQuantile(8) < 6);
    assert.throws(() => phiQuantile(0), RangeError);
    assert.throws(() => new PhiAccrualDetector({ ...options, samples: 0 }), RangeError);
  });
});

describe("theory of discovery", () => {
  it("counts failures with ejection and removals by runs of losses, as drawing does", () => {
    const streams = new RandomStreams(1);
    const draws = 40_000;
    let failed = 0;
    for (let i = 0; i < draws; i++) {
      const known = 17_500 - 5000 * streams.next("age") + 10_000 * streams.next("list");
      // One client's calls to one of ten instances: 10 / 4 / 10 a second.
      if (-Math.log(1 - streams.next("call")) / (0.01 / 4 / 10) < known) failed++;
    }
    near(failedOnceEach(4, 0.01, 10, 17_500, 5000, 10_000), (4 * failed) / draws, 0.02);
    let [removals, lost] = [0, 0];
    const beats = 400_000;
    for (let i = 0; i < beats; i++) {
      lost = streams.next("loss") < 0.3 ? lost + 1 : 0;
      // The third heartbeat in a row is overdue after 2.5 periods.
      if (lost === 2) removals++;
    }
    near(falseRemovalsPerMs(0.3, 250, 100) * 100, removals / beats, 0.002);
  });
});

describe("service discovery", function () {
  this.timeout(20_000);

  it("fails fewer calls when clients drop what fails, and notices nothing sooner for it", () => {
    const outcome = (eject: boolean) => {
      const one = run(serviceDiscovery, { params: { eject, calls: 10 }, seed: 5 });
      one.advance(1_200_000, Infinity);
      const metrics = one.metrics();
      return [metrics.failedPerCrash!.value, metrics.detectionMs!.value] as const;
    };
    const [without, dropping] = [outcome(false), outcome(true)];
    assert.ok(dropping[0] < without[0] / 3, `${dropping[0]}, ${without[0]}`);
    assert.equal(dropping[1], without[1]);
  });

  it("keeps its list while the registry is away, and removes nobody for the silence", () => {
    const one = run(serviceDiscovery, {
      params: { crashEvery: 0 },
      seed: 1,
      actions: [{ atEvent: 200, action: "registryAway", argument: 0 }],
    });
    one.advance(600_000, Infinity);
    assert.deepEqual([one.metrics().falseRemovals!.value, one.metrics().failedShare!.value], [0, 0]);
  });
});
