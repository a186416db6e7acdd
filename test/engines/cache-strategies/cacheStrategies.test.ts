/** Caching strategies: primitives against peers and by hand, theory over sweeps, and what each strategy is there to show. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { LRUCache } from "lru-cache";
import { cacheStrategies } from "../../../client/engines/cache-strategies/engine.ts";
import { brokenInvariant } from "../../../client/engines/cache-strategies/invariants.ts";
import { CacheLeases } from "../../../client/engines/cache-strategies/primitives/leases.ts";
import { shouldRefreshAhead } from "../../../client/engines/cache-strategies/primitives/refreshAhead.ts";
import { TtlCache } from "../../../client/engines/cache-strategies/primitives/ttlCache.ts";
import { WriteBehindBuffer } from "../../../client/engines/cache-strategies/primitives/writeBehindBuffer.ts";
import { createState, store } from "../../../client/engines/cache-strategies/state.ts";
import {
  lifeRefreshedMs,
  lifeRenewedByWritesMs,
  lifeUntilDeletedMs,
  staleShare,
} from "../../../client/engines/cache-strategies/theory.ts";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { exponential } from "../../../client/engines/kernel/variates.ts";
import { run } from "../inputs.ts";

describe("a cache with a time to live", () => {
  it("does what lru-cache does with ttl and a clock of its own", () => {
    const step = fc.record({
      kind: fc.constantFrom("get", "get", "set", "set", "peek", "delete", "wait", "save"),
      key: fc.nat(6),
      ttl: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let ours = new TtlCache<number, number>(4);
        let now = 1;
        const peer = new LRUCache<number, number>({
          max: 4,
          ttl: 1,
          ttlResolution: 0,
          perf: { now: () => now },
        });
        for (const [i, { kind, key, ttl }] of steps.entries()) {
          // The peer's entries live to the end of their last moment, ours do not: half moments are neither's end.
          if (kind === "wait") now += ttl;
          else if (kind === "get") assert.equal(ours.get(key, now), peer.get(key));
          else if (kind === "delete") assert.equal(ours.delete(key), peer.delete(key));
          else if (kind === "set") {
            ours.set(key, i, ttl - 0.5, now);
            peer.set(key, i, { ttl: ttl - 0.5 });
          } else if (kind === "peek") assert.equal(ours.peek(key), peer.peek(key, { allowStale: true }));
          else ours = TtlCache.restore(ours.save());
          assert.ok(ours.size <= 4);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("ends an entry at its time, and refuses a negative one", () => {
    const cache = new TtlCache<string, number>(2);
    cache.set("a", 1, 10, 0);
    assert.equal(cache.get("a", 9.999), 1);
    assert.equal(cache.expiresMs("a"), 10);
    assert.equal(cache.get("a", 10), undefined);
    assert.throws(() => cache.set("a", 1, -1, 0), RangeError);
  });
});

describe("leases", () => {
  it("refuse what was read before a write, once and for everybody else", () => {
    const leases = new CacheLeases<string>(100);
    const token = leases.acquire("k", 0)!;
    assert.equal(leases.acquire("k", 50), undefined);
    leases.invalidate("k");
    assert.equal(leases.redeem("k", token, 60), false);
    const second = leases.acquire("k", 60)!;
    assert.notEqual(second, token);
    assert.equal(leases.redeem("k", token, 70), false);
    assert.equal(CacheLeases.restore(leases.save()).redeem("k", second, 70), true);
    assert.equal(leases.redeem("k", second, 70), true);
    assert.equal(leases.redeem("k", second, 70), false);
  });

  it("run out, so that a dead client does not keep a key for ever", () => {
    const leases = new CacheLeases<string>(100);
    const token = leases.acquire("k", 0)!;
    assert.equal(leases.acquire("k", 99), undefined);
    assert.ok(leases.acquire("k", 100) !== undefined);
    assert.equal(leases.redeem("k", token, 101), false);
    assert.throws(() => new CacheLeases(0), RangeError);
  });
});

describe("a write-behind buffer", () => {
  it("merges writes, keeps the delay of the first, and flushes every key with its last value", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ key: fc.nat(3), gap: fc.nat(40) }), { maxLength: 60 }), (writes) => {
        let buffer = new WriteBehindBuffer<number, number>(50, 10);
        const dirty = new Map<number, { value: number; since: number; writes: number }>();
        let now = 0;
        for (const [value, { key, gap }] of writes.entries()) {
          now += gap;
          for (let flushed = buffer.take(now); flushed !== undefined; flushed = buffer.take(now)) {
            const model = dirty.get(flushed.key)!;
            assert.deepEqual([flushed.value, flushed.writes], [model.value, model.writes]);
            assert.ok(now >= model.since + 50);
            dirty.delete(flushed.key);
          }
          for (const { since } of dirty.values()) assert.ok(now < since + 50);
          assert.ok(buffer.put(key, value, now));
          const before = dirty.get(key);
          dirty.set(key, { value, since: before?.since ?? now, writes: (before?.writes ?? 0) + 1 });
          buffer = WriteBehindBuffer.restore(buffer.save());
          assert.equal(buffer.get(key), value);
          assert.equal(buffer.size, dirty.size);
          assert.equal(buffer.nextDueMs(), Math.min(...[...dirty.values()].map(({ since }) => since + 50)));
        }
        const held = [...dirty.values()].reduce((sum, one) => sum + one.writes, 0);
        assert.equal(buffer.lose(), held);
        assert.equal(buffer.size + buffer.writes, 0);
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  it("says when it is full instead of growing", () => {
    const buffer = new WriteBehindBuffer<string, number>(50, 1);
    assert.ok(buffer.put("a", 1, 0));
    assert.equal(buffer.put("b", 1, 0), false);
    assert.ok(buffer.put("a", 2, 0));
  });
});

it("refresh-ahead begins in the last part of a life and not after it", () => {
  assert.equal(shouldRefreshAhead(100, 100, 0.25, 74.9), false);
  assert.equal(shouldRefreshAhead(100, 100, 0.25, 75), true);
  assert.equal(shouldRefreshAhead(100, 100, 0.25, 100), false);
});

describe("theory of one key", () => {
  it("agrees with a simulation of a few lines", () => {
    const streams = new RandomStreams(1);
    const [reads, writes, ttl, window] = [0.3, 0.05, 20, 0.3];
    const mean = (draw: () => number) => {
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += draw();
      return sum / 100_000;
    };
    const wait = (name: string, rate: number) => exponential(streams.next(name), 1 / rate);
    const near = (actual: number, expected: number) =>
      assert.ok(Math.abs(actual / expected - 1) < 0.03, `${actual}, ${expected}`);
    near(
      mean(() => Math.min(ttl, wait("deleted", writes))),
      lifeUntilDeletedMs({ reads, writes }, ttl),
    );
    const renewed = (next: () => number, earliest: number) => {
      let life = 0;
      for (;;) {
        const at = earliest + next();
        if (at >= ttl) return life + ttl;
        life += at;
      }
    };
    near(
      mean(() => renewed(() => wait("renewed", writes), 0)),
      lifeRenewedByWritesMs({ reads, writes }, ttl),
    );
    near(
      mean(() => renewed(() => wait("refreshed", reads), (1 - window) * ttl)),
      lifeRefreshedMs({ reads, writes }, ttl, window),
    );
    let [stale, all] = [0, 0];
    for (let cycle = 0; cycle < 20_000; cycle++) {
      const written = wait("written", writes);
      all++;
      for (let at = wait("reads", reads); at < ttl; at += wait("reads", reads)) {
        all++;
        if (at > written) stale++;
      }
    }
    near(stale / all, staleShare({ reads, writes }, ttl, 0));
  });
});

describe("caching strategies", function () {
  this.timeout(30_000);

  function metricsOf(preset: string, seed: number, params: Readonly<Record<string, number>> = {}) {
    const one = run(cacheStrategies, {
      params: { ...cacheStrategies.presets[preset]!.params, ...params },
      seed,
    });
    one.advance(40_000, Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  }

  const sweeps: [preset: string, param: string, range: [number, number, number], metrics: string[]][] = [
    ["cache-aside", "ttl", [1000, 10_000, 3], ["hitRatio"]],
    ["write-through", "writeRate", [2, 40, 2], ["hitRatio"]],
    ["write-around", "ttl", [1000, 10_000, 2], ["hitRatio", "staleReads"]],
    ["write-behind", "flushDelay", [100, 3000, 2], ["atRisk", "sourceWrites"]],
    ["refresh-ahead", "refreshWindow", [0.05, 0.5, 2], ["hitRatio"]],
  ];
  for (const [preset, param, range, metrics] of sweeps) {
    it(`${preset} follows theory over ${param}`, () => {
      const values = sweepValues(cacheStrategies.params[param as "ttl"] as NumberParam, ...range);
      const { params } = cacheStrategies.presets[preset]!;
      const input = { engine: cacheStrategies, params, param, seeds: [1, 2, 3], until: 40_000 };
      for (const point of sweep(input, values)) {
        for (const metric of metrics) {
          const { mean, halfWidth } = point.metrics[metric]!;
          const theory = point.theory[metric]!.value;
          assert.ok(
            Math.abs(mean - theory) <= 2 * halfWidth + theory / 50,
            `${metric} at ${point.value}: ${mean} ± ${halfWidth}, ${theory}`,
          );
        }
      }
    });
  }

  it("the race leaves stale copies behind, and leases close it", () => {
    for (const seed of [1, 2]) {
      assert.ok(metricsOf("aside-race", seed).staleReads! > 0.01);
      assert.equal(metricsOf("aside-lease", seed).staleReads, 0);
      assert.equal(metricsOf("read-through", seed).staleReads, 0);
      assert.equal(metricsOf("write-through", seed).staleReads, 0);
    }
  });

  it("write-behind trades loss for latency, and its source sees fewer writes", () => {
    const [behind, through] = [metricsOf("write-behind", 1), metricsOf("write-through", 1)];
    assert.ok(behind.writeMs! < 2 && through.writeMs! > 15);
    assert.ok(behind.sourceWrites! < 0.9 * through.sourceWrites!);
    const one = run(cacheStrategies, { params: cacheStrategies.presets["write-behind"]!.params, seed: 1 });
    one.advance(30_000, Infinity);
    one.act("crash", 0);
    assert.ok(one.metrics().lostWrites!.value > 0);
  });

  it("refresh-ahead takes the waiting away and adds loads", () => {
    const [ahead, around] = [metricsOf("refresh-ahead", 2), metricsOf("write-around", 2)];
    assert.ok(ahead.readP99! < 0.1 * around.readP99!);
    assert.ok(ahead.sourceReads! > around.sourceReads!);
  });

  it("the check catches a cache that keeps what a write has overtaken", () => {
    const { params } = resolveParams(cacheStrategies, { strategy: "read-through" });
    const state = createState(params as never);
    state.given[3] = state.source[3] = state.acknowledged[3] = 2;
    store(state, 3, 1, 0);
    assert.match(brokenInvariant(state)!, /k3: the cache holds version 1 after 2 was acknowledged/);
    const behind = createState(resolveParams(cacheStrategies, { strategy: "write-behind" }).params as never);
    behind.given[0] = behind.acknowledged[0] = 1;
    assert.match(brokenInvariant(behind)!, /neither the source nor the buffer/);
  });

  it("a strategy or a crash does not shift the arrivals: as many reads have begun at any time", () => {
    const begun = (strategy: string, crash: boolean) => {
      const one = run(cacheStrategies, { params: { strategy }, seed: 5 });
      one.advance(20_000, Infinity);
      if (crash) one.act("crash", 0);
      one.advance(40_000, Infinity);
      const log = one.log(2000).filter(({ text }) => /: (hit|miss)/.test(text));
      return log.map(({ x, text }) => `${x} ${text.split(":")[0]}`).slice(-200);
    };
    assert.deepEqual(begun("cache-aside", false), begun("write-around", true));
  });
});
