/** The closed forms of a lease, by drawing; and that a fence changes what happens to late writes, not how many there are. */
import assert from "node:assert/strict";
import { distributedLock } from "../../../client/engines/distributed-lock/engine.ts";
import { heldMs, lateShare, sumOutlives } from "../../../client/engines/distributed-lock/theory.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { run } from "../inputs.ts";

const near = (actual: number, expected: number, within: number): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, expected ${expected}`);

describe("theory of a lease", () => {
  it("is what drawing gives, with pauses and with clocks that are slow", () => {
    const streams = new RandomStreams(2);
    for (const slowClock of [0, 0.3]) {
      const holding = { leaseMs: 300, workMs: 150, pauseShare: 0.4, pauseMs: 500, slowClock };
      const draws = 60_000;
      let [late, held] = [0, 0];
      for (let i = 0; i < draws; i++) {
        const work = -150 * Math.log(1 - streams.next("work"));
        const pause = streams.next("pauses") < 0.4 ? -500 * Math.log(1 - streams.next("pause")) : 0;
        if (work * (1 - slowClock) < 300 && work + pause > 300) late++;
        held += Math.min(300, work + pause);
      }
      near(lateShare(holding), late / draws, 0.008);
      if (slowClock === 0) near(heldMs(holding), held / draws, 1.5);
    }
  });

  it("has no gap where work and pause have the same mean", () => {
    near(sumOutlives(100, 50, 50), 3 * Math.exp(-2), 1e-12);
    near(sumOutlives(100, 50, 50.01), sumOutlives(100, 50, 50.0001), 1e-4);
    near(sumOutlives(0, 10, 70), 1, 1e-12);
  });
});

describe("distributed lock", function () {
  this.timeout(20_000);
  const outcome = (fence: string, seed: number) => {
    const { params } = distributedLock.presets["fenced-writes"]!;
    const one = run(distributedLock, { params: { ...params, fence }, seed });
    one.advance(200_000, Infinity);
    const metrics = one.metrics();
    return {
      lost: metrics.lostUpdates!.value,
      refused: metrics.refused!.value,
      late: metrics.lateShare!.value,
    };
  };

  it("loses fewer updates the more requests the fence sees, and none when it sees all", () => {
    for (const seed of [1, 2, 3]) {
      const [none, writes, all] = ["none", "writes", "all"].map((fence) => outcome(fence, seed));
      assert.ok(none!.lost > writes!.lost && writes!.lost > 0, `${none!.lost}, ${writes!.lost}`);
      assert.equal(all!.lost, 0);
      assert.ok(none!.refused === 0 && all!.refused > writes!.refused);
      assert.equal(none!.late, all!.late);
    }
  });
});
