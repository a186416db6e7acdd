/** State of the quadtree engine: points that come, move and are searched for, and what each search had to look at. */
import type { EngineContext } from "../kernel/engine.ts";
import { insertBatch, MAX_DEPTH, type Params } from "./params.ts";
import { PointQuadtree } from "./primitives/pointQuadtree.ts";

export type Context = EngineContext<"looked" | "nodes" | "depth", "insert" | "work">;

/** Points at most, however many are added by hand. */
const MAX_POINTS = 50_000;
const TOWNS = 6;

export interface State {
  readonly params: Params;
  readonly tree: PointQuadtree;
  /** Numbers of the points in the tree. */
  readonly alive: number[];
  /** Middles of the towns, x and y in turn. */
  readonly towns: Float64Array;
  rangeSearches: number;
  looked: number;
  found: number;
  nearestSearches: number;
  nearestLooked: number;
  moves: number;
  /** Searches whose result was not that of looking at every point. */
  wrong: number;
  /** The latest: what was done, and where. */
  last: "insert" | "range" | "nearest" | "move";
  lastX: number;
  lastY: number;
  lastPoint: number;
  lastLooked: number;
  lastFound: number;
}

export function createState(values: Params, ctx: Context): State {
  return {
    params: values,
    tree: new PointQuadtree({ x: 0, y: 0, side: 1, bucket: values.bucket, maxDepth: MAX_DEPTH }),
    alive: [],
    towns: Float64Array.from({ length: 2 * TOWNS }, () => 0.1 + 0.8 * ctx.random("towns")),
    rangeSearches: 0,
    looked: 0,
    found: 0,
    nearestSearches: 0,
    nearestLooked: 0,
    moves: 0,
    wrong: 0,
    last: "insert",
    lastX: 0,
    lastY: 0,
    lastPoint: -1,
    lastLooked: 0,
    lastFound: 0,
  };
}

/** To [0, 1): what leaves on one side comes in on the other, so that even points stay even. */
function wrap(value: number): number {
  const rest = value - Math.floor(value);
  return rest < 1 ? rest : 0;
}

/** A place as the parameters spread them. */
function draw(state: State, ctx: Context): readonly [number, number] {
  const uniform = () => ctx.random("places");
  const [u, v] = [uniform(), uniform()];
  switch (state.params.spread) {
    case "clusters": {
      const town = Math.floor(uniform() * TOWNS);
      // The mean of three uniform numbers crowds in the middle.
      const off = () => ((uniform() + uniform() + uniform()) / 3 - 0.5) * 0.25;
      return [wrap(state.towns[2 * town]! + off()), wrap(state.towns[2 * town + 1]! + off())];
    }
    case "street":
      return [u, wrap(0.15 + 0.7 * u + 0.01 * (v - 0.5))];
    default:
      return [u, v];
  }
}

export function insertPoints(state: State, ctx: Context, count: number): void {
  for (let i = 0; i < count && state.alive.length < MAX_POINTS; i++) {
    const [x, y] = draw(state, ctx);
    state.alive.push(state.tree.insert(x, y));
    state.lastPoint = state.alive.at(-1)!;
  }
  state.last = "insert";
}

export function insertPlanned(state: State, ctx: Context): void {
  insertPoints(
    state,
    ctx,
    Math.min(insertBatch(state.params), Math.max(0, state.params.points - state.alive.length)),
  );
}

export function removePoints(state: State, ctx: Context, count: number): void {
  for (let i = 0; i < count && state.alive.length > 1; i++) {
    const at = Math.floor(ctx.random("leaving") * state.alive.length);
    state.tree.remove(state.alive[at]!);
    state.alive[at] = state.alive.at(-1)!;
    state.alive.pop();
  }
  state.lastPoint = -1;
}

/** A point takes a step: out of the tree and in again. */
export function movePoint(state: State, ctx: Context): void {
  const { tree, alive } = state;
  if (alive.length === 0) return;
  const at = Math.floor(ctx.random("moves") * alive.length);
  const point = alive[at]!;
  const [x, y] = [tree.x(point), tree.y(point)];
  tree.remove(point);
  const step = () => 0.02 * (ctx.random("moves") - 0.5);
  alive[at] = tree.insert(wrap(x + step()), wrap(y + step()));
  state.moves++;
  state.last = "move";
  state.lastPoint = alive[at]!;
}

export function searchRange(state: State, ctx: Context): void {
  const { tree, params, alive } = state;
  const side = params.window;
  const [x, y] = [ctx.random("searches") * (1 - side), ctx.random("searches") * (1 - side)];
  let found = 0;
  let outside = 0;
  const looked = tree.range(x, y, x + side, y + side, (point) => {
    found++;
    if (!isWithin(tree, point, x, y, side)) outside++;
  });
  let expected = 0;
  for (const point of alive) if (isWithin(tree, point, x, y, side)) expected++;
  if (found !== expected || outside > 0) state.wrong++;
  state.rangeSearches++;
  state.looked += looked;
  state.found += found;
  Object.assign(state, {
    last: "range",
    lastX: x,
    lastY: y,
    lastLooked: looked,
    lastFound: found,
    lastPoint: -1,
  });
}

function isWithin(tree: PointQuadtree, point: number, x: number, y: number, side: number): boolean {
  return tree.x(point) >= x && tree.x(point) < x + side && tree.y(point) >= y && tree.y(point) < y + side;
}

export function searchNearest(state: State, ctx: Context): void {
  const { tree, alive } = state;
  const [x, y] = [ctx.random("searches"), ctx.random("searches")];
  const { point, nodes } = tree.nearestWithCost(x, y);
  const square = (one: number): number =>
    (tree.x(one) - x) * (tree.x(one) - x) + (tree.y(one) - y) * (tree.y(one) - y);
  let least = Infinity;
  for (const one of alive) least = Math.min(least, square(one));
  if (point >= 0 ? square(point) !== least : alive.length > 0) state.wrong++;
  state.nearestSearches++;
  state.nearestLooked += nodes;
  Object.assign(state, {
    last: "nearest",
    lastX: x,
    lastY: y,
    lastLooked: nodes,
    lastFound: 1,
    lastPoint: point,
  });
}
