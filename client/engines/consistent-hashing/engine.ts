/** Consistent hashing: keys on a ring, by modulo or by one of four other ways, nodes that join and leave, and how many keys move each time. */
import { defineEngine } from "../kernel/engine.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  createState,
  join,
  leave,
  observeShares,
  placeKeys,
  type State,
  spread,
  strayShare,
} from "./state.ts";
import {
  deviationScatter,
  isConsistent,
  movedOnLeave,
  movedRatio,
  movedScatter,
  probedDeviation,
  shareDeviation,
} from "./theory.ts";

/** The keys come in this many operations; then nodes join and leave. */
const PLACEMENTS = 100;

const KARGER = "Karger et al., Consistent hashing and random trees, STOC 1997";

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
    "Keys are placed on nodes by a ring, by modulo, or by one of the ways between, then nodes join and leave. See which keys have to move.",
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
    strayShare: {
      title: "Moved between nodes that stayed",
      help: "Share of the keys that a change moves on average though it does not concern their old or new node.",
      unit: "ratio",
      value: strayShare,
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
    const { scheme } = state.params;
    const strays = scheme === "jump" ? state.strayMovesOnJoin : isConsistent(scheme) ? state.strayMoves : 0;
    return strays > 0 ? `${strays} keys moved between nodes that stayed` : undefined;
  },
  theory: {
    movedOnJoin: {
      formula: "1 / (n + 1);  modulo n / (n + 1)",
      source: KARGER,
      tolerance: MOVED_TOLERANCE,
      // Maglev moves a few more than it must; its paper measures how many.
      value: ({ scheme, nodes }: Params) => (scheme === "maglev" ? undefined : movedRatio(scheme, nodes)),
    },
    movedOnLeave: {
      formula: "1 / (n + 1);  modulo n / (n + 1);  jump (2n + 1) / (n + 1)²",
      source: KARGER,
      tolerance: MOVED_TOLERANCE,
      value: ({ scheme, nodes }: Params) => (scheme === "maglev" ? undefined : movedOnLeave(scheme, nodes)),
    },
    strayShare: {
      formula: "0 for the ring, rendezvous and multi-probe hashing",
      source: KARGER,
      tolerance: 0,
      value: ({ scheme }: Params) => (isConsistent(scheme) ? 0 : undefined),
    },
    shareDeviation: {
      formula:
        "ring √((n − 1) / (nV + 1) + (n − 1) / K), about 1/√V;  modulo, jump, rendezvous, Maglev √((n − 1) / K);  p probes about √(1/(2p − 1) + (n − 1) / K)",
      source: "Uniform spacings: David, Nagaraja, Order Statistics, 3rd ed. 2003, section 6.4",
      // By number the keys never change their places, and one point a node stays as long as its node: however long the run, it measures few
      // draws.
      tolerance: ({ scheme, nodes }: Params) =>
        ["modulo", "jump", "multi-probe"].includes(scheme) ? 2 * deviationScatter(nodes) : 0.3,
      value: ({ scheme, nodes, virtualNodes, probes, keys }: Params) =>
        scheme === "multi-probe"
          ? probedDeviation(nodes, probes, keys)
          : shareDeviation(scheme, nodes, virtualNodes, keys),
    },
  },
  sweep: { param: "virtualNodes", from: 1, to: 1000, steps: 10 },
});
