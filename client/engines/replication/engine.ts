/** Replication: copies of keys behind one leader, several, or none, and what clients see of the lag between them. */
import { defineEngine } from "../kernel/engine.ts";
import { mean } from "../kernel/histogram.ts";
import { heal, isolate } from "../kernel/network.ts";
import { deliver, expire, read, scheduleWrite, write } from "./clients.ts";
import { describe } from "./describe.ts";
import { afterHealing, compare, crash, plannedCrash, promote, restart, scheduleCrash } from "./faults.ts";
import { brokenInvariant } from "./invariants.ts";
import { params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { keysBehind, scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";

const TICK_MS = 200;

const whichReplica = {
  kind: "number",
  label: "Which",
  help: "The number of the replica, from 1; beyond the last it is the last.",
  default: 1,
  min: 1,
  max: 7,
  unit: "count",
  integer: true,
} as const;

const place = (state: State, which: number): number => Math.min(which, state.params.replicas) - 1;

export const replication = defineEngine({
  id: "replication",
  term: "replication",
  title: "Replication",
  kind: "process",
  summary:
    "Copies of the same keys follow one leader, several, or none. See who reads the past, which writes collide, and what " +
    "a failover loses.",
  leavesOut:
    "Clients stand beside the replica they talk to: requests, acknowledgements and reads take no time, only copying does. " +
    "A replica that returns copies what it lacks at once. Clocks agree.",
  params,
  presets,
  defaultUntil: plan.LENGTH_MS,
  until: plan.runLengthMs,
  series: {
    lag: { title: "A write reaches a replica after", unit: "ms", aggregation: "mean", points: 400 },
    stale: {
      title: "Own write not found",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "staleOwn",
    },
    behind: { title: "Keys behind, worst replica", unit: "count", aggregation: "max", points: 400 },
  },
  metrics: {
    staleOwn: {
      title: "Own write not found",
      help: "Share of the first reads after a write that show something older: read-your-writes broken.",
      unit: "ratio",
      value: (state: State) => state.staleOwn / state.firstReads,
    },
    backwards: {
      title: "Reads that go back in time",
      help: "Share of the second reads that show less than the first did: monotonic reads broken.",
      unit: "ratio",
      value: (state) => state.backwards / state.secondReads,
    },
    writeMs: { title: "Wait of a write", unit: "ms", value: (state) => mean(state.writeTime) },
    failedWrites: {
      title: "Writes refused or given up",
      unit: "ratio",
      value: (state) => state.failed / state.writes,
    },
    failedReads: { title: "Reads without an answer", unit: "count", value: (state) => state.failedReads },
    lost: {
      title: "Writes lost in failovers",
      help: "Reported to their clients as done.",
      unit: "count",
      value: (state) => state.lost,
    },
    lostPerFailover: {
      title: "Lost in one failover",
      unit: "count",
      value: (state) => state.lost / state.failovers,
    },
    conflictShare: {
      title: "Writes that did not know another",
      help: "Share of the writes made while another leader's write to the same key had not arrived.",
      unit: "ratio",
      value: (state) => state.conflicts / state.writes,
    },
    dropped: {
      title: "Dropped by last writer wins",
      unit: "count",
      value: (state) => state.droppedIds.size,
    },
    siblings: { title: "Siblings of one key, most", unit: "count", value: (state) => state.mostSiblings },
    repaired: {
      title: "Copies mended",
      help: "By read repair, by hints handed over, and by comparing Merkle trees.",
      unit: "count",
      value: (state) => state.repaired + state.handedOver + state.exchanged,
    },
    comparisons: {
      title: "Hashes compared",
      help: "By anti-entropy; all buckets each time would be 16.",
      unit: "count",
      value: (state) => state.comparisons,
    },
  },
  actions: {
    crash: {
      title: "Crash a replica",
      help: "It keeps its data; what it had not sent is lost.",
      argument: whichReplica,
      run: (state: State, ctx: Context, which) => crash(state, ctx, place(state, which)),
    },
    restart: {
      title: "Bring a replica back",
      help: "With a leader it copies what it lacks; without one it gets the hints for it.",
      argument: whichReplica,
      run: (state, _ctx, which) => restart(state, place(state, which)),
    },
    isolate: {
      title: "Cut a replica off",
      help: "Writes to and from it are lost until the network heals.",
      argument: whichReplica,
      run: (state, _ctx, which) => {
        state.manyFaults = true;
        isolate(state.network, place(state, which));
      },
    },
    heal: {
      title: "Heal the network",
      help: "Leaders send again what was lost; without leaders only repair brings it.",
      run: (state) => {
        heal(state.network);
        afterHealing(state);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleWrite(state, ctx);
    scheduleCrash(state, ctx);
    if (values.mode === "leaderless" && values.antiEntropy > 0)
      ctx.schedule(compareEveryMs(state), "compare");
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    deliver,
    write: (state, ctx) => {
      write(state, ctx);
      scheduleWrite(state, ctx);
    },
    read,
    expire: (state, _ctx, id) => expire(state, id),
    crash: (state, ctx) => {
      plannedCrash(state, ctx);
      scheduleCrash(state, ctx);
    },
    restart: (state, _ctx, replica, crashes) => {
      state.lastText = `r${replica + 1} has crashed again or is back already`;
      if (state.crashes[replica] === crashes) restart(state, replica);
    },
    promote: (state, _ctx, old, crashes) => {
      state.lastText = "no failover, the leader is back";
      promote(state, old, crashes);
    },
    compare: (state, ctx) => {
      compare(state, ctx);
      ctx.schedule(compareEveryMs(state), "compare");
    },
    tick: (state, ctx) => {
      if (state.tickReads > 0) ctx.observe("stale", state.tickStale / state.tickReads);
      state.tickReads = state.tickStale = 0;
      let worst = 0;
      for (let i = 0; i < state.params.replicas; i++) worst = Math.max(worst, keysBehind(state, i));
      ctx.observe("behind", worst);
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    staleOwn: {
      formula: "leaderless C(N−W, R)/C(N, R)·e^(−Rt/J);  async 1 − (1 − q)·e^(−λJq), q = e^(−(t − L)/J)",
      source: "P. Bailis et al., Probabilistically Bounded Staleness, VLDB 2012, for exponential delays",
      tolerance: plan.staleTolerance,
      value: plan.staleOwn,
    },
    conflictShare: {
      formula: "1 − e^(−(λ/K)·(N − 1)/N·(L + J))",
      source: "Number in M/G/∞: L. Takács, 1962; cf. J. Gray et al., The Dangers of Replication, SIGMOD 1996",
      tolerance: (values) => plan.shareTolerance(plan.conflictShare(values), values, 2),
      value: plan.conflictShare,
    },
    lostPerFailover: {
      formula: "N = 2: λ·E[time on the ordered connection]",
      source: "Little's law: J. Little, Operations Research 9(3), 1961",
      tolerance: plan.lostTolerance,
      value: plan.lostPerFailover,
    },
    writeMs: {
      formula: "L + J·Σ 1/(n − i), i < W",
      source: "Order statistics of exponential times: A. Rényi, 1953",
      tolerance: plan.writeTolerance,
      value: plan.writeMs,
    },
  },
  sweep: { param: "readAfter", from: 0, to: 100, steps: 11 },
});

/** Fast enough for any use, and slow enough that comparing does not crowd out everything else. */
function compareEveryMs({ params: { antiEntropy } }: State): number {
  return Math.max(20, antiEntropy);
}
