/** Searching the arrays of a quadtree: by range, and for the nearest point (H. Samet, Foundations of Multidimensional and Metric Data Structures, 2006,
 *  sections 1.4.2 and 4.1). One stack serves all searches, so that none allocates. */

const NONE = -1;
/** Three siblings may wait at each of 48 levels. */
const STACK = 4 * 64;

/** A tree's arrays, as `pointQuadtree.ts` keeps them. */
export interface QuadtreeFrame {
  readonly options: { readonly x: number; readonly y: number; readonly side: number };
  readonly children: Int32Array;
  readonly heads: Int32Array;
  readonly counts: Int32Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly next: Int32Array;
}

const nodes = new Int32Array(STACK);
const lefts = new Float64Array(STACK);
const bottoms = new Float64Array(STACK);
const sides = new Float64Array(STACK);
/** Where the stack begins for the present search: `visit` may search again. */
let base = 0;

function push(at: number, node: number, left: number, bottom: number, side: number): void {
  nodes[at] = node;
  lefts[at] = left;
  bottoms[at] = bottom;
  sides[at] = side;
}

/** Returns how many nodes were looked at: those whose square meets the range, empty ones included. */
export function walkRange(
  { options, children, heads, counts, xs, ys, next }: QuadtreeFrame,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  visit: (point: number) => void,
): number {
  const bottomOfStack = base;
  const isOutside =
    fromX >= options.x + options.side ||
    fromY >= options.y + options.side ||
    toX <= options.x ||
    toY <= options.y;
  if (isOutside || !(fromX < toX && fromY < toY)) return 0;
  let top = bottomOfStack;
  let looked = 0;
  push(top++, 0, options.x, options.y, options.side);
  while (top > bottomOfStack) {
    const node = nodes[--top]!;
    looked++;
    if (counts[node] === 0) continue;
    const first = children[node]!;
    if (first !== NONE) {
      const half = sides[top]! / 2;
      const [left, bottom] = [lefts[top]!, bottoms[top]!];
      const [middleX, middleY] = [left + half, bottom + half];
      if (fromX < middleX && fromY < middleY) push(top++, first, left, bottom, half);
      if (toX > middleX && fromY < middleY) push(top++, first + 1, middleX, bottom, half);
      if (fromX < middleX && toY > middleY) push(top++, first + 2, left, middleY, half);
      if (toX > middleX && toY > middleY) push(top++, first + 3, middleX, middleY, half);
      continue;
    }
    base = top;
    for (let point = heads[node]!; point !== NONE; point = next[point]!) {
      const x = xs[point]!;
      const y = ys[point]!;
      if (x >= fromX && x < toX && y >= fromY && y < toY) visit(point);
    }
  }
  base = bottomOfStack;
  return looked;
}

/** The nearer quarters first, and none that is farther than the best so far. */
export function nearestPoint(
  { options, children, heads, counts, xs, ys, next }: QuadtreeFrame,
  x: number,
  y: number,
): { point: number; nodes: number } {
  let [best, bestSquare, looked] = [NONE, Infinity, 0];
  let top = base;
  push(top++, 0, options.x, options.y, options.side);
  while (top > base) {
    const node = nodes[--top]!;
    const [left, bottom, side] = [lefts[top]!, bottoms[top]!, sides[top]!];
    const awayX = x < left ? left - x : x > left + side ? x - left - side : 0;
    const awayY = y < bottom ? bottom - y : y > bottom + side ? y - bottom - side : 0;
    if (counts[node] === 0 || awayX * awayX + awayY * awayY >= bestSquare) continue;
    looked++;
    const first = children[node]!;
    if (first === NONE) {
      for (let point = heads[node]!; point !== NONE; point = next[point]!) {
        const square = (xs[point]! - x) * (xs[point]! - x) + (ys[point]! - y) * (ys[point]! - y);
        if (square < bestSquare) [best, bestSquare] = [point, square];
      }
      continue;
    }
    const half = side / 2;
    const near = (x >= left + half ? 1 : 0) + (y >= bottom + half ? 2 : 0);
    // The last pushed is the first looked at: the quarter of the place itself, its sides, and the one across.
    for (const quarter of [near ^ 3, near ^ 2, near ^ 1, near])
      push(top++, first + quarter, left + (quarter & 1) * half, bottom + (quarter >> 1) * half, half);
  }
  return { point: best, nodes: looked };
}

/** What a tree looks like. */
export interface QuadtreeShape {
  readonly nodes: number;
  readonly leaves: number;
  readonly depth: number;
  /** Points in all leaves; the most that a leaf above the greatest depth holds; the fewest that a cut square does. */
  readonly points: number;
  readonly fullestLeaf: number;
  readonly emptiestCut: number;
}

/** Walks the whole tree without allocating on the way. */
export function shapeOf({ children, counts }: QuadtreeFrame, maxDepth: number): QuadtreeShape {
  let [all, leaves, deepest, points, fullestLeaf, emptiestCut] = [0, 0, 0, 0, 0, Infinity];
  let top = base;
  push(top++, 0, 0, 0, 0);
  while (top > base) {
    const node = nodes[--top]!;
    // The side's place holds the depth here.
    const depth = sides[top]!;
    const count = counts[node]!;
    all++;
    const first = children[node]!;
    if (first === NONE) {
      leaves++;
      points += count;
      if (depth > deepest) deepest = depth;
      if (depth < maxDepth && count > fullestLeaf) fullestLeaf = count;
      continue;
    }
    if (count < emptiestCut) emptiestCut = count;
    for (let quarter = 0; quarter < 4; quarter++) push(top++, first + quarter, 0, 0, depth + 1);
  }
  return { nodes: all, leaves, depth: deepest, points, fullestLeaf, emptiestCut };
}
