/**
 * Hash functions and sketches, side by side with an exact structure and with packages in one process: `npm run bench sketches`.
 */
import { createRequire } from "node:module";
import imurmurhash from "imurmurhash";
import xxhash from "xxhash-wasm";
import { BlockedBloomFilter } from "../../client/engines/bloom-filter/primitives/blockedBloomFilter.ts";
import { BloomFilter } from "../../client/engines/bloom-filter/primitives/bloomFilter.ts";
import { bloomSize } from "../../client/engines/bloom-filter/primitives/bloomSize.ts";
import { CountingBloomFilter } from "../../client/engines/bloom-filter/primitives/countingBloomFilter.ts";
import { xxHash32 } from "../../client/engines/bloom-filter/primitives/xxHash32.ts";
import { xxHash64 } from "../../client/engines/bloom-filter/primitives/xxHash64.ts";
import { murmur3, murmur3Pair } from "../../client/engines/consistent-hashing/primitives/murmur3.ts";
import {
  CountMinSketch,
  countMinSize,
} from "../../client/engines/count-min-sketch/primitives/countMinSketch.ts";
import { SpaceSaving } from "../../client/engines/count-min-sketch/primitives/spaceSaving.ts";
import { HyperLogLog } from "../../client/engines/hyperloglog/primitives/hyperLogLog.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { Zipf } from "../../client/engines/kernel/zipf.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";

const require = createRequire(import.meta.url);

/** Packages without types, or with types that do not fit how they are loaded. */
interface Filter {
  add(key: string): unknown;
  has(key: string): boolean;
}
const { BloomFilter: BloomfilterPeer } = require("bloomfilter") as {
  BloomFilter: new (bits: number, hashes: number) => { add(key: string): void; test(key: string): boolean };
};
const {
  BloomFilter: BloomFiltersPeer,
  CountMinSketch: CountMinPeer,
  HyperLogLog: HyperLogLogPeer,
} = require("bloom-filters") as {
  BloomFilter: { create(keys: number, rate: number): Filter };
  CountMinSketch: {
    create(epsilon: number, delta: number): { update(key: string): void; count(key: string): number };
  };
  HyperLogLog: new (registers: number) => { update(key: string): void };
};
const { BloomFilter: MnemonistFilter } = require("mnemonist") as {
  BloomFilter: new (options: {
    capacity: number;
    errorRate: number;
  }) => { add(key: string): void; test(key: string): boolean };
};

const KEYS = 100_000;
const streams = new RandomStreams(1);
const shuffled = Array.from({ length: KEYS }, (_, i) => i);
for (let i = KEYS - 1; i > 0; i--) {
  const j = Math.floor(streams.next("order") * (i + 1));
  [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
}
const present = shuffled.map((key) => `user:${1_000_000 + key}`);
const absent = shuffled.map((key) => `user:${2_000_000 + key}`);

const peer = await xxhash();
const out = new Uint32Array(2);

/** Texts of one length. */
const texts = (length: number): string[] =>
  Array.from({ length: 1024 }, (_, i) => `${i}:`.padEnd(length, "abcdefghijklmnop"));

const hashing = (length: number, count: number): Group => {
  const inputs = texts(length);
  const over =
    (hash: (text: string) => number): Contender =>
    (times) => {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += hash(inputs[i & 1023]!);
      return sum;
    };
  return {
    title: `Hashes of ${length} characters`,
    count,
    contenders: {
      murmur3: over((text) => murmur3(text)),
      "murmur3Pair, 64 bits": over((text) => {
        murmur3Pair(text, out);
        return out[0]!;
      }),
      xxHash32: over((text) => xxHash32(text)),
      "xxHash64, no BigInt": over((text) => {
        xxHash64(text, out);
        return out[0]!;
      }),
      "xxhash-wasm h32": over((text) => peer.h32(text)),
      "xxhash-wasm h64": over((text) => Number(peer.h64(text) & 0xffffn)),
      imurmurhash: over((text) => imurmurhash(text, 0).result()),
      "charCodeAt sum": over((text) => {
        let sum = 0;
        for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
        return sum;
      }),
    },
  };
};

const adding =
  (create: () => { add(key: string): unknown }): Contender =>
  (count) => {
    const filter = create();
    for (let i = 0; i < count; i++) filter.add(present[i]!);
    return count;
  };
const asking =
  (keys: readonly string[], has: (key: string) => boolean): Contender =>
  (count) => {
    let yes = 0;
    for (let i = 0; i < count; i++) if (has(keys[i]!)) yes++;
    return yes;
  };
const filled = <F extends { add(key: string): unknown }>(filter: F): F => {
  for (const key of present) filter.add(key);
  return filter;
};

const { bits, hashes } = bloomSize(KEYS, 0.01);
const create = {
  ours: () => new BloomFilter(bits, hashes),
  "ours, blocked": () => new BlockedBloomFilter(bits, hashes),
  "ours, counting": () => new CountingBloomFilter(bits, hashes),
  bloomfilter: () => new BloomfilterPeer(bits, hashes),
  mnemonist: () => new MnemonistFilter({ capacity: KEYS, errorRate: 0.01 }),
  Set: () => new Set<string>(),
};
const slow = BloomFiltersPeer.create(2000, 0.01);
const [ours, blocked, counting, small, mnemonist, exact] = [
  filled(create.ours()),
  filled(create["ours, blocked"]()),
  filled(create["ours, counting"]()),
  filled(create.bloomfilter()),
  filled(create.mnemonist()),
  filled(create.Set()),
];
const lookUps = (title: string, keys: readonly string[]): Group => ({
  title: `Bloom filter, 100,000 keys at 1 %: ${title}`,
  count: KEYS,
  contenders: {
    ours: asking(keys, (key) => ours.has(key)),
    "ours, blocked": asking(keys, (key) => blocked.has(key)),
    "ours, counting": asking(keys, (key) => counting.has(key)),
    bloomfilter: asking(keys, (key) => small.test(key)),
    mnemonist: asking(keys, (key) => mnemonist.test(key)),
    Set: asking(keys, (key) => exact.has(key)),
  },
});

/** So many keys, none of which is asked for. */
const filledUpTo = <F extends { add(key: string): unknown }>(filter: F, keys: number): F => {
  for (let i = 0; i < keys; i++) filter.add(`other:${i}`);
  return filter;
};
const zipf = new Zipf(KEYS, 1);
const items = Array.from({ length: KEYS }, () => `user:${zipf.sample(streams.next("items"))}`);
const overItems =
  (update: (key: string) => unknown): Contender =>
  (count) => {
    for (let i = 0; i < count; i++) update(items[i]!);
    return count;
  };
const size = countMinSize(0.001, 0.01);
const plain = new CountMinSketch(size);
const conservative = new CountMinSketch({ ...size, isConservative: true });
const summary = new SpaceSaving<string>(1000);
const exactCounts = new Map<string, number>();
const countExactly = (key: string) => exactCounts.set(key, (exactCounts.get(key) ?? 0) + 1);
const peerSketch = CountMinPeer.create(0.001, 0.01);
for (const key of items) {
  plain.add(key);
  countExactly(key);
}
for (const key of items.slice(0, 2000)) peerSketch.update(key);
const peerCardinality = new HyperLogLogPeer(1 << 10);

const groups: readonly Group[] = [
  hashing(12, 200_000),
  hashing(64, 100_000),
  hashing(1024, 10_000),
  {
    title: "Bloom filter, 100,000 keys at 1 %: add",
    count: KEYS,
    contenders: Object.fromEntries(Object.entries(create).map(([name, one]) => [name, adding(one)])),
  },
  lookUps("ask for a present key", present),
  lookUps("ask for an absent key", absent),
  {
    title: "Bloom filter against bloom-filters, 2,000 keys: add",
    count: 2000,
    contenders: {
      ours: (count) => adding(create.ours)(count),
      "bloom-filters": (count) => {
        for (let i = 0; i < count; i++) slow.add(present[i]!);
        return count;
      },
    },
  },
  {
    title: "Count-min sketch, 2719 × 5, Zipf 1 over 100,000 keys: update",
    count: KEYS,
    contenders: {
      ours: overItems((key) => plain.add(key)),
      "ours, conservative": overItems((key) => conservative.add(key)),
      "Space-Saving, 1,000 counters": overItems((key) => summary.add(key)),
      "Map, count + 1": overItems(countExactly),
    },
  },
  {
    title: "Count-min sketch: query",
    count: KEYS,
    contenders: {
      ours: asking(present, (key) => plain.estimate(key) > 0),
      Map: asking(present, (key) => exactCounts.has(key)),
    },
  },
  {
    title: "Count-min sketch against bloom-filters: update",
    count: 2000,
    contenders: {
      ours: overItems((key) => plain.add(key)),
      "bloom-filters": overItems((key) => peerSketch.update(key)),
    },
  },
  ...[10, 14].map((precision) => ({
    title: `HyperLogLog, precision ${precision}, 100,000 different keys: add`,
    count: KEYS,
    contenders: {
      ours: adding(() => new HyperLogLog(precision)),
      Set: adding(() => new Set<string>()),
    },
  })),
  {
    title: "HyperLogLog against bloom-filters, precision 10: add",
    count: 500,
    contenders: {
      ours: adding(() => new HyperLogLog(10)),
      "bloom-filters": (count) => {
        for (let i = 0; i < count; i++) peerCardinality.update(present[i]!);
        return count;
      },
    },
  },
  {
    title: "HyperLogLog, precision 14: estimate",
    count: 20_000,
    contenders: {
      ours: ((sketch) => (count: number) => {
        let sum = 0;
        for (let i = 0; i < count; i++) sum += sketch.estimate();
        return sum;
      })(filled(new HyperLogLog(14))),
    },
  },
  ...[1000, 1_000_000].map((keys) => ({
    title: `Bloom filter sized for ${keys.toLocaleString("en")} keys: ask for an absent key`,
    count: KEYS,
    contenders: ((one, other) => ({
      ours: asking(absent, (key) => one.has(key)),
      "ours, blocked": asking(absent, (key) => other.has(key)),
    }))(
      filledUpTo(BloomFilter.forCapacity(keys, 0.01), keys),
      filledUpTo(new BlockedBloomFilter(bloomSize(keys, 0.01).bits, 7), keys),
    ),
  })),
];

measureAll(groups);
const perKey = (bytes: number): string => `${((8 * bytes) / KEYS).toFixed(1)} bits a key`;
console.log(
  `\nMemory: ours ${perKey(bits / 8)}, counting ${perKey(counting.bits / 8)}, blocked ${perKey(blocked.bits / 8)}`,
);
