/** Replication's closed forms by counting and by drawing, and what each mode is there to show. */
import assert from "node:assert/strict";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { sweep } from "../../../client/engines/kernel/sweep.ts";
import { replication } from "../../../client/engines/replication/engine.ts";
import * as theory from "../../../client/engines/replication/theory.ts";
import { run } from "../inputs.ts";

const near = (actual: number, expected: number, within: number): void =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual}, expected ${expected}`);

/** All sets of k of n, as bits. */
const sets = (n: number, k: number): number[] =>
  Array.from({ length: 1 << n }, (_, bits) => bits).filter(
    (bits) => bits.toString(2).replaceAll("0", "").length === k,
  );

describe("theory of replication", () => {
  it("lets quorums meet exactly where R + W > N, and miss each other as counting all sets says", () => {
    for (let n = 1; n <= 7; n++)
      for (let r = 1; r <= n; r++)
        for (let w = 1; w <= n; w++) {
          const pairs = sets(n, r).flatMap((reads) => sets(n, w).map((writes) => reads & writes));
          const missed = pairs.filter((common) => common === 0).length / pairs.length;
          assert.equal(missed === 0, theory.quorumsIntersect(n, r, w), `${n} ${r} ${w}`);
          near(theory.missProbability(n, r, w), missed, 1e-12);
        }
  });

  it("knows stale partial quorums, ordered connections and acknowledgements, as drawing does", () => {
    const streams = new RandomStreams(5);
    const exponential = (mean: number) => -mean * Math.log(1 - streams.next("x"));
    let [stale, waited] = [0, 0];
    const draws = 60_000;
    for (let i = 0; i < draws; i++) {
      const delays = Array.from({ length: 5 }, () => exponential(20));
      const done = [...delays].sort((a, b) => a - b)[1]!;
      waited += done;
      // The first two stand for two at random: delays come in no order.
      if (delays.slice(0, 2).every((delay) => delay > done + 10)) stale++;
    }
    near(theory.stalePartialQuorum(5, 2, 2, 10, 20), stale / draws, 0.01);
    near(theory.acknowledgedMs(5, 2, 3, 20), 3 + waited / draws, 0.2);
    let [at, last, late, sum] = [0, 0, 0, 0];
    for (let i = 0; i < draws; i++) {
      at += exponential(20);
      last = Math.max(last, at + 5 + exponential(30));
      if (last - at > 25) late++;
      sum += last - at;
    }
    near(theory.stillOnItsWay(25, 5, 30, 1 / 20), late / draws, 0.02);
    near(theory.orderedDelayMs(5, 30, 1 / 20), sum / draws, 1);
    near(theory.orderedDelayMs(5, 0, 1), 5, 1e-9);
  });

  it("is met by sweeps of the time until the read, of an ordered follower and of one of three", function () {
    this.timeout(20_000);
    const sets = [{ mode: "async", crashEvery: 0 }, replication.presets["one-one"]!.params];
    for (const params of sets) {
      const spec = { engine: replication, params, param: "readAfter", seeds: [1, 2], until: 15_000 };
      for (const point of sweep(spec, [2, 20, 50])) {
        const expected = point.theory.staleOwn!.value;
        near(point.metrics.staleOwn!.mean, expected, 0.03 + 0.1 * expected);
      }
    }
  });
});

describe("replication", function () {
  this.timeout(20_000);
  const metric = (params: object, name: string, seed = 1): number => {
    const one = run(replication, { params: params as Record<string, string | number>, seed });
    one.advance(20_000, Infinity);
    return one.metrics()[name]!.value;
  };
  const preset = (name: string) => replication.presets[name]!.params;

  it("keeps monotonic reads for clients that stay with one follower", () => {
    assert.ok(metric({ mode: "async", replicas: 5, crashEvery: 0 }, "backwards") > 0.01);
    assert.equal(metric({ mode: "async", replicas: 5, crashEvery: 0, readFrom: "sticky" }, "backwards"), 0);
    assert.equal(metric({ mode: "async", crashEvery: 0, readFrom: "leader" }, "staleOwn"), 0);
  });

  it("loses writes with asynchronous followers and none with semi-synchronous ones", () => {
    const often = { crashEvery: 1000, downtime: 200 };
    for (const seed of [1, 2, 3]) {
      assert.ok(metric({ ...preset("async"), ...often }, "lost", seed) > 0);
      assert.equal(metric({ ...preset("semi-sync"), ...often }, "lost", seed), 0);
    }
  });

  it("drops nothing where siblings are kept, and finds the same conflicts", () => {
    const [dropping, keeping] = [preset("last-writer-wins"), preset("siblings")];
    assert.ok(metric(dropping, "dropped") > 50 && metric(keeping, "dropped") === 0);
    assert.ok(metric(keeping, "siblings") >= 2);
    assert.equal(metric(dropping, "conflictShare"), metric(keeping, "conflictShare"));
  });

  it("goes on writing with a sloppy quorum where a strict one stops, and hands over", () => {
    const strict = { ...preset("sloppy"), handoff: false };
    assert.ok(metric(strict, "failedWrites") > 0.2);
    assert.ok(metric(preset("sloppy"), "failedWrites") < 0.02);
    assert.ok(metric(preset("sloppy"), "repaired") > 20);
  });

  it("brings replicas together by anti-entropy, without reads, for fewer comparisons than buckets", () => {
    const quiet = {
      mode: "leaderless",
      readRepair: false,
      crashEvery: 2000,
      downtime: 500,
      antiEntropy: 200,
    };
    const one = run(replication, { params: quiet, seed: 4 });
    one.advance(20_000, Infinity);
    const { repaired, comparisons } = one.metrics();
    assert.ok(repaired!.value > 20, `${repaired!.value}`);
    assert.ok(comparisons!.value < 100 * 31, `${comparisons!.value}`);
  });
});
