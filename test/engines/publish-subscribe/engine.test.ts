/** What topics and groups are there to show: fan-out, isolation of the slow, order, and what a change moves. */
import assert from "node:assert/strict";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../../client/engines/kernel/runTypes.ts";
import { publishSubscribe } from "../../../client/engines/publish-subscribe/engine.ts";
import { createState } from "../../../client/engines/publish-subscribe/state.ts";
import {
  consumerShares,
  lagGrowth,
  partitionShares,
} from "../../../client/engines/publish-subscribe/theory.ts";
import { run } from "../inputs.ts";

const values = (params: RunInput["params"]) => resolveParams(publishSubscribe, params).params as never;

function metricsOf(preset: string, more: RunInput["params"] = {}): Readonly<Record<string, number>> {
  const params = { ...publishSubscribe.presets[preset]!.params, ...more };
  const one = run(publishSubscribe, { params });
  one.advance(runLength(publishSubscribe, params), Infinity);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("theory of topics", () => {
  it("adds up, and even work has a lag that can be counted", () => {
    const sum = (shares: Float64Array) => shares.reduce((total, share) => total + share, 0);
    assert.ok(Math.abs(sum(partitionShares(values({}))) - 1) < 1e-12);
    assert.ok(Math.abs(sum(consumerShares(values({ keySkew: 1.5 }))) - 1) < 1e-12);
    // 100 a second in even parts for four consumers of 60 ms each: 100 − 4·16.7.
    const growth = lagGrowth(values({ keyed: false, slowFactor: 3 }))!;
    assert.ok(Math.abs(growth - (100 - 4000 / 60)) < 1e-9);
  });
});

describe("the publish-subscribe engine", function () {
  this.timeout(20_000);

  it("gives every group everything, and a slow group its own lag only", () => {
    const even = metricsOf("two-groups");
    const slow = metricsOf("slow-group");
    assert.ok(even.deliveries! > 1.99 && even.deliveries! <= 2);
    assert.equal(slow.waitMs, even.waitMs, "the first group does not notice");
    assert.ok(slow.lastGroupWaitMs! > 50 * even.lastGroupWaitMs!);
  });

  it("moves fewer partitions and stops fewer consumers when assignment is sticky", () => {
    const range = metricsOf("rolling-range");
    const sticky = metricsOf("rolling-sticky");
    assert.ok(sticky.movedShare! <= range.movedShare! / 2);
    assert.ok(sticky.waitMs! < range.waitMs! / 2);
  });

  it("cannot use more consumers than partitions", () => {
    const eight = metricsOf("too-few-partitions");
    const four = metricsOf("too-few-partitions", { consumers: 4 });
    assert.ok(Math.abs(eight.waitMs! - four.waitMs!) < 1e-6);
  });

  it("does work again after a crash, less of it with frequent commits", () => {
    const crashed = (commitEvery: number) => {
      const one = run(publishSubscribe, { params: { commitEvery } });
      for (const atMs of [10_000, 25_000]) {
        one.advance(atMs, Infinity);
        one.act("crash", 1);
        one.advance(atMs + 12_000, Infinity);
        one.act("join", 1);
      }
      one.advance(50_000, Infinity);
      assert.equal(one.check(), undefined);
      return one.metrics().doneAgain!.value;
    };
    assert.ok(crashed(100) > crashed(1));
    assert.equal(crashed(1), 0);
  });

  it("notices messages out of order, two members at one partition, and miscounted work", () => {
    const disorder = createState(values({}));
    disorder.outOfOrder = 1;
    assert.match(publishSubscribe.check(disorder)!, /in order/);
    const claimed = createState(values({}));
    claimed.groups[0]!.inHand[3] = 1;
    assert.match(publishSubscribe.check(claimed)!, /two members claim partition 3/);
    const miscounted = createState(values({}));
    miscounted.groups[1]!.done = 1;
    assert.match(publishSubscribe.check(miscounted)!, /group 2: 1 messages were done/);
  });
});
