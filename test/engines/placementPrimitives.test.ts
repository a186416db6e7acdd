/** Hash and placement: published vectors, and a ring against its definition. */
import assert from "node:assert/strict";
import { HashRing } from "../../client/engines/consistent-hashing/primitives/hashRing.ts";
import { ModuloTable } from "../../client/engines/consistent-hashing/primitives/moduloTable.ts";
import {
  mixInteger,
  murmur3,
  murmur3Bytes,
} from "../../client/engines/consistent-hashing/primitives/murmur3.ts";

const KEYS = Array.from({ length: 5000 }, (_, i) => `user:${i * 31}`);

describe("murmur3", () => {
  it("passes SMHasher's verification: 0xB0F57EE3", () => {
    // Keys {}, {0}, {0,1}, … of length 0 to 255, seeds 256 − length; the hash of all hashes.
    const hashes = new Uint8Array(256 * 4);
    for (let length = 0; length < 256; length++) {
      const key = Uint8Array.from({ length }, (_, i) => i);
      new DataView(hashes.buffer).setUint32(length * 4, murmur3Bytes(key, 256 - length), true);
    }
    assert.equal(murmur3Bytes(hashes, 0), 0xb0f57ee3);
  });

  it("gives the published values for strings", () => {
    const vectors: [string, number, number][] = [
      ["", 0, 0],
      ["", 1, 0x514e28b7],
      ["", 0xffffffff, 0x81f16f39],
      ["aaaa", 0x9747b28c, 0x5a97808a],
      ["Hello, world!", 0x9747b28c, 0x24884cba],
      ["The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd],
    ];
    for (const [text, seed, hash] of vectors) assert.equal(murmur3(text, seed), hash, text);
  });

  it("hashes strings as UTF-8, wherever the first wide character stands", () => {
    const texts = [
      "é",
      "aé",
      "abcé",
      "abcdé",
      "日本語",
      "a😀b",
      "naïve café",
      "\u{10ffff}x",
      "\ud800",
      "x\udc00yz",
    ];
    for (const text of texts)
      assert.equal(murmur3(text, 7), murmur3Bytes(new TextEncoder().encode(text), 7), text);
  });

  it("mixes integers one to one", () => {
    const seen = new Set(Array.from({ length: 100_000 }, (_, i) => mixInteger(i)));
    assert.equal(seen.size, 100_000);
  });
});

/** The definition: the node of the first point at or after the hash. */
function ownerByDefinition(ring: HashRing<string>, hash: number): string {
  const points = [...ring.points()];
  return (points.find(([position]) => position >= hash) ?? points[0]!)[1];
}

describe("hash ring", () => {
  it("finds the first point at or after a hash, for any number of points", () => {
    for (const [nodes, pointsPerNode] of [
      [1, 1],
      [2, 1],
      [3, 7],
      [10, 160],
      [100, 40],
    ] as const) {
      const ring = new HashRing<string>(pointsPerNode, 5);
      for (let i = 0; i < nodes; i++) assert.ok(ring.add(`node-${i}`));
      const positions = [...ring.points()].map(([position]) => position);
      assert.equal(positions.length, nodes * pointsPerNode);
      assert.ok(positions.every((position, i) => i === 0 || position >= positions[i - 1]!));
      const edges = positions.slice(0, 20).flatMap((position) => [position - 1, position, position + 1]);
      for (const hash of [
        0,
        0xffffffff,
        0x80000000,
        ...edges,
        ...KEYS.slice(0, 100).map((key) => murmur3(key)),
      ]) {
        assert.equal(ring.ownerOfHash(hash), ownerByDefinition(ring, hash >>> 0), `${hash}`);
      }
    }
  });

  it("does not depend on the order in which nodes came, nor on nodes that left", () => {
    const [first, second] = [new HashRing<string>(50), new HashRing<string>(50)];
    for (const node of ["a", "b", "c", "d", "e"]) first.add(node);
    for (const node of ["e", "x", "c", "a", "y", "d", "b"]) second.add(node);
    second.remove("x");
    second.remove("y");
    assert.deepEqual([...first.points()], [...second.points()]);
    for (const key of KEYS) assert.equal(first.ownerOf(key), second.ownerOf(key));
  });

  it("moves keys to the node that joins and from the node that leaves, and no others", () => {
    const ring = new HashRing<string>(100);
    for (let i = 0; i < 9; i++) ring.add(`node-${i}`);
    const before = KEYS.map((key) => ring.ownerOf(key));
    assert.equal(ring.add("node-9"), true);
    assert.equal(ring.add("node-9"), false);
    const joined = KEYS.map((key) => ring.ownerOf(key));
    const moved = joined.filter((owner, i) => owner !== before[i]);
    assert.ok(moved.every((owner) => owner === "node-9"));
    assert.ok(Math.abs(moved.length / KEYS.length - 0.1) < 0.03);
    assert.equal(ring.remove("node-9"), true);
    assert.equal(ring.remove("node-9"), false);
    assert.deepEqual(
      KEYS.map((key) => ring.ownerOf(key)),
      before,
    );
  });

  it("spreads shares as theory says, and they add up to 1", () => {
    for (const pointsPerNode of [1, 10, 100]) {
      let squares = 0;
      const rings = 40;
      const nodes = 50;
      for (let seed = 0; seed < rings; seed++) {
        const ring = new HashRing<number>(pointsPerNode, seed);
        for (let node = 0; node < nodes; node++) ring.add(node);
        const shares = ring.shares();
        assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
        for (const share of shares) squares += (share * nodes - 1) ** 2 / nodes / rings;
      }
      const theory = (nodes - 1) / (nodes * pointsPerNode + 1);
      assert.ok(Math.abs(Math.sqrt(squares / theory) - 1) < 0.1, `${pointsPerNode}: ${squares}, ${theory}`);
    }
  });

  it("is empty without nodes, saves and restores, and refuses nonsense", () => {
    const ring = new HashRing<string>(20, 3);
    assert.equal(ring.ownerOf("key"), undefined);
    for (const node of ["a", "b", "c"]) ring.add(node);
    const copy = HashRing.restore(ring.save());
    ring.remove("a");
    assert.deepEqual(copy.nodes(), ["a", "b", "c"]);
    copy.remove("a");
    assert.deepEqual([...copy.points()], [...ring.points()]);
    ring.remove("b");
    ring.remove("c");
    assert.equal(ring.ownerOfHash(5), undefined);
    for (const bad of [0, -1, 1.5, NaN, 1e6]) assert.throws(() => new HashRing(bad), RangeError);
  });
});

describe("modulo table", () => {
  it("is hash mod n, and moves most keys when n changes", () => {
    const table = new ModuloTable<string>(1);
    assert.equal(table.ownerOf("x"), undefined);
    for (const node of ["a", "b", "c", "d"]) table.add(node);
    assert.equal(table.add("a"), false);
    for (const hash of [0, 1, 6, 0xffffffff])
      assert.equal(table.ownerOfHash(hash), ["a", "b", "c", "d"][hash % 4]);
    const before = KEYS.map((key) => table.ownerOf(key));
    const copy = ModuloTable.restore(table.save());
    copy.add("e");
    const moved = KEYS.filter((key, i) => copy.ownerOf(key) !== before[i]).length;
    assert.ok(Math.abs(moved / KEYS.length - 0.8) < 0.03);
    assert.equal(copy.remove("e"), true);
    assert.equal(copy.remove("e"), false);
    assert.deepEqual(copy.nodes(), table.nodes());
  });
});
