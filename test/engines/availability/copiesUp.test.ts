/** The arithmetic of copies: against the binomial formula, by hand, and against a brute-force solution of the chain. */
import assert from "node:assert/strict";
import { availability as engine } from "../../../client/engines/availability/engine.ts";
import {
  atLeastUp,
  type CopyRates,
  copiesUp,
} from "../../../client/engines/availability/primitives/copiesUp.ts";
import { availability } from "../../../client/engines/availability/theory.ts";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { run } from "../inputs.ts";

const near = (actual: number, expected: number, within = 1e-12): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, expected ${expected}`);

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k;
}

/** The chain stepped until it no longer changes. */
function iterated({ copies, failureRate, repairRate, commonCauseRate }: CopyRates): number[] {
  let now = Array.from({ length: copies + 1 }, (_, i) => (i === copies ? 1 : 0));
  const step = 0.1 / (copies * (failureRate + repairRate) + commonCauseRate);
  for (let turn = 0; turn < 20_000; turn++) {
    const next = [...now];
    now.forEach((weight, i) => {
      const flow = (to: number, rate: number) => {
        next[to]! += weight * rate * step;
        next[i]! -= weight * rate * step;
      };
      if (i > 0) flow(i - 1, i * failureRate);
      if (i > 0) flow(0, commonCauseRate);
      if (i < copies) flow(i + 1, (copies - i) * repairRate);
    });
    now = next;
  }
  return now;
}

describe("availability: copies that are up", () => {
  it("are binomial when copies fail independently", () => {
    const a = 0.9;
    for (const copies of [1, 2, 3, 5, 8]) {
      const up = copiesUp({ copies, failureRate: 1, repairRate: 9, commonCauseRate: 0 });
      up.forEach((share, i) => {
        near(share, choose(copies, i) * a ** i * (1 - a) ** (copies - i));
      });
    }
    near(atLeastUp(copiesUp({ copies: 3, failureRate: 1, repairRate: 9, commonCauseRate: 0 }), 2), 0.972);
  });

  it("agree with the chain itself where a common cause takes all", () => {
    for (const rates of [
      { copies: 1, failureRate: 0.5, repairRate: 2, commonCauseRate: 0.5 },
      { copies: 2, failureRate: 1, repairRate: 5, commonCauseRate: 0.3 },
      { copies: 4, failureRate: 0.2, repairRate: 1, commonCauseRate: 0.2 },
      { copies: 6, failureRate: 0, repairRate: 1, commonCauseRate: 1 },
    ]) {
      const expected = iterated(rates);
      copiesUp(rates).forEach((share, i) => {
        near(share, expected[i]!, 1e-9);
      });
    }
  });

  it("give the figures that everybody quotes", () => {
    const of = (params: Record<string, number | string>) =>
      availability(resolveParams(engine, params).params as Parameters<typeof availability>[0]);
    // 99.9 %: 999 minutes up, one down.
    const three = { mtbf: 999 / 1440, mttr: 1 };
    near(of({ ...three, stages: 1, copies: 1 }), 0.999);
    near(of({ ...three, stages: 5, copies: 1 }), 0.999 ** 5);
    near(of({ mtbf: 0.99, mttr: 14.4, stages: 1, copies: 2 }), 0.9999);
    // A failover of six seconds, ten times an hour of operation: a sixtieth of the time.
    const switching = {
      mtbf: 0.1,
      mttr: 0.1,
      stages: 1,
      copies: 2,
      standby: "active-passive",
      failover: 1000,
    };
    assert.ok(1 - of(switching) > 1000 / (0.1 * 86_400_000) - 1e-6);
  });
});

describe("availability: what the engine shows", function () {
  this.timeout(30_000);

  it("runs through the confidence intervals of theory, by copies", () => {
    const params = { mtbf: 1, mttr: 120, stages: 2 };
    const values = sweepValues(engine.params.copies as NumberParam, 1, 3, 3);
    const until = 4 * 365 * 86_400_000;
    for (const point of sweep(
      { engine, params, param: "copies", seeds: [1, 2, 3, 4, 5, 6], until },
      values,
    )) {
      const { mean, halfWidth } = point.metrics.downtimePerYear!;
      const theory = point.theory.downtimePerYear!.value;
      assert.ok(Math.abs(mean - theory) <= 2 * halfWidth + theory / 50, `${mean} ± ${halfWidth}, ${theory}`);
    }
  });

  it("a common cause changes no copy's own failures: streams do not disturb each other", () => {
    const failuresAt = (commonCause: number) => {
      const one = run(engine, {
        params: { stages: 1, copies: 1, mtbf: 10 * (1 - commonCause), commonCause: 0 },
        seed: 4,
      });
      one.step();
      return one.x / (1 - commonCause);
    };
    assert.ok(Math.abs(failuresAt(0) - failuresAt(0.5)) < 1e-3);
    const drill = run(engine, { params: { stages: 2, copies: 1 }, seed: 4 });
    const plain = run(engine, { params: { stages: 2, copies: 1 }, seed: 4 });
    drill.act("repair", 0);
    drill.advance(1e9, Infinity);
    plain.advance(1e9, Infinity);
    assert.equal(drill.metrics().failures!.value, plain.metrics().failures!.value);
  });

  it("a failover costs its length each time, and a common cause leaves nobody to take over", () => {
    const params = {
      stages: 1,
      copies: 2,
      standby: "active-passive",
      failover: 60_000,
      mtbf: 3650,
      mttr: 600,
    };
    const one = run(engine, { params, seed: 1 });
    one.act("fail", 1);
    one.advance(59_999, Infinity);
    assert.match(one.scene().text, /1 of 1 parts are down/);
    one.advance(60_000, Infinity);
    assert.match(one.scene().text, /Every part serves/);
    assert.equal(one.metrics().outageMs!.value, 60_000);
    one.act("cause", 1);
    one.advance(180_000, Infinity);
    assert.match(one.scene().text, /1 of 1 parts are down/);
    assert.equal(one.metrics().failovers!.value, 1);
  });
});
