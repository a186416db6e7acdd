/** Bloom filters as one would use them: no false negative whatever happens, and false positives as computed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  BLOCK_BITS,
  BlockedBloomFilter,
} from "../../../client/engines/bloom-filter/primitives/blockedBloomFilter.ts";
import { BloomFilter, bitCount32 } from "../../../client/engines/bloom-filter/primitives/bloomFilter.ts";
import { bloomFalsePositives, bloomSize } from "../../../client/engines/bloom-filter/primitives/bloomSize.ts";
import { CountingBloomFilter } from "../../../client/engines/bloom-filter/primitives/countingBloomFilter.ts";
import { probePositions, reduceHash } from "../../../client/engines/bloom-filter/primitives/doubleHashing.ts";
import type { MembershipFilter } from "../../../client/engines/bloom-filter/primitives/membershipFilter.ts";
import { ScalableBloomFilter } from "../../../client/engines/bloom-filter/primitives/scalableBloomFilter.ts";
import { murmur3 } from "../../../client/engines/consistent-hashing/primitives/murmur3.ts";

const KEYS = 20_000;
const ASKED = 100_000;

const all: Readonly<Record<string, (bits: number, hashes: number) => MembershipFilter>> = {
  standard: (bits, hashes) => new BloomFilter(bits, hashes, 7),
  blocked: (bits, hashes) => new BlockedBloomFilter(bits, hashes, 7),
  counting: (bits, hashes) => new CountingBloomFilter(bits, hashes, 7),
  scalable: (bits) => new ScalableBloomFilter({ capacity: Math.max(1, bits >> 4), falsePositives: 0.01 }),
};

function falsePositives(filter: MembershipFilter): number {
  for (let i = 0; i < KEYS; i++) filter.add(`key:${i}`);
  for (let i = 0; i < KEYS; i++) assert.ok(filter.has(`key:${i}`));
  let positives = 0;
  for (let i = 0; i < ASKED; i++) if (filter.has(`absent:${i}`)) positives++;
  return positives / ASKED;
}

describe("bloom-filter primitives", () => {
  for (const [name, create] of Object.entries(all)) {
    it(`${name}: whatever was added is there, for any keys, sizes and numbers of hashes`, () => {
      const sizes = fc.integer({ min: 1, max: 3000 });
      fc.assert(
        fc.property(sizes, fc.integer({ min: 1, max: 16 }), fc.array(fc.string()), (bits, hashes, keys) => {
          const filter = create(bits, hashes);
          for (const key of keys) filter.add(key);
          for (const key of keys) assert.ok(filter.has(key));
          assert.ok(filter.ones() <= filter.positions);
        }),
        { seed: 1, numRuns: 200 },
      );
    });

    it(`${name}: goes on as it was after a restore, and on its own`, () => {
      const filter = create(2000, 5);
      for (let i = 0; i < 200; i++) filter.add(`${i}`);
      const type = filter.constructor as unknown as { restore(saved: unknown): MembershipFilter };
      const copy = type.restore((filter as unknown as { save(): unknown }).save());
      assert.equal(copy.ones(), filter.ones());
      for (let i = 200; i < 400; i++) copy.add(`${i}`);
      assert.ok(copy.ones() > filter.ones());
      for (let i = 0; i < 400; i++) assert.ok(copy.has(`${i}`));
    });
  }

  it("has the sizes that textbooks give: 9.585 bits and 7 hashes for one percent", () => {
    assert.deepEqual(bloomSize(100_000, 0.01), { bits: 958_506, hashes: 7 });
    assert.deepEqual(bloomSize(1_000_000, 0.001), { bits: 14_377_588, hashes: 10 });
    assert.ok(Math.abs(bloomFalsePositives(10_000, 7, 1000) - 0.00819) < 1e-5);
    for (const bad of [0, 1, -1, NaN]) assert.throws(() => bloomSize(10, bad), RangeError);
    assert.throws(() => bloomSize(0, 0.1), RangeError);
  });

  it("standard: false positives are (1 − e^(−kn/m))^k for any k", () => {
    for (const hashes of [1, 2, 4, 7, 12]) {
      const theory = bloomFalsePositives(10 * KEYS, hashes, KEYS);
      const measured = falsePositives(new BloomFilter(10 * KEYS, hashes, hashes));
      const scatter = Math.sqrt(theory / ASKED);
      assert.ok(
        Math.abs(measured - theory) < 4 * scatter + 0.02 * theory,
        `${hashes}: ${measured}, ${theory}`,
      );
    }
  });

  it("the four kinds rank as they should at ten positions a key", () => {
    const standard = falsePositives(new BloomFilter(10 * KEYS, 7));
    const blocked = falsePositives(new BlockedBloomFilter(10 * KEYS, 7));
    const counting = falsePositives(new CountingBloomFilter(10 * KEYS, 7));
    assert.ok(blocked > 1.1 * standard && blocked < 2 * standard, `${blocked}, ${standard}`);
    assert.ok(Math.abs(counting / standard - 1) < 0.05);
    const chain = new ScalableBloomFilter({ capacity: 500, falsePositives: 0.01 });
    const chained = falsePositives(chain);
    assert.ok(chained < 0.01 && chained > 0.002, `${chained}`);
    assert.equal(chain.filters.length, 6);
  });

  it("counting: behaves like a multiset under any additions and removals of what is there", () => {
    const command = fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(fc.array(command, { maxLength: 200 }), (commands) => {
        const filter = new CountingBloomFilter(600, 4, 3);
        const counts = new Map<number, number>();
        for (const [isAdd, key] of commands) {
          const count = counts.get(key) ?? 0;
          if (isAdd) filter.add(`${key}`);
          else if (count > 0) assert.ok(filter.remove(`${key}`));
          counts.set(key, Math.max(0, count + (isAdd ? 1 : -1)));
        }
        for (const [key, count] of counts) if (count > 0) assert.ok(filter.has(`${key}`));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("counting: is empty again when all is removed; a full counter stays full", () => {
    const filter = new CountingBloomFilter(10_000, 5);
    for (let i = 0; i < 1000; i++) filter.add(`${i}`);
    for (let i = 0; i < 1000; i++) filter.remove(`${i}`);
    assert.equal(filter.ones(), 0);
    // Twenty times in, sixteen times out: counters that came down from 15 would forget the four that are left.
    for (let i = 0; i < 20; i++) filter.add("often");
    for (let i = 0; i < 16; i++) filter.remove("often");
    assert.ok(filter.has("often"));
    assert.equal(filter.remove("never"), false);
  });

  it("estimates how many keys it holds, and unites with its like", () => {
    const [left, right] = [BloomFilter.forCapacity(5000, 0.01), BloomFilter.forCapacity(5000, 0.01)];
    for (let i = 0; i < 3000; i++) left.add(`${i}`);
    for (let i = 2000; i < 5000; i++) right.add(`${i}`);
    assert.ok(Math.abs(left.estimatedKeys() / 3000 - 1) < 0.03);
    left.unite(right);
    for (let i = 0; i < 5000; i++) assert.ok(left.has(`${i}`));
    assert.ok(Math.abs(left.estimatedKeys() / 5000 - 1) < 0.03);
    assert.throws(() => left.unite(new BloomFilter(100, 3)), RangeError);
  });

  it("probes where its definition says, below the table's size, and without repeating for a step of 0", () => {
    fc.assert(
      fc.property(
        fc.nat(0xffffffff),
        fc.nat(0xffffffff),
        fc.integer({ min: 1, max: 0x80000000 }),
        (a, b, size) => {
          const positions = probePositions(a, b, 16, size);
          assert.ok(positions.every((position) => position >= 0 && position < size));
          const [start, step] = [BigInt(reduceHash(a, size)), BigInt(reduceHash(b, size))];
          positions.forEach((position, j) => {
            const i = BigInt(j);
            assert.equal(BigInt(position), (start + i * step + (i * i * i - i) / 6n) % BigInt(size));
          });
        },
      ),
      { seed: 6, numRuns: 300 },
    );
    assert.equal(new Set(probePositions(5, 0, 12, 1000)).size, 11);
    const filter = new BloomFilter(777, 5);
    filter.addHash(murmur3("x"), murmur3("y"));
    const set = Array.from({ length: 777 }, (_, i) => i).filter((i) => filter.bit(i));
    assert.deepEqual(
      set,
      [...new Set(probePositions(murmur3("x"), murmur3("y"), 5, 777))].sort((x, y) => x - y),
    );
  });

  it("blocked: all bits of a key lie in one block", () => {
    const filter = new BlockedBloomFilter(20_000, 8);
    for (let i = 0; i < 200; i++) {
      const probes = filter.probes(murmur3(`${i}`), murmur3(`${i}`, 1));
      assert.equal(new Set(probes.map((position) => Math.floor(position / BLOCK_BITS))).size, 1);
    }
  });

  it("counts bits, and refuses nonsense", () => {
    for (const word of [0, 1, 0xffffffff, 0x80000001, 0x12345678])
      assert.equal(bitCount32(word | 0), word.toString(2).replaceAll("0", "").length);
    for (const bad of [0, -1, 1.5, NaN, 2 ** 32]) {
      assert.throws(() => new BloomFilter(bad, 3), RangeError);
      assert.throws(() => new BlockedBloomFilter(bad, 3), RangeError);
      assert.throws(() => new CountingBloomFilter(bad, 3), RangeError);
    }
    for (const bad of [0, 1.5, 65]) assert.throws(() => new BloomFilter(8, bad), RangeError);
    assert.throws(
      () => new ScalableBloomFilter({ capacity: 10, falsePositives: 0.1, tightening: 1 }),
      RangeError,
    );
  });
});
