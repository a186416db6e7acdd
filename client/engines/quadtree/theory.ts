/** Expected shape of a quadtree over uniform points, exactly: a square of level k is cut when more than a bucket of the n points fall into it. */
import { exp, log } from "../kernel/math.ts";
import { MAX_DEPTH, type Params, WORK_OPERATIONS } from "./params.ts";

/** P(more than `bucket` of `points` fall into a square of the level), each with probability 4^−level. */
export function cutProbability(points: number, bucket: number, level: number): number {
  if (level === 0) return points > bucket ? 1 : 0;
  let chance = 1;
  for (let i = 0; i < level; i++) chance /= 4;
  const odds = chance / (1 - chance);
  let term = exp(points * log(1 - chance));
  let atMost = 0;
  for (let count = 0; count <= Math.min(bucket, points); count++) {
    atMost += term;
    term *= ((points - count) / (count + 1)) * odds;
  }
  return Math.max(0, 1 - atMost);
}

/** Expected number of nodes: one, and four for each square that is cut (M. Tamminen, 1983, treats tries over grids alike). */
export function expectedNodes(points: number, bucket: number): number {
  let nodes = 1;
  for (let level = 0, squares = 1; level < MAX_DEPTH; level++, squares *= 4)
    nodes += 4 * squares * cutProbability(points, bucket, level);
  return nodes;
}

/** Columns of a grid of `columns` over the unit interval that a random window of this length meets: one, and one for each line it crosses. */
export function columnsMet(columns: number, window: number): number {
  let met = 1;
  for (let line = 1; line < columns; line++) {
    const at = line / columns;
    met += (Math.min(at, 1 - window) - Math.max(0, at - window)) / (1 - window);
  }
  return met;
}

/** Expected nodes that a range search looks at: those whose square meets the window and whose parent is cut. */
export function expectedLookups(points: number, bucket: number, window: number): number {
  let looked = 1;
  for (let level = 1, columns = 2; level <= MAX_DEPTH; level++, columns *= 2) {
    const cut = cutProbability(points, bucket, level - 1);
    if (cut < 1e-9) break;
    const met = columnsMet(columns, window);
    looked += met * met * cut;
  }
  return looked;
}

export function nodesOf(values: Params): number | undefined {
  return values.spread === "uniform" ? expectedNodes(values.points, values.bucket) : undefined;
}

/** Cuts in different squares are nearly independent: the number of nodes scatters by less than 2·√nodes. */
export function nodesTolerance(values: Params): number {
  return 6 / Math.sqrt(nodesOf(values) ?? 1) + 0.01;
}

export function lookupsOf({ spread, points, bucket, window }: Params): number | undefined {
  return spread === "uniform" ? expectedLookups(points, bucket, window) : undefined;
}

/** Half of the operations are range searches; what one looks at scatters by about half of the mean. */
export function lookupsTolerance(values: Params): number {
  return 2 / Math.sqrt(WORK_OPERATIONS / 2) + 2 / Math.sqrt(nodesOf(values) ?? 1);
}

/** Points that a range search finds: those in a share window² of the area. */
export function foundOf({ spread, points, window }: Params): number | undefined {
  return spread === "uniform" && points * window * window >= 1 ? points * window * window : undefined;
}

/** Poisson counts over the searches; points near the rim are found less often and those in the middle more, which moves them little. */
export function foundTolerance(values: Params): number {
  const found = foundOf(values) ?? 1;
  return 4 / Math.sqrt(found * (WORK_OPERATIONS / 2)) + 4 / Math.sqrt(values.points) + 0.01;
}
