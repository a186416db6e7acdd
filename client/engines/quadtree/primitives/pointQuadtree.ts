/**
 * A point-region quadtree that changes in place (quadtrees: R. Finkel, J. Bentley, "Quad trees: a data structure for retrieval on composite keys",
 * Acta Informatica 4(1), 1974; the PR variant with buckets: H. Samet, Foundations of Multidimensional and Metric Data Structures, 2006, section 1.4.2).
 * A square that holds more points than a bucket takes is cut into four, and made one again when enough of them have left.
 *
 * All in typed arrays: four children stand side by side, points of a leaf are a chain through their slots. A node counts the points below it, so that a
 * square that must become one again is known without looking. Squares are half-open: a point on a border belongs to the upper or right one.
 */
import { GrowingArray } from "./growingArray.ts";
import {
  nearestPoint,
  type QuadtreeFrame,
  type QuadtreeShape,
  shapeOf,
  walkRange,
} from "./quadtreeSearch.ts";

const NONE = -1;

export interface QuadtreeOptions {
  /** Lower left corner and side of the square that all points lie in. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Points that a leaf holds before it is cut; 16 is fastest, fewer show more of the tree. */
  readonly bucket?: number;
  /** A leaf so deep holds any number: equal points can never be parted. */
  readonly maxDepth?: number;
}

export interface SavedQuadtree {
  readonly options: Required<QuadtreeOptions>;
  readonly nodes: readonly Int32Array[];
  readonly points: readonly (Float64Array | Int32Array)[];
  readonly free: readonly [node: number, point: number];
  readonly used: readonly [nodes: number, points: number];
}

export class PointQuadtree {
  readonly options: Required<QuadtreeOptions>;
  /** By node: its first child or none, the first point of a leaf's chain or none, points below it. */
  #children = new GrowingArray(Int32Array);
  #heads = new GrowingArray(Int32Array);
  #counts = new GrowingArray(Int32Array);
  /** By point: its place, and the next of its chain. */
  #xs = new GrowingArray(Float64Array);
  #ys = new GrowingArray(Float64Array);
  #next = new GrowingArray(Int32Array);
  #usedNodes = 1;
  #usedPoints = 0;
  /** Chains of children and of points that are free again. */
  #freeNode = NONE;
  #freePoint = NONE;
  readonly #path = new Int32Array(64);

  /** @throws RangeError unless the side is above 0, bucket a whole number from 1, and maxDepth one from 0 to 48. */
  constructor(options: QuadtreeOptions) {
    this.options = { bucket: 16, maxDepth: 24, ...options };
    const { x, y, side, bucket, maxDepth } = this.options;
    if (!(side > 0 && Number.isFinite(x + y + side)))
      throw new RangeError(`side must be a number above 0, not ${side}`);
    if (!Number.isInteger(bucket) || bucket < 1)
      throw new RangeError(`bucket must be a whole number from 1, not ${bucket}`);
    if (!Number.isInteger(maxDepth) || maxDepth < 0 || maxDepth > 48)
      throw new RangeError(`maxDepth must be a whole number from 0 to 48, not ${maxDepth}`);
    this.#clearNode(0);
  }

  static restore(saved: SavedQuadtree): PointQuadtree {
    const tree = new PointQuadtree(saved.options);
    const [children, heads, counts] = saved.nodes;
    const [xs, ys, next] = saved.points;
    tree.#children.load(children!);
    tree.#heads.load(heads!);
    tree.#counts.load(counts!);
    tree.#xs.load(xs!);
    tree.#ys.load(ys!);
    tree.#next.load(next!);
    [tree.#freeNode, tree.#freePoint] = saved.free;
    [tree.#usedNodes, tree.#usedPoints] = saved.used;
    return tree;
  }

  /** Points in the tree. */
  get size(): number {
    return this.#counts.items[0]!;
  }

  x(point: number): number {
    return this.#xs.items[point]!;
  }

  y(point: number): number {
    return this.#ys.items[point]!;
  }

  /** Returns the point's number, by which it is removed. Numbers of removed points are given again. @throws RangeError outside the square. */
  insert(x: number, y: number): number {
    const { x: left, y: bottom, side, bucket, maxDepth } = this.options;
    if (!(x >= left && x < left + side && y >= bottom && y < bottom + side))
      throw new RangeError(`${x}, ${y} lies outside the tree's square`);
    const point = this.#takePoint(x, y);
    const children = this.#children.items;
    const counts = this.#counts.items;
    let node = 0;
    let half = side / 2;
    let middleX = left + half;
    let middleY = bottom + half;
    let depth = 0;
    counts[0]!++;
    while (children[node] !== NONE) {
      half /= 2;
      const isRight = x >= middleX;
      const isUpper = y >= middleY;
      middleX += isRight ? half : -half;
      middleY += isUpper ? half : -half;
      node = children[node]! + (isRight ? 1 : 0) + (isUpper ? 2 : 0);
      counts[node]!++;
      depth++;
    }
    this.#next.items[point] = this.#heads.items[node]!;
    this.#heads.items[node] = point;
    if (counts[node]! > bucket && depth < maxDepth) this.#split(node, middleX, middleY, half, depth);
    return point;
  }

  /** `point` must be a number that `insert` gave and that was not removed since. */
  remove(point: number): void {
    const { x: left, y: bottom, side, bucket } = this.options;
    const [x, y] = [this.#xs.items[point]!, this.#ys.items[point]!];
    const children = this.#children.items;
    const counts = this.#counts.items;
    let node = 0;
    let half = side / 2;
    let [middleX, middleY] = [left + half, bottom + half];
    let depth = 0;
    this.#path[0] = 0;
    while (children[node] !== NONE) {
      half /= 2;
      const isRight = x >= middleX;
      const isUpper = y >= middleY;
      middleX += isRight ? half : -half;
      middleY += isUpper ? half : -half;
      node = children[node]! + (isRight ? 1 : 0) + (isUpper ? 2 : 0);
      this.#path[++depth] = node;
    }
    this.#unchain(node, point);
    for (let level = depth; level >= 0; level--) {
      const above = this.#path[level]!;
      counts[above]!--;
      if (children[above] !== NONE && counts[above]! <= bucket) this.#join(above);
    }
    this.#next.items[point] = this.#freePoint;
    this.#freePoint = point;
  }

  /** Calls `visit` for each point with fromX ≤ x < toX and fromY ≤ y < toY, in no particular order; returns how many nodes were looked at. */
  range(fromX: number, fromY: number, toX: number, toY: number, visit: (point: number) => void): number {
    return walkRange(this.#view(), fromX, fromY, toX, toY, visit);
  }

  /** The point nearest to a place, which may lie outside; −1 in an empty tree. Of equally near ones, any. */
  nearest(x: number, y: number): number {
    return nearestPoint(this.#view(), x, y).point;
  }

  /** The same, with the number of nodes that were looked at. */
  nearestWithCost(x: number, y: number): { readonly point: number; readonly nodes: number } {
    return nearestPoint(this.#view(), x, y);
  }

  /** Nodes, depth and fill, by walking the whole tree. */
  shape(): QuadtreeShape {
    return shapeOf(this.#view(), this.options.maxDepth);
  }

  /** Every node down to `depth`, parents first: its square, its depth, its points, and whether it is a leaf. */
  *nodes(
    depth = 48,
  ): Generator<{ x: number; y: number; side: number; depth: number; count: number; isLeaf: boolean }> {
    const { x, y, side } = this.options;
    const open = [{ node: 0, x, y, side, depth: 0 }];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      const first = this.#children.items[one.node]!;
      const { node, ...square } = one;
      yield { ...square, count: this.#counts.items[node]!, isLeaf: first === NONE };
      if (first === NONE || one.depth >= depth) continue;
      const half = one.side / 2;
      for (let quarter = 3; quarter >= 0; quarter--)
        open.push({
          node: first + quarter,
          x: one.x + (quarter & 1) * half,
          y: one.y + (quarter >> 1) * half,
          side: half,
          depth: one.depth + 1,
        });
    }
  }

  save(): SavedQuadtree {
    const [nodes, points] = [this.#usedNodes, this.#usedPoints];
    return {
      options: this.options,
      nodes: [this.#children.copy(nodes), this.#heads.copy(nodes), this.#counts.copy(nodes)],
      points: [this.#xs.copy(points), this.#ys.copy(points), this.#next.copy(points)],
      free: [this.#freeNode, this.#freePoint],
      used: [nodes, points],
    };
  }

  #view(): QuadtreeFrame {
    return {
      options: this.options,
      children: this.#children.items,
      heads: this.#heads.items,
      counts: this.#counts.items,
      xs: this.#xs.items,
      ys: this.#ys.items,
      next: this.#next.items,
    };
  }

  #takePoint(x: number, y: number): number {
    let point = this.#freePoint;
    if (point !== NONE) this.#freePoint = this.#next.items[point]!;
    else {
      point = this.#usedPoints++;
      for (const array of [this.#xs, this.#ys, this.#next]) array.reserve(this.#usedPoints);
    }
    this.#xs.items[point] = x;
    this.#ys.items[point] = y;
    return point;
  }

  #clearNode(node: number): void {
    this.#children.items[node] = NONE;
    this.#heads.items[node] = NONE;
    this.#counts.items[node] = 0;
  }

  /** Cuts a leaf with its middle at x, y, and goes on where all points fall into one quarter. */
  #split(leaf: number, atX: number, atY: number, atHalf: number, atDepth: number): void {
    let [node, middleX, middleY, half, depth] = [leaf, atX, atY, atHalf, atDepth];
    for (;;) {
      const first = this.#takeChildren();
      const heads = this.#heads.items;
      const counts = this.#counts.items;
      for (let point = heads[node]!; point !== NONE; ) {
        const following = this.#next.items[point]!;
        const quarter =
          (this.#xs.items[point]! >= middleX ? 1 : 0) + (this.#ys.items[point]! >= middleY ? 2 : 0);
        this.#next.items[point] = heads[first + quarter]!;
        heads[first + quarter] = point;
        counts[first + quarter]!++;
        point = following;
      }
      heads[node] = NONE;
      this.#children.items[node] = first;
      let full = 0;
      while (full < 4 && counts[first + full]! <= this.options.bucket) full++;
      if (full === 4 || ++depth >= this.options.maxDepth) return;
      half /= 2;
      node = first + full;
      middleX += (full & 1) === 1 ? half : -half;
      middleY += full >= 2 ? half : -half;
    }
  }

  #takeChildren(): number {
    let first = this.#freeNode;
    if (first !== NONE) this.#freeNode = this.#heads.items[first]!;
    else {
      first = this.#usedNodes;
      this.#usedNodes += 4;
      for (const array of [this.#children, this.#heads, this.#counts]) array.reserve(this.#usedNodes);
    }
    for (let quarter = 0; quarter < 4; quarter++) this.#clearNode(first + quarter);
    return first;
  }

  /** Makes a node a leaf again; its children are leaves, for each has no more points than it. */
  #join(node: number): void {
    const first = this.#children.items[node]!;
    const heads = this.#heads.items;
    let chain = NONE;
    for (let quarter = 0; quarter < 4; quarter++) {
      for (let point = heads[first + quarter]!; point !== NONE; ) {
        const following = this.#next.items[point]!;
        this.#next.items[point] = chain;
        chain = point;
        point = following;
      }
    }
    heads[node] = chain;
    this.#children.items[node] = NONE;
    heads[first] = this.#freeNode;
    this.#freeNode = first;
  }

  #unchain(leaf: number, point: number): void {
    const next = this.#next.items;
    let before = NONE;
    let at = this.#heads.items[leaf]!;
    while (at !== point && at !== NONE) {
      before = at;
      at = next[at]!;
    }
    if (at === NONE) throw new RangeError(`point ${point} is not in the tree`);
    if (before === NONE) this.#heads.items[leaf] = next[point]!;
    else next[before] = next[point]!;
  }
}
