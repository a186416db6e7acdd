/** Tiers against one LRU, against plain models and against the formulas for caches behind each other. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { LruCache } from "../../../client/engines/cache/primitives/lru.ts";
import { lruHitRatio } from "../../../client/engines/cache/theory.ts";
import { cacheHierarchy } from "../../../client/engines/cache-hierarchy/engine.ts";
import { brokenInvariant } from "../../../client/engines/cache-hierarchy/invariants.ts";
import {
  type CacheInclusion,
  MISSED_ALL_TIERS,
  TieredCache,
} from "../../../client/engines/cache-hierarchy/primitives/tieredCache.ts";
import { createState, pack, storedAt, versionOf } from "../../../client/engines/cache-hierarchy/state.ts";
import {
  exclusiveShares,
  noMissFor,
  spanOf,
  tierShares,
} from "../../../client/engines/cache-hierarchy/theory.ts";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { exponential } from "../../../client/engines/kernel/variates.ts";
import { Zipf } from "../../../client/engines/kernel/zipf.ts";
import { run } from "../inputs.ts";

const keysOf = (count: number, keys: number, exponent: number): number[] => {
  const streams = new RandomStreams(1);
  const zipf = new Zipf(keys, exponent);
  return Array.from({ length: count }, () => zipf.sample(streams.next("keys")));
};

describe("tiered caches", () => {
  it("exclusive LRU tiers are one LRU of their summed capacity, request by request", () => {
    const tiers = new TieredCache<number, number>({
      nodes: 1,
      capacities: [7, 20, 50],
      inclusion: "exclusive",
    });
    const one = new LruCache<number, number>(77);
    for (const [i, key] of keysOf(20_000, 300, 0.7).entries()) {
      const place = [...one.entries()].findIndex(([held]) => held === key);
      const expected = place < 0 ? MISSED_ALL_TIERS : place < 7 ? 0 : place < 27 ? 1 : 2;
      if (i % 10 === 0 || i < 1000) assert.equal(tiers.get(0, key), expected);
      else assert.equal(tiers.get(0, key) < 0, place < 0);
      if (one.get(key) === undefined) {
        one.set(key, i);
        tiers.set(0, key, i);
      }
    }
    assert.deepEqual(
      [0, 1, 2].flatMap((tier) => [...tiers.entries(0, tier)]),
      [...one.entries()],
    );
  });

  it("non-inclusive tiers are caches of their own, of which each sees what the one before has missed", () => {
    const tiers = new TieredCache<number, number>({
      nodes: 2,
      capacities: [5, 12, 30],
      inclusion: "non-inclusive",
    });
    const near = [new LruCache<number, number>(5), new LruCache<number, number>(5)];
    const shared = [new LruCache<number, number>(12), new LruCache<number, number>(30)];
    for (const [i, key] of keysOf(10_000, 100, 0.8).entries()) {
      const node = (i * 7) % 2;
      const path = [near[node]!, ...shared];
      const hit = path.findIndex((cache) => cache.get(key) !== undefined);
      for (const cache of path.slice(0, hit < 0 ? 3 : hit)) cache.set(key, i);
      assert.equal(tiers.get(node, key), hit);
      if (hit < 0) tiers.set(node, key, i);
    }
  });

  it("give what was last set and survive being saved, whatever is deleted meanwhile", () => {
    const step = fc.record({
      kind: fc.constantFrom("read", "read", "read", "read", "near", "shared", "all", "clear", "save"),
      key: fc.nat(12),
      node: fc.nat(1),
    });
    for (const inclusion of ["non-inclusive", "inclusive", "exclusive"] as CacheInclusion[]) {
      for (const capacities of [
        [2, 4, 8],
        [0, 3, 5],
        [2, 0, 6],
        [3, 5, 0],
      ]) {
        fc.assert(
          fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
            let tiers = new TieredCache<number, number>({ nodes: 2, capacities, inclusion });
            for (const { kind, key, node } of steps) {
              if (kind === "near") tiers.deleteNear(node, key);
              else if (kind === "shared") tiers.deleteShared(key);
              else if (kind === "all") {
                tiers.deleteEverywhere(key);
                assert.equal(tiers.get(node, key), MISSED_ALL_TIERS);
              } else if (kind === "clear") tiers.clearNear(node);
              else if (kind === "save") tiers = TieredCache.restore(tiers.save());
              else if (tiers.get(node, key) === MISSED_ALL_TIERS) tiers.set(node, key, 100 + key);
              else assert.equal(tiers.value, 100 + key);
              for (const tier of [0, 1, 2]) assert.ok(tiers.size(node, tier) <= capacities[tier]!);
            }
          }),
          { seed: 4, numRuns: 40 },
        );
      }
    }
  });
});

describe("theory of tiers", () => {
  const { probabilities } = new Zipf(500, 0.8);

  it("is Che's for the first tier, and for the sum of exclusive ones", () => {
    const { near } = tierShares({ probabilities, nodes: 1, capacities: [50, 0, 0] });
    assert.ok(Math.abs(near - lruHitRatio(probabilities, 50)) < 1e-6);
    const one = exclusiveShares({ probabilities, nodes: 1, capacities: [20, 30, 100] });
    assert.ok(Math.abs(one.near + one.middle + one.far - lruHitRatio(probabilities, 150)) < 1e-6);
  });

  it("waits for a miss as a simulation of a few lines does", () => {
    const streams = new RandomStreams(3);
    const [rate, span] = [0.2, 6];
    const waits = Array.from({ length: 60_000 }, () => {
      let waited = 0;
      for (;;) {
        const gap = exponential(streams.next("gaps"), 1 / rate);
        waited += gap;
        if (gap > span) return waited;
      }
    });
    for (const t of [3, 10, 20, 50]) {
      const share = waits.filter((waited) => waited > t).length / waits.length;
      assert.ok(Math.abs(share - noMissFor(t, rate * Math.exp(-rate * span), span)) < 0.01, `${t}: ${share}`);
    }
  });

  it("knows the borders: no tier, a tier for everything, and a second tier no larger than the first", () => {
    assert.equal(spanOf(probabilities, 0), 0);
    assert.equal(spanOf(probabilities, 500), Infinity);
    assert.equal(tierShares({ probabilities, nodes: 1, capacities: [0, 0, 0] }).near, 0);
    const all = tierShares({ probabilities, nodes: 1, capacities: [20, 500, 0] });
    assert.ok(Math.abs(all.near + all.middle - 1) < 1e-9);
    assert.ok(tierShares({ probabilities, nodes: 1, capacities: [100, 60, 0] }).middle < 0.02);
  });
});

it("a copy keeps its version and its age in one number", () => {
  for (const [version, request] of [
    [0, 0],
    [7, 123_456],
    [99_999, 9_999_999],
  ] as const) {
    assert.equal(versionOf(pack(version, request)), version);
    assert.equal(storedAt(pack(version, request)), request);
  }
});

describe("cache hierarchies", function () {
  this.timeout(30_000);

  for (const [param, range] of [
    ["middle", [60, 180, 3]],
    ["nodes", [1, 10, 2]],
  ] as [string, [number, number, number]][]) {
    it(`follow theory over ${param}`, () => {
      const values = sweepValues(cacheHierarchy.params[param as "nodes"] as NumberParam, ...range);
      const input = { engine: cacheHierarchy, params: {}, param, seeds: [1, 2], until: 40_000 };
      for (const point of sweep(input, values)) {
        for (const metric of ["nearShare", "middleShare", "farShare", "meanLatency"]) {
          const { mean } = point.metrics[metric]!;
          const theory = point.theory[metric]!.value;
          // The formulas for later tiers are good to a few per cent.
          assert.ok(Math.abs(mean / theory - 1) < 0.05, `${metric} at ${point.value}: ${mean}, ${theory}`);
        }
      }
    });
  }

  it("exclusive tiers answer more than tiers that hold the same things twice", () => {
    const answered = (inclusion: string) => {
      const params = { inclusion, nodes: 1, near: 100, middle: 150, far: 200 };
      const one = run(cacheHierarchy, { params, seed: 1 });
      one.advance(30_000, Infinity);
      return 1 - one.metrics().sourceShare!.value;
    };
    assert.ok(answered("exclusive") > answered("non-inclusive") + 0.05);
    assert.ok(answered("non-inclusive") >= answered("inclusive") - 0.01);
  });

  it("a write that deletes from the shared tiers leaves near copies behind, an age bounds them", () => {
    const metrics = (params: Readonly<Record<string, number | string>>) => {
      const one = run(cacheHierarchy, { params: { writes: 0.02, near: 50, ...params }, seed: 1 });
      one.advance(30_000, Infinity);
      return one.metrics();
    };
    const shared = metrics({ invalidation: "shared" });
    const bounded = metrics({ invalidation: "shared", nearTtl: 300 });
    assert.ok(shared.staleReads!.value > 0.005);
    assert.ok(bounded.staleReads!.value < shared.staleReads!.value / 2);
    assert.ok(bounded.staleFor!.value <= 300);
    assert.equal(metrics({ invalidation: "everywhere" }).staleReads!.value, 0);
    assert.ok(metrics({ invalidation: "none" }).staleReads!.value > 2 * shared.staleReads!.value);
  });

  it("the check catches an inclusive tier that others outlive, and an exclusive one that holds twice", () => {
    const state = (inclusion: string) =>
      createState(
        resolveParams(cacheHierarchy, { inclusion, nodes: 1, near: 2, middle: 3, far: 4 }).params as never,
      );
    const inclusive = state("inclusive");
    inclusive.tiers.set(0, 1, pack(0, 1));
    inclusive.lastKey = 1;
    assert.equal(brokenInvariant(inclusive), undefined);
    inclusive.tiers.deleteShared(1);
    assert.match(brokenInvariant(inclusive)!, /k1 is in tier 1 and not in tier 2/);
    const exclusive = state("exclusive");
    for (const key of [1, 2, 3]) exclusive.tiers.set(0, key, pack(0, key));
    exclusive.lastKey = 3;
    assert.equal(brokenInvariant(exclusive), undefined);
    exclusive.tiers.deleteNear(0, 3);
    exclusive.tiers.set(0, 1, pack(0, 4));
    exclusive.lastKey = 1;
    assert.match(brokenInvariant(exclusive)!, /k1 is held twice/);
  });
});
