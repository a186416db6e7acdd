/** Queueing theory against tables and by other ways; the engine over a sweep; checks that catch what they are for. */
import assert from "node:assert/strict";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { erlangC } from "../../../client/engines/kernel/erlang.ts";
import { erlangB, finiteQueue } from "../../../client/engines/kernel/finiteQueue.ts";
import { normalQuantile } from "../../../client/engines/kernel/normalQuantile.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { serviceMoment, serviceTime } from "../../../client/engines/kernel/serviceTime.ts";
import { SlotPool } from "../../../client/engines/kernel/slotPool.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { queueing } from "../../../client/engines/queueing/engine.ts";
import type { Params } from "../../../client/engines/queueing/params.ts";
import { createState } from "../../../client/engines/queueing/state.ts";
import * as theory from "../../../client/engines/queueing/theory.ts";
import { run } from "../inputs.ts";

const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= within * Math.abs(expected), `${actual}, expected ${expected}`);
const values = (params: Partial<Params>): Params => resolveParams(queueing, params).params as Params;

describe("kernel of queueing", () => {
  it("knows the normal distribution's percentiles", () => {
    // NIST/SEMATECH e-Handbook and R's qnorm.
    for (const [p, x] of [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.9, 1.2815515655446004],
      [0.999, 3.090232306167813],
      [1e-10, -6.361340902404056],
    ] as const)
      assert.ok(Math.abs(normalQuantile(p) - x) < 1e-13 * Math.max(1, Math.abs(x)), `${p}`);
    for (let i = 1; i < 1000; i++) near(normalQuantile(i / 1000), -normalQuantile(1 - i / 1000), 1e-11);
    assert.ok(Number.isNaN(normalQuantile(2)) && normalQuantile(0) === -Infinity);
  });

  it("draws service times with the mean and the second moment that they say", () => {
    for (const kind of ["constant", "exponential", "lognormal", "bimodal"]) {
      const shape = { kind, variation: 0.8, longShare: 0.1, longFactor: 10 };
      let [first, second, before] = [0, 0, 0];
      const steps = 200_000;
      for (let i = 0; i < steps; i++) {
        const time = serviceTime(shape, 50, (i + 0.5) / steps);
        assert.ok(time >= before);
        before = time;
        first += time / steps;
        second += (time * time) / steps;
      }
      near(first, 50, 1e-3);
      near(second / 2500, serviceMoment(shape, 2), 2e-3);
    }
  });

  it("agrees with Erlang's tables, B and C, and M/M/1/K's geometric series", () => {
    // B(10, 5) and B(2, 1) as in any traffic table; C(10, 8).
    near(erlangB(10, 5), 0.018385, 1e-4);
    near(erlangB(2, 1), 0.2);
    near(erlangC(10, 8), 0.40918, 1e-5);
    near(finiteQueue(10, 0, 5).loss, erlangB(10, 5));
    near(finiteQueue(10, 100_000, 8).waits, erlangC(10, 8));
    for (const rho of [0.5, 1.2, 3]) {
      const sum = Array.from({ length: 12 }, (_, n) => rho ** n).reduce((a, b) => a + b);
      near(finiteQueue(1, 10, rho).loss, rho ** 11 / sum);
    }
    const huge = finiteQueue(500, 100_000, 450);
    assert.ok(huge.loss === 0 && huge.meanBusy > 449.99 && huge.meanBusy < 450.01);
    near(finiteQueue(1, 100_000, 5).loss, 0.8);
  });

  it("hands slots out, takes them back and copies them", () => {
    const pool = new SlotPool(2, 1);
    const handles = Array.from({ length: 40 }, () => pool.take());
    assert.equal(new Set(handles).size, 40);
    pool.set(handles[7]!, 1, 5);
    const copy = SlotPool.restore(pool.save());
    pool.release(handles[7]!);
    assert.throws(() => pool.release(handles[7]!), RangeError);
    assert.deepEqual([pool.size, copy.size, copy.get(handles[7]!, 1)], [39, 40, 5]);
    assert.equal(pool.get(pool.take(), 1), 0);
    assert.deepEqual(new Set([copy.take(), copy.take()]).size, 2);
  });
});

describe("theory of queueing", () => {
  it("is the textbook's: M/M/1, M/D/1 half of it, priorities conserve the mean", () => {
    near(theory.responseMs(values({}))!, 500);
    near(theory.waitMs(values({ shape: "constant" }))!, 200);
    near(theory.pollaczekKhinchineMs(values({})), 400);
    const waits = theory.priorityWaitsMs(values({}), [0.2, 0.8], [100, 100]);
    near(0.2 * waits[0]! + 0.8 * waits[1]!, 400);
    // Sizes do not matter when all share.
    for (const shape of ["constant", "lognormal", "bimodal"])
      near(theory.responseMs(values({ shape, discipline: "sharing" }))!, 500);
  });

  it("knows what shortest first gives: for exponential sizes by the integral", () => {
    let integral = 0;
    const steps = 400_000;
    for (let i = 0; i < steps; i++) {
      const u = (i + 0.5) / steps;
      const x = -Math.log(1 - u);
      const below = 0.8 * (1 - Math.exp(-x) * (1 + x));
      integral += 80 / (1 - below) ** 2 / steps;
    }
    near(theory.shortestFirstWaitMs(values({})), integral, 0.01);
    near(theory.shortestFirstWaitMs(values({ shape: "constant" })), 200);
  });
});

describe("the queueing engine", function () {
  this.timeout(20_000);

  it("runs through theory's confidence intervals as load grows", () => {
    const params = { service: 100 };
    const points = sweepValues(queueing.params.arrivalRate as NumberParam, 2, 8, 4);
    const spec = { engine: queueing, param: "arrivalRate", params, seeds: [1, 2, 3, 4], until: 900_000 };
    for (const point of sweep(spec, points)) {
      for (const metric of ["responseMs", "inSystem", "utilisation", "waitedShare"]) {
        const { mean, halfWidth } = point.metrics[metric]!;
        const expected = point.theory[metric]!.value;
        assert.ok(
          Math.abs(mean - expected) <= 2 * halfWidth + expected / 50,
          `${metric} at ${point.value}: ${mean} ± ${halfWidth}, ${expected}`,
        );
      }
    }
  });

  it("gives every discipline the same jobs, so that only the order differs", () => {
    const served = (discipline: string) => {
      const one = run(queueing, { params: { ...queueing.presets["short-and-long"]!.params, discipline } });
      one.advance(runLength(queueing, {}), Infinity);
      return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
    };
    const fifo = served("fifo");
    const lifo = served("lifo");
    const sjf = served("sjf");
    const sharing = served("sharing");
    near(lifo.utilisation!, fifo.utilisation!, 1e-3);
    near(sjf.utilisation!, fifo.utilisation!, 1e-3);
    assert.ok(sjf.waitMs! < 0.75 * fifo.waitMs!);
    assert.ok(sharing.waitMs! < 0.5 * fifo.waitMs!);
    assert.ok(lifo.responseP99! > fifo.responseP99!);
  });

  it("notices a server that idles while work waits, and time that is not accounted for", () => {
    const idle = createState(values({ servers: 2 }));
    idle.arrivals = 1;
    idle.jobs.take();
    assert.match(queueing.check(idle)!, /idles/);
    const one = createState(values({}));
    one.insideMs = 10;
    assert.match(queueing.check(one)!, /spent 0 ms inside/);
    const lost = createState(values({}));
    lost.arrivals = 1;
    assert.match(queueing.check(lost)!, /1 jobs came/);
  });
});
