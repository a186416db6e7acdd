/**
 * The caches beside peers in one process: `npm run bench caches`. Reads, writes, evictions, a read-through workload, how the
 * cost grows with the capacity, what an entry weighs, and what a snapshot of a large cache costs.
 */
import { createRequire } from "node:module";
import { LRUCache } from "lru-cache";
import QuickLRU from "quick-lru";
import { newCache } from "transitory";
import { ArcCache } from "../../client/engines/cache/primitives/arc.ts";
import type { BoundedCache } from "../../client/engines/cache/primitives/boundedCache.ts";
import { ClockCache } from "../../client/engines/cache/primitives/clock.ts";
import { LfuCache } from "../../client/engines/cache/primitives/lfu.ts";
import { LruCache } from "../../client/engines/cache/primitives/lru.ts";
import { S3FifoCache } from "../../client/engines/cache/primitives/s3Fifo.ts";
import { WTinyLfuCache } from "../../client/engines/cache/primitives/wTinyLfu.ts";
import { saveState } from "../../client/engines/kernel/copy.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { Zipf } from "../../client/engines/kernel/zipf.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";

interface KeyValue {
  get(key: string): number | undefined | null;
  set(key: string, value: number): unknown;
}

const { LRUMap } = createRequire(import.meta.url)("mnemonist") as {
  LRUMap: new (capacity: number) => KeyValue;
};

const CAPACITY = 10_000;
const SIZE = 1 << 16;
const mask = SIZE - 1;
const streams = new RandomStreams(1);
const zipf = new Zipf(100_000, 0.99);
const presentKeys = Array.from(
  { length: SIZE },
  () => `key:${Math.floor(streams.next("present") * CAPACITY)}`,
);
const zipfKeys = Array.from({ length: SIZE }, () => `key:${zipf.sample(streams.next("keys"))}`);
const freshKeys = Array.from({ length: SIZE }, (_, i) => `fresh:${i}`);

/** Each contender has a loop of its own, or the first peer's types would slow down the others' calls. */
function loop(body: string, cache: KeyValue, keys: readonly string[]): Contender {
  const text = `let sum = 0; for (let i = 0; i < count; i++) { const key = keys[i & ${mask}]; ${body} } return sum;`;
  const made = new Function("cache", "keys", "count", text) as (
    cache: KeyValue,
    keys: readonly string[],
    count: number,
  ) => number;
  return (count) => made(cache, keys, count);
}

const READ = "sum += cache.get(key);";
const WRITE = "cache.set(key, i);";
const READ_THROUGH = "const found = cache.get(key); if (found == null) cache.set(key, i); else sum++;";

/** A plain `Map` that never evicts: no bounded cache can be faster. */
function floor(): KeyValue {
  return new Map<string, number>();
}

/** A plain `Map` that deletes an old key for each new one: what evicting costs at the least. */
class Churn implements KeyValue {
  readonly #map = new Map<string, number>();
  #at = 0;

  get(key: string): number | undefined {
    return this.#map.get(key);
  }

  set(key: string, value: number): void {
    if (this.#map.size >= CAPACITY) this.#map.delete(freshKeys[(this.#at++ + SIZE - CAPACITY) & mask]!);
    this.#map.set(key, value);
  }
}

function transitory(capacity: number): KeyValue {
  const cache = newCache<string, number>().maxSize(capacity).build();
  return { get: (key) => cache.getIfPresent(key), set: (key, value) => cache.set(key, value) };
}

const makers: Readonly<Record<string, (capacity: number) => KeyValue>> = {
  "ours, LRU": (capacity) => new LruCache<string, number>(capacity),
  "ours, CLOCK": (capacity) => new ClockCache<string, number>(capacity),
  "ours, LFU": (capacity) => new LfuCache<string, number>(capacity),
  "ours, ARC": (capacity) => new ArcCache<string, number>(capacity),
  "ours, S3-FIFO": (capacity) => new S3FifoCache<string, number>(capacity),
  "ours, W-TinyLFU": (capacity) => new WTinyLfuCache<string, number>(capacity),
  "lru-cache": (capacity) => new LRUCache<string, number>({ max: capacity }),
  "quick-lru, up to twice as many": (capacity) => new QuickLRU<string, number>({ maxSize: capacity }),
  "mnemonist LRUMap": (capacity) => new LRUMap(capacity),
  "transitory, W-TinyLFU": transitory,
};

function contenders(body: string, keys: readonly string[], fill: readonly string[], last: () => KeyValue) {
  const all = Object.entries(makers).map(([name, make]): [string, KeyValue] => [name, make(CAPACITY)]);
  all.push(["plain Map", last()]);
  return Object.fromEntries(
    all.map(([name, cache]) => {
      for (const key of fill) cache.set(key, 1);
      return [name, loop(body, cache, keys)];
    }),
  );
}

const everyKey = Array.from({ length: CAPACITY }, (_, i) => `key:${i}`);

/** Reading through with whole numbers, where keys and entries grow together. */
function growing(make: (capacity: number) => BoundedCache<number, number>): Record<string, Contender> {
  return Object.fromEntries(
    [1000, 1_000_000].map((capacity) => {
      const cache = make(capacity);
      for (let i = 0; i < capacity; i++) cache.set(i, i);
      const keys = Int32Array.from({ length: SIZE }, () =>
        Math.floor(streams.next("growing") * capacity * 1.25),
      );
      return [
        `${capacity} entries`,
        (count: number) => {
          let hits = 0;
          for (let i = 0; i < count; i++) {
            const key = keys[i & mask]!;
            if (cache.get(key) !== undefined) hits++;
            else cache.set(key, i);
          }
          return hits;
        },
      ];
    }),
  );
}

const snapshots = Object.fromEntries(
  Object.entries({
    LRU: new LruCache<number, number>(100_000),
    CLOCK: new ClockCache<number, number>(100_000),
    LFU: new LfuCache<number, number>(100_000),
    ARC: new ArcCache<number, number>(100_000),
    "S3-FIFO": new S3FifoCache<number, number>(100_000),
    "W-TinyLFU": new WTinyLfuCache<number, number>(100_000),
  }).map(([name, cache]): [string, Contender] => {
    for (let i = 0; i < 300_000; i++) {
      const key = zipf.sample(streams.next("saved"));
      if (cache.get(key) === undefined) cache.set(key, i);
    }
    for (let key = 0; cache.size < 100_000; key++) if (!cache.has(key)) cache.set(key, key);
    return [
      name,
      (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += Object.keys(saveState(cache) as object).length;
        return sum;
      },
    ];
  }),
);

const groups: readonly Group[] = [
  {
    title: "Read a key that is there, 10,000 entries",
    count: 300_000,
    contenders: contenders(READ, presentKeys, everyKey, floor),
  },
  {
    title: "Write a key that is there, 10,000 entries",
    count: 300_000,
    contenders: contenders(WRITE, presentKeys, everyKey, floor),
  },
  {
    title: "Write a new key and evict, 10,000 entries",
    count: 300_000,
    contenders: contenders(WRITE, freshKeys, [], () => new Churn()),
  },
  {
    title: "Read through, Zipf 0.99 over 100,000 keys, 10,000 entries (the Map evicts nothing)",
    count: 300_000,
    contenders: contenders(READ_THROUGH, zipfKeys, [], floor),
  },
  {
    title: "LRU, read through, a thousand times the entries",
    count: 300_000,
    contenders: growing((capacity) => new LruCache(capacity)),
  },
  {
    title: "W-TinyLFU, read through, a thousand times the entries",
    count: 300_000,
    contenders: growing((capacity) => new WTinyLfuCache(capacity)),
  },
  { title: "A snapshot of 100,000 entries", count: 4, contenders: snapshots },
];

measureAll(groups);

console.log("\nBytes an entry, 100,000 entries, keys and values whole numbers (a plain Map for comparison)");
const weighed: Readonly<Record<string, () => { set(key: number, value: number): unknown }>> = {
  "ours, LRU": () => new LruCache<number, number>(100_000),
  "ours, CLOCK": () => new ClockCache<number, number>(100_000),
  "ours, LFU": () => new LfuCache<number, number>(100_000),
  "ours, S3-FIFO, ghosts included": () => new S3FifoCache<number, number>(100_000),
  "ours, W-TinyLFU": () => new WTinyLfuCache<number, number>(100_000),
  "lru-cache": () => new LRUCache<number, number>({ max: 100_000 }),
  "mnemonist LRUMap, no eviction": () => new LRUMap(100_000) as never,
  "transitory, W-TinyLFU": () => newCache<number, number>().maxSize(100_000).build(),
  "plain Map": () => new Map<number, number>(),
};
const collect = (globalThis as { gc?: () => void }).gc;
// Kept, so that what is freed later is not taken off a neighbour's weight.
const kept: unknown[] = [];
// The first is weighed twice: the collector takes its time with what the groups above have left.
const [first] = Object.entries(weighed);
for (const [name, make] of [first!, ...Object.entries(weighed)]) {
  for (let i = 0; i < 3; i++) collect?.();
  const before = process.memoryUsage();
  const cache = make();
  kept.push(cache);
  for (let i = 0; i < (/Map/.test(name) ? 100_000 : 200_000); i++) cache.set(i, i);
  for (let i = 0; i < 3; i++) collect?.();
  const after = process.memoryUsage();
  const bytes = after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
  if (kept.length > 1) console.log(`  ${name.padEnd(34)} ${(bytes / 100_000).toFixed(0).padStart(9)} B`);
}
