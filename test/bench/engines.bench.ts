/**
 * How fast the kernel and the first primitives are, side by side with peers in one process: `npm run bench engines`.
 */
import { createRequire } from "node:module";
import { TokenBucket as LimiterBucket } from "limiter";
import { LRUCache } from "lru-cache";
import { LruCache } from "../../client/engines/cache/primitives/lru.ts";
import { HashRing } from "../../client/engines/consistent-hashing/primitives/hashRing.ts";
import { murmur3 } from "../../client/engines/consistent-hashing/primitives/murmur3.ts";
import { engines } from "../../client/engines/index.gen.ts";
import { EventQueue } from "../../client/engines/kernel/eventQueue.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { createRun } from "../../client/engines/kernel/run.ts";
import { exponential } from "../../client/engines/kernel/variates.ts";
import { Zipf } from "../../client/engines/kernel/zipf.ts";
import { TokenBucket } from "../../client/engines/rate-limiter/primitives/tokenBucket.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";

/** hashring is CommonJS without types. */
const HashRingPeer = createRequire(import.meta.url)("hashring") as new (
  nodes: readonly string[],
  algorithm: string,
  options: Readonly<Record<string, number>>,
) => { get(key: string): string };

/** Seeded inputs, made before anything is timed. */
const streams = new RandomStreams(1);
const SIZE = 1 << 16;
const mask = SIZE - 1;
const gaps = Float64Array.from({ length: SIZE }, () => exponential(streams.next("gaps"), 1));
const zipf = new Zipf(100_000, 0.99);
const zipfKeys = Array.from({ length: SIZE }, () => `key:${zipf.sample(streams.next("keys"))}`);
const freshKeys = Array.from({ length: SIZE }, (_, i) => `fresh:${i}`);
const CAPACITY = 10_000;

function holdOurs(count: number): number {
  const queue = new EventQueue();
  for (let i = 0; i < 10_000; i++) queue.push(gaps[i & mask]! * 10_000, 0, i, 0);
  for (let i = 0; i < count; i++) {
    queue.pop();
    queue.push(queue.time + gaps[i & mask]! * 10_000, 0, queue.a, 0);
  }
  return queue.time;
}

interface Entry {
  time: number;
  sequence: number;
  a: number;
}

/** The textbook queue: a binary heap of objects. */
function holdObjects(count: number): number {
  const heap: Entry[] = [];
  const before = (left: Entry, right: Entry) =>
    left.time < right.time || (left.time === right.time && left.sequence < right.sequence);
  const push = (entry: Entry) => {
    let place = heap.push(entry) - 1;
    for (; place > 0 && before(entry, heap[(place - 1) >> 1]!); place = (place - 1) >> 1)
      heap[place] = heap[(place - 1) >> 1]!;
    heap[place] = entry;
  };
  const pop = (): Entry => {
    const top = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return top;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (before(last, heap[child]!)) break;
      heap[place] = heap[child]!;
      place = child;
    }
    heap[place] = last;
    return top;
  };
  let sequence = 0;
  for (let i = 0; i < 10_000; i++) push({ time: gaps[i & mask]! * 10_000, sequence: sequence++, a: i });
  let time = 0;
  for (let i = 0; i < count; i++) {
    const { time: now, a } = pop();
    time = now;
    push({ time: now + gaps[i & mask]! * 10_000, sequence: sequence++, a });
  }
  return time;
}

const engineRun = (id: string, until: number): Contender => {
  const engine = engines.find((candidate) => candidate.id === id)!;
  return (count) => {
    const run = createRun(engine, { engine: id, params: {}, seed: 1, actions: [] });
    run.advance(until, count);
    return run.x;
  };
};

const ourLru = new LruCache<string, number>(CAPACITY);
const peerLru = new LRUCache<string, number>({ max: CAPACITY });
const lruLoop = (
  cache: { get(key: string): number | undefined; set(key: string, value: number): unknown },
  keys: string[],
): Contender => {
  return (count) => {
    let hits = 0;
    for (let i = 0; i < count; i++) {
      const key = keys[i & mask]!;
      if (cache.get(key) === undefined) cache.set(key, i);
      else hits++;
    }
    return hits;
  };
};
const writeLoop = (cache: { set(key: string, value: number): unknown }): Contender => {
  return (count) => {
    for (let i = 0; i < count; i++) cache.set(freshKeys[i & mask]!, i);
    return count;
  };
};

const nodes = Array.from({ length: 100 }, (_, i) => `node-${i}`);
const ourRing = new HashRing<string>(160);
for (const node of nodes) ourRing.add(node);
const peerRing = new HashRingPeer(nodes, "md5", { "max cache size": 1 });

const ourBucket = new TokenBucket(100, 1000);
const peerBucket = new LimiterBucket({ bucketSize: 100, tokensPerInterval: 1000, interval: "second" });
peerBucket.content = 100;

const groups: readonly Group[] = [
  {
    title: "Event queue: pop and push, 10,000 pending",
    count: 300_000,
    contenders: { ours: holdOurs, "binary heap of objects": holdObjects },
  },
  {
    title: "Whole runs: events",
    count: 200_000,
    contenders: {
      "rate-limiter": engineRun("rate-limiter", Infinity),
      cache: engineRun("cache", Infinity),
      "event queue alone": holdOurs,
    },
  },
  {
    title: "LRU: read through, Zipf 0.99 over 100,000 keys, capacity 10,000",
    count: 500_000,
    contenders: { ours: lruLoop(ourLru, zipfKeys), "lru-cache": lruLoop(peerLru, zipfKeys) },
  },
  {
    title: "LRU: write a new key and evict, capacity 10,000",
    count: 500_000,
    contenders: {
      ours: writeLoop(new LruCache<string, number>(CAPACITY)),
      "lru-cache": writeLoop(new LRUCache<string, number>({ max: CAPACITY })),
    },
  },
  {
    title: "Ring: node of a key, 100 nodes of 160 points",
    count: 50_000,
    contenders: {
      ours: (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += ourRing.ownerOf(zipfKeys[i & mask]!)!.length;
        return sum;
      },
      "murmur3 alone": (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += murmur3(zipfKeys[i & mask]!);
        return sum;
      },
      "hashring, its cache of one key": (count) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += peerRing.get(zipfKeys[i & mask]!).length;
        return sum;
      },
    },
  },
  {
    title: "Token bucket: try to take one",
    count: 1_000_000,
    contenders: {
      "ours, time passed in": (count) => {
        let taken = 0;
        for (let i = 0; i < count; i++) if (ourBucket.tryTake(i * 0.5)) taken++;
        return taken;
      },
      "ours, performance.now()": (count) => {
        const bucket = new TokenBucket(100, 1000, performance.now());
        let taken = 0;
        for (let i = 0; i < count; i++) if (bucket.tryTake(performance.now())) taken++;
        return taken;
      },
      "limiter, tryRemoveTokens": (count) => {
        let taken = 0;
        for (let i = 0; i < count; i++) if (peerBucket.tryRemoveTokens(1)) taken++;
        return taken;
      },
    },
  },
];

measureAll(groups);
