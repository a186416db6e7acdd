/** The expected fill of leaves against its closed form in the long run and against trees. */
import assert from "node:assert/strict";
import { certainHeight, pagesTouched } from "../../../client/engines/index/costs.ts";
import { randomFill } from "../../../client/engines/index/pageFill.ts";
import { BPlusTree } from "../../../client/engines/index/primitives/bPlusTree.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";

const ascending = (first: number, second: number) => first - second;

describe("fill of random leaves", () => {
  it("settles at (c + 1)(H(c + 1) − H((c + 1)/2)) / c, which nears ln 2", () => {
    for (const capacity of [3, 5, 9, 21]) {
      let harmonic = 0;
      for (let i = (capacity + 1) / 2 + 1; i <= capacity + 1; i++) harmonic += 1 / i;
      const settled = ((capacity + 1) * harmonic) / capacity;
      assert.ok(Math.abs(randomFill(2_000_000 / capacity, capacity) - settled) < 0.002, `${capacity}`);
    }
  });

  it("is the mean over many trees at every size, swings included", () => {
    const random = new RandomStreams(7);
    for (const [entries, capacity] of [
      [40, 20],
      [300, 20],
      [450, 20],
      [600, 101],
    ] as const) {
      let leaves = 0;
      const trees = 300;
      for (let i = 0; i < trees; i++) {
        const tree = new BPlusTree<number, number>(ascending, { pageCapacity: capacity });
        for (let n = 0; n < entries; n++) tree.insert(random.next("keys"), n);
        leaves += entries / (tree.leafFill * capacity) / trees;
      }
      const expected = entries / (randomFill(entries, capacity) * capacity);
      assert.ok(Math.abs(leaves / expected - 1) < 0.02, `${entries} of ${capacity}: ${leaves}, ${expected}`);
    }
  });

  it("touches pages as counting says, and knows a height only where it is certain", () => {
    assert.equal(pagesTouched(100, 10, 1), 10);
    assert.equal(pagesTouched(105, 10, 0), 0);
    assert.ok(Math.abs(pagesTouched(20, 2, 0.5) - 7.5) < 1e-12);
    assert.equal(certainHeight(27_000_000, 300), undefined);
    assert.equal(certainHeight(1_000_000, 300), 3);
    assert.equal(certainHeight(300, 300), 1);
  });
});
