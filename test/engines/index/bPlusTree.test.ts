/** The B+ tree against sorted-btree and a sorted array, operation by operation, with its structure looked through each time. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { BPlusTree } from "../../../client/engines/index/primitives/bPlusTree.ts";
import {
  type InnerPage,
  isLeafPage,
  type LeafPage,
} from "../../../client/engines/index/primitives/bPlusTreePages.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { SortedBTree } from "./sortedBTree.ts";

const ascending = (first: number, second: number) => first - second;

const operations = fc.array(
  fc.record({
    kind: fc.constantFrom("insert", "insert", "insert", "set", "delete", "delete", "get", "scan", "save"),
    key: fc.nat(60),
    value: fc.nat(1000),
  }),
  { maxLength: 150, size: "max" },
);

const shapes = fc.record({
  pageCapacity: fc.integer({ min: 4, max: 9 }),
  split: fc.constantFrom("even" as const, "append" as const),
});

function scanned(tree: BPlusTree<number, number>, from: number, count: number): [number, number][] {
  const found: [number, number][] = [];
  tree.scan(from, (key, value) => found.push([key, value]) < count);
  return found;
}

describe("B+ tree", () => {
  it("answers as sorted-btree and as a sorted array, and stays a B+ tree", () => {
    fc.assert(
      fc.property(shapes, operations, (shape, list) => {
        let tree = new BPlusTree<number, number>(ascending, shape);
        const peer = new SortedBTree<number, number>(undefined, ascending, 4);
        for (const { kind, key, value } of list) {
          const had = peer.has(key);
          if (kind === "insert") {
            assert.equal(tree.insert(key, value), !had);
            if (!had) peer.set(key, value);
          } else if (kind === "set") assert.equal(tree.set(key, value), peer.set(key, value));
          else if (kind === "delete") assert.equal(tree.delete(key), peer.delete(key));
          else if (kind === "get") assert.equal(tree.get(key), peer.get(key));
          else if (kind === "save") {
            const saved = tree.save();
            tree.set(key, -1);
            tree = BPlusTree.restore(saved);
          } else {
            const array = peer.toArray().sort(([first], [second]) => first - second);
            const after = array.filter(([candidate]) => candidate >= key);
            assert.deepEqual(scanned(tree, key, 1 + (value % 20)), after.slice(0, 1 + (value % 20)));
            assert.deepEqual(
              [...tree.entries(key, key + 10)],
              after.filter(([candidate]) => candidate < key + 10),
            );
          }
          assert.equal(tree.fault(), undefined);
          assert.equal(tree.has(key), peer.has(key));
          assert.equal(tree.size, peer.size);
        }
        assert.deepEqual([...tree.entries()], peer.toArray());
      }),
      { numRuns: 300 },
    );
  });

  it("takes another order and other keys", () => {
    const descending = (first: string, second: string) => (first < second ? 1 : first > second ? -1 : 0);
    const tree = new BPlusTree<string, number>(descending, { pageCapacity: 4 });
    for (let i = 0; i < 200; i++) tree.insert(`k${(i * 37) % 200}`, i);
    const keys = [...tree.entries()].map(([key]) => key);
    assert.deepEqual(
      keys,
      Array.from({ length: 200 }, (_, i) => `k${i}`)
        .sort()
        .reverse(),
    );
    assert.equal(tree.fault(), undefined);
  });

  it("shrinks back to one page, whatever the order of deletion", () => {
    for (const split of ["even", "append"] as const) {
      for (const step of [1, 7, 999]) {
        const tree = new BPlusTree<number, number>(ascending, { pageCapacity: 5, split });
        for (let i = 0; i < 1000; i++) tree.insert((i * 7) % 1000, i);
        for (let i = 0; i < 1000; i++) {
          assert.equal(tree.delete((i * step) % 1000), true);
          assert.equal(tree.fault(), undefined);
        }
        assert.deepEqual([tree.size, tree.height, tree.pages], [0, 1, 1]);
        assert.ok(tree.merges > 100);
      }
    }
  });

  it("is no higher than half-full pages allow and no lower than full ones can be", () => {
    const random = new RandomStreams(3);
    for (const pageCapacity of [4, 5, 16, 101]) {
      const tree = new BPlusTree<number, number>(ascending, { pageCapacity });
      const least = Math.ceil(pageCapacity / 2);
      for (let n = 1; n <= 3000; n++) {
        tree.insert(random.next("keys"), n);
        const lowest = Math.ceil(Math.log(n) / Math.log(pageCapacity) - 1e-9);
        const highest = n <= pageCapacity ? 1 : 1 + Math.floor(Math.log(n / 2) / Math.log(least) + 1e-9);
        assert.ok(tree.height >= lowest && tree.height <= highest, `${n} in pages of ${pageCapacity}`);
      }
    }
  });

  it("reads as many pages for a look-up as it is high", () => {
    const tree = new BPlusTree<number, number>(ascending, { pageCapacity: 10 });
    for (let i = 0; i < 5000; i++) tree.insert((i * 7919) % 5000, i);
    for (let key = 0; key < 100; key++) {
      const before = tree.pagesRead;
      tree.get(key * 50);
      assert.equal(tree.pagesRead - before, tree.height);
      assert.equal(tree.path(key * 50).length, tree.height);
    }
    const before = tree.pagesRead;
    assert.equal(scanned(tree, 1000, 1000).length, 1000);
    const leaves = tree.pagesRead - before - tree.height + 1;
    assert.ok(leaves >= 100 && leaves <= 201, `${leaves}`);
  });

  it("fills pages by ln 2 with random keys, by half with ascending ones, and wholly when it appends", () => {
    const random = new RandomStreams(5);
    const filled = (split: "even" | "append", key: (i: number) => number) => {
      const tree = new BPlusTree<number, number>(ascending, { pageCapacity: 64, split });
      for (let i = 0; i < 50_000; i++) tree.insert(key(i), i);
      assert.equal(tree.fault(), undefined);
      return tree.leafFill;
    };
    assert.ok(Math.abs(filled("even", () => random.next("keys")) - Math.LN2) < 0.02);
    assert.ok(Math.abs(filled("even", (i) => i) - 0.5) < 0.02);
    assert.ok(filled("append", (i) => i) > 0.99);
    assert.ok(Math.abs(filled("append", () => random.next("keys")) - Math.LN2) < 0.02);
  });

  it("refuses page capacities that are no tree", () => {
    for (const pageCapacity of [0, 3, 4.5, NaN, 100_000])
      assert.throws(() => new BPlusTree(ascending, { pageCapacity }), RangeError);
  });
});

describe("what looks through a B+ tree", () => {
  const made = () => {
    const tree = new BPlusTree<number, number>(ascending, { pageCapacity: 4 });
    for (let i = 0; i < 100; i++) tree.insert((i * 37) % 100, i);
    assert.equal(tree.fault(), undefined);
    return { tree, root: tree.root as InnerPage<number, number> };
  };
  const firstLeaf = (tree: BPlusTree<number, number>): LeafPage<number, number> => {
    let page = tree.root;
    while (!isLeafPage(page)) page = page.children[0]!;
    return page;
  };

  it("finds a wrong separator, the mistake of replacing it by the deleted key", () => {
    const { tree, root } = made();
    root.keys[0] = root.keys[0]! + 1;
    assert.match(tree.fault()!, /range/);
  });

  it("finds a page that was left too empty, the mistake of deleting without merging", () => {
    const { tree } = made();
    const leaf = firstLeaf(tree);
    while (leaf.keys.length > 1) {
      leaf.keys.pop();
      leaf.values.pop();
    }
    assert.match(tree.fault()!, /holds 1, allowed are 2/);
  });

  it("finds leaves that a split or a merge left unlinked", () => {
    const { tree } = made();
    const leaf = firstLeaf(tree);
    leaf.next = leaf.next!.next;
    assert.match(tree.fault()!, /not linked/);
  });

  it("finds disorder within a page, leaves at different depths and wrong counts", () => {
    const one = made();
    firstLeaf(one.tree).keys.reverse();
    assert.match(one.tree.fault()!, /order/);
    const two = made();
    two.root.children[0] = firstLeaf(two.tree);
    assert.match(two.tree.fault()!, /depth|range/);
    const three = made();
    const leaf = firstLeaf(three.tree);
    leaf.keys.push(leaf.keys.at(-1)! + 0.5);
    leaf.values.push(0);
    assert.match(three.tree.fault()!, /counted|allowed/);
  });
});
