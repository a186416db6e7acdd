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
import { RandomStreams } from "../../client/engines/kernel/random.ts";
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
const { BloomFilter: BloomFiltersPeer } = require("bloom-filters") as {
  BloomFilter: { create(keys: number, rate: number): Filter };
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
];

measureAll(groups);
const perKey = (bytes: number): string => `${((8 * bytes) / KEYS).toFixed(1)} bits a key`;
console.log(
  `\nMemory: ours ${perKey(bits / 8)}, counting ${perKey(counting.bits / 8)}, blocked ${perKey(blocked.bits / 8)}`,
);
