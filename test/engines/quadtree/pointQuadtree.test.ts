/** The quadtree against d3-quadtree and brute force, under any insertions and removals, and its own shape. */
import assert from "node:assert/strict";
import { quadtree as d3Quadtree } from "d3-quadtree";
import fc from "fast-check";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { PointQuadtree } from "../../../client/engines/quadtree/primitives/pointQuadtree.ts";

/** Broken invariant of the tree's shape, or undefined. */
function brokenShape(tree: PointQuadtree): string | undefined {
  const { bucket, maxDepth } = tree.options;
  let sum = 0;
  for (const { count, depth, isLeaf } of tree.nodes()) {
    if (isLeaf) sum += count;
    if (isLeaf && count > bucket && depth < maxDepth) return `a leaf of ${count} at depth ${depth}`;
    if (!isLeaf && count <= bucket) return `a node of ${count} at depth ${depth} is no leaf`;
  }
  return sum === tree.size ? undefined : `leaves hold ${sum} of ${tree.size}`;
}

describe("quadtree primitives", () => {
  it("hold what is inserted and not removed, in the right shape, and find what brute force finds", () => {
    // A coarse grid: equal points and points on borders are common.
    const place = fc.integer({ min: 0, max: 31 }).map((n) => n / 32);
    const command = fc.record({
      isInsert: fc.integer({ min: 0, max: 2 }).map((n) => n > 0),
      x: place,
      y: place,
      which: fc.nat(1000),
    });
    fc.assert(
      fc.property(
        fc.array(command, { maxLength: 150 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(place, { minLength: 4, maxLength: 4 }),
        (commands, bucket, box) => {
          let tree = new PointQuadtree({ x: 0, y: 0, side: 1, bucket, maxDepth: 8 });
          const points = new Map<number, readonly [number, number]>();
          commands.forEach(({ isInsert, x, y, which }, i) => {
            if (isInsert) {
              const point = tree.insert(x, y);
              assert.ok(!points.has(point));
              points.set(point, [x, y]);
            } else if (points.size > 0) {
              const point = [...points.keys()][which % points.size]!;
              tree.remove(point);
              points.delete(point);
            }
            if (i % 40 === 39) tree = PointQuadtree.restore(tree.save());
          });
          assert.equal(tree.size, points.size);
          assert.equal(brokenShape(tree), undefined);
          const [fromX, toX] = [Math.min(box[0]!, box[1]!), Math.max(box[0]!, box[1]!)];
          const [fromY, toY] = [Math.min(box[2]!, box[3]!), Math.max(box[2]!, box[3]!)];
          const found: number[] = [];
          tree.range(fromX, fromY, toX, toY, (point) => found.push(point));
          const expected = [...points].filter(([, [x, y]]) => x >= fromX && x < toX && y >= fromY && y < toY);
          assert.deepEqual(
            found.sort((a, b) => a - b),
            expected.map(([point]) => point).sort((a, b) => a - b),
          );
          const near = tree.nearest(fromX, fromY);
          const square = ([x, y]: readonly [number, number]) => (x - fromX) ** 2 + (y - fromY) ** 2;
          if (points.size === 0) assert.equal(near, -1);
          else assert.equal(square(points.get(near)!), Math.min(...[...points.values()].map(square)));
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it("equals d3-quadtree on ten thousand points, uniform and clustered, after removals too", () => {
    const streams = new RandomStreams(3);
    const draw = () => streams.next("points");
    for (const isClustered of [false, true]) {
      const tree = new PointQuadtree({ x: -10, y: 5, side: 20, bucket: 8 });
      const points = Array.from({ length: 10_000 }, () => {
        const spread = isClustered ? draw() * draw() * draw() : 1;
        return [-10 + 20 * draw() * spread, 5 + 20 * draw() * spread] as [number, number];
      });
      const ids = points.map(([x, y]) => tree.insert(x, y));
      const peer = d3Quadtree(points);
      for (let i = 0; i < 4000; i++) {
        tree.remove(ids[i]!);
        peer.remove(points[i]!);
      }
      assert.equal(tree.size, peer.size());
      assert.equal(brokenShape(tree), undefined);
      for (let i = 0; i < 200; i++) {
        const [x, y] = [-10 + 20 * draw(), 5 + 20 * draw()];
        const nearest = peer.find(x, y)!;
        const ours = tree.nearest(x, y);
        assert.deepEqual([tree.x(ours), tree.y(ours)], nearest);
        const side = 4 * draw();
        let [count, expected] = [0, 0];
        tree.range(x, y, x + side, y + side, () => count++);
        peer.visit((node, x0, y0, x1, y1) => {
          if (!node.length) {
            let leaf: typeof node | undefined = node;
            while (leaf) {
              const [px, py] = leaf.data;
              if (px >= x && px < x + side && py >= y && py < y + side) expected++;
              leaf = leaf.next;
            }
          }
          return x0 >= x + side || y0 >= y + side || x1 < x || y1 < y;
        });
        assert.equal(count, expected);
      }
    }
  });

  it("takes equal points without end, and is one leaf again when all have left", () => {
    const tree = new PointQuadtree({ x: 0, y: 0, side: 1, bucket: 2, maxDepth: 10 });
    const ids = Array.from({ length: 100 }, () => tree.insert(0.3, 0.3));
    assert.equal(Math.max(...[...tree.nodes()].map(({ depth }) => depth)), 10);
    assert.equal(brokenShape(tree), undefined);
    for (const id of ids) tree.remove(id);
    assert.deepEqual([...tree.nodes()], [{ x: 0, y: 0, side: 1, depth: 0, count: 0, isLeaf: true }]);
    assert.equal(tree.nearest(0, 0), -1);
  });

  it("gives slots again, so that moving points costs no memory", () => {
    const streams = new RandomStreams(5);
    const tree = new PointQuadtree({ x: 0, y: 0, side: 1, bucket: 4 });
    const ids = Array.from({ length: 1000 }, () => tree.insert(streams.next("x"), streams.next("y")));
    for (let i = 0; i < 50_000; i++) {
      tree.remove(ids[i % 1000]!);
      ids[i % 1000] = tree.insert(streams.next("x"), streams.next("y"));
    }
    const { used } = tree.save();
    assert.equal(used[1], 1000);
    assert.ok(used[0] < 1500, `${used[0]}`);
    assert.equal(brokenShape(tree), undefined);
  });

  it("may be searched again while a search is under way", () => {
    const tree = new PointQuadtree({ x: 0, y: 0, side: 1, bucket: 2 });
    for (let i = 0; i < 200; i++) tree.insert((i * 0.37) % 1, (i * 0.61) % 1);
    let pairs = 0;
    tree.range(0, 0, 1, 1, (point) => {
      tree.range(tree.x(point), tree.y(point), 1, 1, () => pairs++);
      assert.ok(tree.nearest(0.5, 0.5) >= 0);
    });
    let expected = 0;
    for (let i = 0; i < 200; i++)
      for (let j = 0; j < 200; j++)
        if ((j * 0.37) % 1 >= (i * 0.37) % 1 && (j * 0.61) % 1 >= (i * 0.61) % 1) expected++;
    assert.equal(pairs, expected);
  });

  it("refuses what lies outside, and nonsense", () => {
    const tree = new PointQuadtree({ x: 0, y: 0, side: 1 });
    for (const [x, y] of [
      [1, 0],
      [0, 1],
      [-0.1, 0],
      [NaN, 0],
    ] as const)
      assert.throws(() => tree.insert(x, y), RangeError);
    assert.equal(
      tree.range(2, 2, 3, 3, () => assert.fail()),
      0,
    );
    assert.throws(() => new PointQuadtree({ x: 0, y: 0, side: 0 }), RangeError);
    assert.throws(() => new PointQuadtree({ x: 0, y: 0, side: 1, bucket: 0 }), RangeError);
    assert.throws(() => new PointQuadtree({ x: 0, y: 0, side: 1, maxDepth: 49 }), RangeError);
    assert.throws(() => tree.remove(5), RangeError);
  });
});
