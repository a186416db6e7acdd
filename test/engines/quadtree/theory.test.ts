/** The closed forms of the quadtree engine against trees and windows that are built. */
import assert from "node:assert/strict";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { PointQuadtree } from "../../../client/engines/quadtree/primitives/pointQuadtree.ts";
import {
  columnsMet,
  cutProbability,
  expectedLookups,
  expectedNodes,
} from "../../../client/engines/quadtree/theory.ts";

describe("quadtree theory", () => {
  it("knows the ends: nothing to cut, all to cut", () => {
    assert.equal(expectedNodes(4, 4), 1);
    assert.equal(cutProbability(5, 4, 0), 1);
    // Two points part at each level with probability 3/4.
    assert.ok(Math.abs(expectedNodes(2, 1) - (1 + 4 / (1 - 1 / 4))) < 1e-6);
    assert.equal(columnsMet(1, 0.3), 1);
    assert.ok(Math.abs(columnsMet(2, 0.5) - 2) < 1e-12);
  });

  it("is the mean over trees, for nodes and for what a search looks at", () => {
    const streams = new RandomStreams(9);
    const draw = () => streams.next("x");
    for (const [points, bucket, window] of [
      [50, 1, 0.3],
      [300, 4, 0.1],
      [1000, 16, 0.05],
    ] as const) {
      let [nodes, looked] = [0, 0];
      const trees = 60;
      for (let t = 0; t < trees; t++) {
        const tree = new PointQuadtree({ x: 0, y: 0, side: 1, bucket, maxDepth: 16 });
        for (let i = 0; i < points; i++) tree.insert(draw(), draw());
        nodes += [...tree.nodes()].length / trees;
        for (let q = 0; q < 50; q++) {
          const [x, y] = [draw() * (1 - window), draw() * (1 - window)];
          looked += tree.range(x, y, x + window, y + window, () => {}) / trees / 50;
        }
      }
      assert.ok(Math.abs(nodes / expectedNodes(points, bucket) - 1) < 0.03, `${nodes}`);
      assert.ok(Math.abs(looked / expectedLookups(points, bucket, window) - 1) < 0.04, `${looked}`);
    }
  });
});
