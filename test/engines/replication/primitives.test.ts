/** Version vectors, siblings, Merkle trees and hints, each against a model that is too simple to be wrong. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { HintStore } from "../../../client/engines/replication/primitives/hintStore.ts";
import { MerkleTree } from "../../../client/engines/replication/primitives/merkleTree.ts";
import {
  compareVersionVectors,
  keepSiblings,
  mergeVersionVector,
  type Version,
} from "../../../client/engines/replication/primitives/versionVector.ts";

const vector = (...counts: number[]) => Uint32Array.from(counts);

describe("version vectors", () => {
  it("order histories as sets of writes are ordered by inclusion", () => {
    const history = fc.array(fc.nat(3), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(history, history, (left, right) => {
        const within = (a: number[], b: number[]) => a.every((count, i) => count <= b[i]!);
        const expected = within(left, right)
          ? within(right, left)
            ? "equal"
            : "before"
          : within(right, left)
            ? "after"
            : "concurrent";
        assert.equal(compareVersionVectors(vector(...left), vector(...right)), expected);
        const merged = vector(...left);
        mergeVersionVector(merged, vector(...right));
        assert.deepEqual(
          [...merged],
          left.map((count, i) => Math.max(count, right[i]!)),
        );
      }),
      { seed: 1 },
    );
    assert.throws(() => compareVersionVectors(vector(1), vector(1, 2)), RangeError);
  });

  it("keep siblings: what remains are the versions that no other has seen, in whatever order they come", () => {
    const counts = fc.array(fc.nat(2), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.uniqueArray(counts, { selector: String, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (all, noise) => {
          const versions = all.map((list, id): Version => ({ id, vector: vector(...list) }));
          const maximal = versions.filter(
            (one) => !versions.some((other) => compareVersionVectors(one.vector, other.vector) === "before"),
          );
          const shuffled = [...versions].sort(() => ((noise.next().value as number) % 2) - 0.5);
          let kept: readonly Version[] = [];
          for (const version of [...shuffled, ...versions]) kept = keepSiblings(kept, version);
          assert.deepEqual(kept.map(({ id }) => id).sort(), maximal.map(({ id }) => id).sort());
        },
      ),
      { seed: 2 },
    );
  });

  it("tell Dynamo's example: two writes after the same one stay, and a write that saw both replaces them", () => {
    // Figure 3: D2 by Sx; D3 by Sy and D4 by Sz, both after D2; D5 by Sx after both.
    const d2 = { id: 2, vector: vector(2, 0, 0) };
    const d3 = { id: 3, vector: vector(2, 1, 0) };
    const d4 = { id: 4, vector: vector(2, 0, 1) };
    const d5 = { id: 5, vector: vector(3, 1, 1) };
    let kept: readonly Version[] = [];
    const seen: number[][] = [];
    for (const version of [d2, d3, d4, d5]) {
      kept = keepSiblings(kept, version);
      seen.push(kept.map(({ id }) => id));
    }
    assert.deepEqual(seen, [[2], [3], [3, 4], [5]]);
  });
});

describe("Merkle trees", () => {
  it("find exactly the buckets that differ, and compare no more than the paths to them", () => {
    const entries = fc.dictionary(fc.nat(63).map(String), fc.nat(3), { maxKeys: 30 });
    fc.assert(
      fc.property(entries, entries, (left, right) => {
        const trees = [left, right].map((map) => {
          const tree = new MerkleTree(64);
          for (const [bucket, value] of Object.entries(map)) tree.replace(Number(bucket), 0, value + 7);
          return tree;
        });
        const expected = Array.from({ length: 64 }, (_, bucket) => bucket).filter(
          (b) => left[b] !== right[b],
        );
        const { buckets, compared } = trees[0]!.difference(trees[1]!);
        assert.deepEqual(buckets, expected);
        assert.ok(compared <= 1 + 2 * 6 * expected.length);
      }),
      { seed: 3 },
    );
  });

  it("forget what is taken out, and can be saved", () => {
    const tree = new MerkleTree(8);
    const empty = tree.root;
    tree.replace(3, 0, 77);
    const copy = MerkleTree.restore(tree.save());
    assert.equal(copy.root, tree.root);
    tree.replace(3, 77, 0);
    assert.deepEqual([tree.root, copy.root === empty], [empty, false]);
    assert.throws(() => new MerkleTree(6), RangeError);
    assert.throws(() => tree.difference(new MerkleTree(4)), RangeError);
  });
});

describe("hints", () => {
  it("keep the newest write a key, no more than the limit, and go once they are handed over", () => {
    const store = new HintStore(2);
    assert.ok(store.put(1, 10, 5) && store.put(1, 10, 3) && store.put(2, 10, 4));
    assert.equal(store.put(1, 11, 6), false);
    assert.ok(store.put(1, 10, 9));
    const copy = HintStore.restore(store.save());
    assert.deepEqual([store.take(1), store.take(1), store.size], [[[10, 9]], [], 1]);
    assert.deepEqual([copy.size, copy.take(2)], [2, [[10, 4]]]);
    copy.clear();
    assert.equal(copy.size, 0);
  });
});
