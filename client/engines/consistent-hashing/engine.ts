/** Consistent hashing: keys on a ring or by modulo, nodes that join and leave, and how many keys move each time. */
import { defineEngine, type Preset } from "../kernel/engine.ts";
import { HashRing } from "./primitives/hashRing.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  createState,
  join,
  leave,
  observeShares,
  type Params,
  params,
  placeKeys,
  type State,
  spread,
} from "./state.ts";
import { deviationScatter, movedRatio, movedScatter, shareDeviation } from "./theory.ts";

/** The keys come in this many operations; then nodes join and leave. */
const PLACEMENTS = 100;

/** Joins at least, and relative deviation of the mean of them that is allowed. */
const JOINS = 100;
const MOVED_TOLERANCE = 0.15;

/** So many joins that their mean scatters by a third of what is allowed; with few points on the ring that takes many. */
function runLength({ scheme, nodes, virtualNodes }: Params): number {
  const scatter = scheme === "ring" ? movedScatter(nodes, virtualNodes) : 0;
  const root = (3 * scatter) / MOVED_TOLERANCE;
  const joins = Math.max(JOINS, Math.ceil((root * root) / 50) * 50);
  return PLACEMENTS + 2 * joins;
}

const presets: Readonly<Record<string, Preset>> = {
  "virtual-nodes": {
    title: "100 virtual nodes",
    help: "Shares within about a tenth of the mean.",
    params: { scheme: "ring", nodes: 8, virtualNodes: 100, keys: 10_000 },
  },
  "one-point": {
    title: "One point a node",
    help: "The ring without virtual nodes: the fullest node has several times its share.",
    params: { scheme: "ring", nodes: 8, virtualNodes: 1, keys: 10_000 },
  },
  modulo: {
    title: "Hash modulo n",
    help: "Perfectly even, until a node joins and almost all keys move.",
    params: { scheme: "modulo", nodes: 8, virtualNodes: 1, keys: 10_000 },
  },
  ketama: {
    title: "Ketama, 160 points",
    help: "libketama, the ring of memcached clients, gives each server 160 points.",
    params: { scheme: "ring", nodes: 10, virtualNodes: 160, keys: 20_000 },
  },
};

/** The node that stands at `place` among the present ones, from 1. */
function nodeAt(state: State, place: number): number {
  const nodes = state.placement.nodes();
  return nodes[Math.min(Math.max(place, 1), nodes.length) - 1]!;
}

function movedText(state: State): string {
  const share = state.placed === 0 ? 0 : (100 * state.lastMoved) / state.placed;
  return `${state.lastMoved} of ${state.placed} keys moved (${Math.round(share * 10) / 10} %)`;
}

export const consistentHashing = defineEngine({
  id: "consistent-hashing",
  term: "consistent-hashing",
  title: "Consistent hashing",
  kind: "operations",
  summary:
    "Keys are placed on nodes by a ring or by modulo, then nodes join and leave. See which keys have to move.",
  leavesOut:
    "All keys weigh the same and nodes are equally strong; moving keys takes no time; there are no replicas.",
  params,
  presets,
  defaultUntil: 300,
  until: runLength,
  series: {
    moved: {
      title: "Keys moved by a change",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "movedOnJoin",
    },
    peak: { title: "Fullest node over mean", unit: "ratio", aggregation: "mean", points: 400 },
    deviation: {
      title: "Deviation over mean",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "shareDeviation",
    },
  },
  metrics: {
    movedOnJoin: {
      title: "Moved when a node joins",
      unit: "ratio",
      value: (state: State) => (state.joins === 0 ? NaN : state.joinMovedSum / state.joins),
    },
    movedOnLeave: {
      title: "Moved when a node leaves",
      unit: "ratio",
      value: (state) => (state.leaves === 0 ? NaN : state.leaveMovedSum / state.leaves),
    },
    shareDeviation: {
      title: "Deviation of the shares over mean",
      unit: "ratio",
      value: (state) => (state.spreadCount === 0 ? NaN : Math.sqrt(state.spreadSum / state.spreadCount)),
    },
    peakShare: {
      title: "Fullest node over mean, now",
      unit: "ratio",
      value: (state) => (state.placed === 0 ? NaN : spread(state).peak),
    },
    nodes: { title: "Nodes now", unit: "count", value: (state) => state.placement.size },
    placed: { title: "Keys placed", unit: "count", value: (state) => state.placed },
  },
  actions: {
    addNode: {
      title: "Add a node",
      help: "One more node, for good.",
      run: (state: State, ctx: Context) => {
        join(state, ctx);
      },
    },
    removeNode: {
      title: "Remove a node",
      help: "A node fails; its keys go elsewhere. The last one stays.",
      argument: {
        kind: "number",
        label: "Which",
        help: "Its place among the present nodes, from 1.",
        default: 1,
        min: 1,
        max: 128,
        unit: "count",
        integer: true,
      },
      run: (state, ctx, place) => {
        leave(state, ctx, nodeAt(state, place));
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "place", 1);
    return createState(values, ctx);
  },
  on: {
    place: (state, ctx, batch) => {
      placeKeys(state, Math.floor((state.params.keys * batch) / PLACEMENTS));
      if (batch < PLACEMENTS) {
        ctx.schedule(1, "place", batch + 1);
      } else {
        observeShares(state, ctx);
        ctx.schedule(1, "join");
      }
    },
    join: (state, ctx) => {
      join(state, ctx);
      ctx.schedule(1, "leave");
    },
    leave: (state, ctx) => {
      leave(state, ctx, nodeAt(state, 1 + Math.floor(ctx.random("leaving") * state.placement.size)));
      ctx.schedule(1, "join");
    },
  },
  scene,
  describe: (event, _a, _b, state) => {
    if (event === "place") return `${state.placed} keys placed`;
    return `n${state.lastNode} ${event === "join" ? "joins" : "leaves"}: ${movedText(state)}`;
  },
  check: (state) => {
    const present = new Set(state.placement.nodes());
    for (let key = 0; key < state.placed; key++) {
      if (!present.has(state.owners[key]!)) return `key ${key} lies on n${state.owners[key]}, which has left`;
    }
    const ring = state.placement instanceof HashRing;
    return ring && state.strayMoves > 0
      ? `${state.strayMoves} keys moved between nodes that stayed`
      : undefined;
  },
  theory: {
    movedOnJoin: {
      formula: "ring 1 / (n + 1);  modulo n / (n + 1)",
      source: "Karger et al., Consistent hashing and random trees, STOC 1997",
      tolerance: MOVED_TOLERANCE,
      value: (values: Params) => movedRatio(values.scheme, values.nodes),
    },
    movedOnLeave: {
      formula: "ring 1 / (n + 1);  modulo n / (n + 1)",
      source: "Karger et al., Consistent hashing and random trees, STOC 1997",
      tolerance: MOVED_TOLERANCE,
      value: (values: Params) => movedRatio(values.scheme, values.nodes),
    },
    shareDeviation: {
      formula: "√((n − 1) / (nV + 1) + (n − 1) / K), about 1/√V;  modulo √((n − 1) / K)",
      source: "Uniform spacings: David, Nagaraja, Order Statistics, 3rd ed. 2003, section 6.4",
      // Under modulo the keys never change their remainders: however long the run, it measures one draw of the keys.
      tolerance: ({ scheme, nodes }: Params) => (scheme === "modulo" ? 2 * deviationScatter(nodes) : 0.3),
      value: (values: Params) =>
        shareDeviation(values.scheme, values.nodes, values.virtualNodes, values.keys),
    },
  },
  sweep: { param: "virtualNodes", from: 1, to: 1000, steps: 10 },
});
