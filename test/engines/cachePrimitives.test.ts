/** The caches against lru-cache and against a plain list, operation by operation; Zipf against its definition. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { LRUCache } from "lru-cache";
import type { BoundedCache } from "../../client/engines/cache/primitives/boundedCache.ts";
import { FifoCache } from "../../client/engines/cache/primitives/fifo.ts";
import { LruCache } from "../../client/engines/cache/primitives/lru.ts";
import { Zipf } from "../../client/engines/kernel/zipf.ts";

const operations = fc.array(
  fc.record({
    kind: fc.constantFrom("get", "get", "set", "set", "set", "peek", "has", "delete", "clear", "save"),
    key: fc.nat(12),
    value: fc.nat(100),
  }),
  { maxLength: 200 },
);

/** Applies operations to both and compares every answer and the order of the entries. */
function compare(
  create: () => BoundedCache<number, number>,
  restore: (one: unknown) => BoundedCache<number, number>,
  model: Model,
) {
  let cache = create();
  return (list: readonly { kind: string; key: number; value: number }[]) => {
    cache = create();
    model.clear();
    for (const { kind, key, value } of list) {
      if (kind === "get") assert.equal(cache.get(key), model.get(key));
      else if (kind === "peek") assert.equal(cache.peek(key), model.peek(key));
      else if (kind === "has") assert.equal(cache.has(key), model.has(key));
      else if (kind === "delete") assert.equal(cache.delete(key), model.delete(key));
      else if (kind === "set") assert.equal(cache.set(key, value), model.set(key, value));
      else if (kind === "clear" && value < 20) {
        cache.clear();
        model.clear();
      } else if (kind === "save") cache = restore((cache as LruCache<number, number>).save());
      assert.deepEqual([...cache.entries()], model.entries());
      assert.equal(cache.size, model.entries().length);
      assert.ok(cache.size <= cache.capacity);
    }
  };
}

interface Model {
  get(key: number): number | undefined;
  peek(key: number): number | undefined;
  has(key: number): boolean;
  delete(key: number): boolean;
  /** The evicted key. */
  set(key: number, value: number): number | undefined;
  clear(): void;
  entries(): [number, number][];
}

function lruModel(capacity: number): Model {
  let evicted: number | undefined;
  const peer = new LRUCache<number, number>({
    max: capacity,
    dispose: (_value, key, reason) => {
      if (reason === "evict") evicted = key;
    },
  });
  return {
    get: (key) => peer.get(key),
    peek: (key) => peer.peek(key),
    has: (key) => peer.has(key),
    delete: (key) => peer.delete(key),
    set: (key, value) => {
      evicted = undefined;
      peer.set(key, value);
      return evicted;
    },
    clear: () => peer.clear(),
    entries: () => [...peer.entries()],
  };
}

function fifoModel(capacity: number): Model {
  let row: [number, number][] = [];
  const find = (key: number) => row.find((entry) => entry[0] === key);
  return {
    get: (key) => find(key)?.[1],
    peek: (key) => find(key)?.[1],
    has: (key) => find(key) !== undefined,
    delete: (key) => {
      const before = row.length;
      row = row.filter((entry) => entry[0] !== key);
      return row.length < before;
    },
    set: (key, value) => {
      const entry = find(key);
      if (entry !== undefined) entry[1] = value;
      else row.unshift([key, value]);
      return row.length > capacity ? row.pop()![0] : undefined;
    },
    clear: () => {
      row = [];
    },
    entries: () => row.map(([key, value]) => [key, value]),
  };
}

describe("cache primitives", () => {
  for (const capacity of [1, 2, 5, 20]) {
    it(`LRU does what lru-cache does, capacity ${capacity}`, () => {
      const restore = (saved: unknown) => LruCache.restore(saved as never) as BoundedCache<number, number>;
      const check = compare(() => new LruCache(capacity), restore, lruModel(capacity));
      fc.assert(fc.property(operations, check), { seed: capacity, numRuns: 150 });
    });

    it(`FIFO does what a list does, capacity ${capacity}`, () => {
      const restore = (saved: unknown) => FifoCache.restore(saved as never) as BoundedCache<number, number>;
      const check = compare(() => new FifoCache(capacity), restore, fifoModel(capacity));
      fc.assert(fc.property(operations, check), { seed: capacity, numRuns: 150 });
    });
  }

  it("LRU has the stack property: a larger cache hits wherever a smaller one does", () => {
    const zipf = new Zipf(200, 0.8);
    const caches = [1, 5, 20, 60].map((capacity) => new LruCache<number, number>(capacity));
    let state = 12345;
    for (let i = 0; i < 20_000; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const key = zipf.sample(state / 2 ** 32);
      const hits = caches.map((cache) => cache.get(key) !== undefined);
      for (let j = 1; j < hits.length; j++) assert.ok(hits[j] || !hits[j - 1]);
      for (const cache of caches) cache.set(key, i);
    }
  });

  it('refuse capacities that make no sense, and tell 1 from "1"', () => {
    for (const bad of [0, -1, 1.5, NaN, Infinity, 2 ** 30])
      assert.throws(() => new LruCache(bad), RangeError);
    const cache = new LruCache<unknown, string>(3);
    cache.set(1, "number");
    cache.set("1", "string");
    assert.equal(cache.get(1), "number");
  });
});

describe("Zipf", () => {
  it("samples exactly: the first uniform of each rank is the sum of the ranks before", () => {
    for (const [ranks, exponent] of [
      [2, 0],
      [10, 1],
      [1000, 0.9],
      [5000, 2],
    ] as const) {
      const zipf = new Zipf(ranks, exponent);
      const { probabilities } = zipf;
      assert.ok(Math.abs(probabilities.reduce((sum, p) => sum + p, 0) - 1) < 1e-12);
      assert.ok(Math.abs(probabilities[1]! / probabilities[0]! - 2 ** -exponent) < 1e-12);
      let below = 0;
      for (let rank = 0; rank < ranks; rank++) {
        const inside = below + probabilities[rank]! / 2;
        assert.equal(zipf.sample(inside), rank);
        below += probabilities[rank]!;
      }
      assert.equal(zipf.sample(0), 0);
      assert.equal(zipf.sample(1 - 2 ** -53), ranks - 1);
    }
  });
});
