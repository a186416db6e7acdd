/** The erasure code against published shards and by losing everything that may be lost; the field against polynomials. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { dataLoss } from "../../../client/engines/object-store/primitives/dataLoss.ts";
import {
  gf256Inverse,
  gf256Multiply,
  gf256Power,
} from "../../../client/engines/object-store/primitives/galoisField256.ts";
import { gf256MatrixInverse } from "../../../client/engines/object-store/primitives/gf256Matrix.ts";
import { ReedSolomon } from "../../../client/engines/object-store/primitives/reedSolomon.ts";

/** Multiplication as polynomials, bit by bit. */
function slowProduct(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) {
    product <<= 1;
    if (product > 255) product ^= 0x11d;
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
}

describe("GF(2^8)", () => {
  it("is a field: products of polynomials, every element but 0 with an inverse", () => {
    for (let a = 0; a < 256; a++) {
      for (let b = 0; b < 256; b++) assert.equal(gf256Multiply(a, b), slowProduct(a, b));
      if (a > 0) assert.equal(gf256Multiply(a, gf256Inverse(a)), 1);
      assert.equal(gf256Power(a, 3), slowProduct(a, slowProduct(a, a)));
    }
    assert.equal(gf256Power(0, 0), 1);
    assert.throws(() => gf256Inverse(0), RangeError);
    assert.throws(() => gf256MatrixInverse([Uint8Array.of(1, 2), Uint8Array.of(1, 2)]), RangeError);
  });
});

describe("Reed–Solomon", () => {
  it("makes the parity shards of the Backblaze and klauspost test, 5 + 5", () => {
    const data = [
      [0, 1],
      [4, 5],
      [2, 3],
      [6, 7],
      [8, 9],
    ].map((shard) => Uint8Array.from(shard));
    const parity = new ReedSolomon(5, 5).encode(data).map((shard) => [...shard]);
    assert.deepEqual(parity, [
      [12, 13],
      [10, 11],
      [14, 15],
      [90, 91],
      [94, 95],
    ]);
  });

  it("gives back everything from any k of n, all combinations of 4 + 3", () => {
    const code = new ReedSolomon(4, 3);
    const data = [1, 2, 3, 4].map((seed) => Uint8Array.from({ length: 9 }, (_, i) => seed * 37 + i * 11));
    const all = [...data, ...code.encode(data)];
    assert.ok(code.verify(all));
    for (let kept = 0; kept < 128; kept++) {
      const shards = all.map((shard, i) => ((kept >> i) & 1 ? shard : undefined));
      const left = shards.filter((shard) => shard !== undefined).length;
      if (left < 4) assert.throws(() => code.reconstruct(shards), /shards are left/);
      else assert.deepEqual(code.reconstruct(shards), all);
    }
  });

  it("does so for any sizes and any losses, and notices a changed byte", () => {
    const sizes = fc.record({ k: fc.integer({ min: 1, max: 12 }), m: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(
        sizes,
        fc.nat(20),
        fc.array(fc.nat(255), { minLength: 12 * 20 }),
        fc.nat(1e9),
        (size, length, bytes, luck) => {
          const { k, m } = size;
          const code = new ReedSolomon(k, m);
          const data = Array.from({ length: k }, (_, i) =>
            Uint8Array.from(bytes.slice(i * length, (i + 1) * length)),
          );
          const all = [...data, ...code.encode(data)];
          const lost = new Set<number>();
          for (let i = 0, left = luck; i < m; i++, left = Math.floor(left / (k + m)))
            lost.add(left % (k + m));
          assert.deepEqual(code.reconstruct(all.map((shard, i) => (lost.has(i) ? undefined : shard))), all);
          if (m === 0 || length === 0) return;
          const changed = all.map((shard) => shard.slice());
          changed[luck % (k + m)]![luck % length]! ^= 1;
          assert.equal(code.verify(changed), false);
        },
      ),
    );
  });

  it("with one data shard is replication", () => {
    const shard = Uint8Array.of(1, 2, 3);
    assert.deepEqual(new ReedSolomon(1, 2).encode([shard]), [shard, shard]);
  });

  it("refuses what is no code", () => {
    assert.throws(() => new ReedSolomon(0, 2), RangeError);
    assert.throws(() => new ReedSolomon(200, 56), RangeError);
    assert.throws(() => new ReedSolomon(2, 1).encode([new Uint8Array(1), new Uint8Array(2)]), RangeError);
  });
});

describe("mean time to data loss", () => {
  it("is the closed form for mirrored disks, (3λ + μ) / 2λ²", () => {
    for (const [failureRate, repairRate] of [
      [0.01, 1],
      [1, 10],
      [1, 0],
    ] as const) {
      const { meanTimeToLoss } = dataLoss({ shards: 2, tolerated: 1, failureRate, repairRate });
      const closed = (3 * failureRate + repairRate) / (2 * failureRate * failureRate);
      assert.ok(Math.abs(meanTimeToLoss / closed - 1) < 1e-12);
    }
  });

  it("is harmonic without repair, and nears μ^m / (λ^(m + 1) · n…(n − m)) · m! with fast repair", () => {
    const slow = dataLoss({ shards: 9, tolerated: 3, failureRate: 2, repairRate: 0 });
    assert.ok(Math.abs(slow.meanTimeToLoss - (1 / 9 + 1 / 8 + 1 / 7 + 1 / 6) / 2) < 1e-12);
    const fast = dataLoss({ shards: 3, tolerated: 2, failureRate: 1, repairRate: 1e5 });
    assert.ok(Math.abs(fast.meanTimeToLoss / ((1e10 * 2) / 6) - 1) < 1e-3);
    // Then each shard is missing λ / (λ + μ) of the time.
    assert.ok(Math.abs(fast.missingShare * 1e5 - 1) < 1e-3);
  });
});
