/** A quadtree: points come and move, and searches are counted against looking at every point. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { insertOperations, type Params, params, runLength } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  createState,
  insertPlanned,
  insertPoints,
  movePoint,
  removePoints,
  type State,
  searchNearest,
  searchRange,
} from "./state.ts";
import { foundOf, foundTolerance, lookupsOf, lookupsTolerance, nodesOf, nodesTolerance } from "./theory.ts";

const OBSERVE_EVERY = 20;

function countParam(label: string, help: string): NumberParam {
  return { kind: "number", label, help, default: 500, min: 1, max: 5000, unit: "count", integer: true };
}

function observeShape(state: State, ctx: Context): void {
  if (ctx.nowMs % OBSERVE_EVERY !== 0) return;
  const { nodes, depth } = state.tree.shape();
  ctx.observe("nodes", nodes);
  ctx.observe("depth", depth);
}

/** Range, move, range, nearest, and so on. */
function work(state: State, ctx: Context, turn: number): void {
  if (turn % 2 === 0) {
    searchRange(state, ctx);
    ctx.observe("looked", state.lastLooked);
  } else if (turn % 4 === 1) movePoint(state, ctx);
  else searchNearest(state, ctx);
  observeShape(state, ctx);
  ctx.schedule(1, "work", turn + 1);
}

function brokenInvariant(state: State): string | undefined {
  const { tree, alive } = state;
  if (state.wrong > 0) return `${state.wrong} searches did not find what looking at every point finds`;
  if (tree.size !== alive.length)
    return `${tree.size} points in the tree, ${alive.length} were inserted and stayed`;
  const { points, fullestLeaf, emptiestCut } = tree.shape();
  const { bucket } = tree.options;
  if (fullestLeaf > bucket) return `a leaf holds ${fullestLeaf} points, and could be cut`;
  if (emptiestCut <= bucket) return `a square is cut for ${emptiestCut} points`;
  return points === tree.size ? undefined : `leaves hold ${points} points of ${tree.size}`;
}

export const quadtree = defineEngine({
  id: "quadtree",
  term: "quadtree",
  title: "Quadtree",
  kind: "operations",
  summary:
    "Points are kept in a tree of squares that are cut where they are many. See how little a search looks at, and how the tree follows the points.",
  leavesOut: "Points have no extent; what a node costs to fetch (a page, a cache line) is one and the same.",
  params,
  presets,
  defaultUntil: 1200,
  until: runLength,
  series: {
    looked: {
      title: "Nodes a range search looks at",
      unit: "count",
      aggregation: "mean",
      points: 300,
      theory: "lookedPerSearch",
    },
    nodes: { title: "Nodes of the tree", unit: "count", aggregation: "last", points: 200, theory: "nodes" },
    depth: { title: "Depth", unit: "count", aggregation: "max", points: 200 },
  },
  metrics: {
    lookedPerSearch: {
      title: "Nodes a range search looks at",
      unit: "count",
      value: (state: State) => (state.rangeSearches === 0 ? NaN : state.looked / state.rangeSearches),
    },
    foundPerSearch: {
      title: "Points a range search finds",
      unit: "count",
      value: (state) => (state.rangeSearches === 0 ? NaN : state.found / state.rangeSearches),
    },
    lookedForNearest: {
      title: "Nodes looked at for the nearest",
      unit: "count",
      value: (state) => (state.nearestSearches === 0 ? NaN : state.nearestLooked / state.nearestSearches),
    },
    lookedOverAll: {
      title: "Looked at, over looking at every point",
      unit: "ratio",
      value: (state) =>
        state.rangeSearches === 0
          ? NaN
          : state.looked / state.rangeSearches / Math.max(1, state.alive.length),
    },
    nodes: { title: "Nodes", unit: "count", value: (state) => state.tree.shape().nodes },
    depth: { title: "Depth", unit: "count", value: (state) => state.tree.shape().depth },
    points: { title: "Points", unit: "count", value: (state) => state.alive.length },
  },
  actions: {
    add: {
      title: "Add points",
      help: "More of them, spread as the others: full squares are cut.",
      argument: countParam("Points", "How many come."),
      run: (state: State, ctx: Context, count) => insertPoints(state, ctx, count),
    },
    remove: {
      title: "Remove points",
      help: "Any of them; squares that hold few enough become one again. The last point stays.",
      argument: countParam("Points", "How many go."),
      run: (state, ctx, count) => removePoints(state, ctx, count),
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "insert", 1);
    return createState(values, ctx);
  },
  on: {
    insert: (state, ctx, operation) => {
      insertPlanned(state, ctx);
      observeShape(state, ctx);
      if (operation < insertOperations(state.params)) ctx.schedule(1, "insert", operation + 1);
      else ctx.schedule(1, "work", 0);
    },
    work,
  },
  scene,
  describe: (event, _a, _b, state) => {
    if (event === "insert") return `${state.alive.length} points are in`;
    if (state.last === "move") return `Point ${state.lastPoint} moves: out of its leaf and into another`;
    if (state.last === "nearest") return `Nearest point: ${state.lastLooked} nodes looked at`;
    return `Range search: ${state.lastFound} of ${state.alive.length} points found, ${state.lastLooked} nodes looked at`;
  },
  check: brokenInvariant,
  theory: {
    lookedPerSearch: {
      formula: "1 + Σ c(2ᵏ, q)²·P(Bin(n, 4^(1−k)) > b), c = columns that a window of length q meets",
      source: "Linearity of expectation over the squares of each level; uniform points",
      tolerance: lookupsTolerance,
      value: (values: Params) => lookupsOf(values),
    },
    foundPerSearch: {
      formula: "n·q²",
      source: "Mean number of uniform points in a window",
      tolerance: foundTolerance,
      value: (values: Params) => foundOf(values),
    },
    nodes: {
      formula: "1 + 4·Σ 4ᵏ·P(Bin(n, 4⁻ᵏ) > b)",
      source:
        "Samet, Foundations of Multidimensional and Metric Data Structures, 2006, section 1.4.2: buckets of uniform points",
      tolerance: nodesTolerance,
      value: (values: Params) => nodesOf(values),
    },
  },
  sweep: { param: "bucket", from: 1, to: 64, steps: 7 },
});
