/** Object store: objects in copies or erasure-coded chunks on nodes that fail, repaired from what is left of them. */
import { defineEngine } from "../kernel/engine.ts";
import { exponential } from "../kernel/variates.ts";
import { resolveDefaults } from "./defaults.ts";
import { check } from "./invariants.ts";
import { codeOf, type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  createState,
  failNodes,
  missingShare,
  repair,
  resumeRepairs,
  type State,
} from "./state.ts";
import { expectedLoss, lossTolerance, meanTimeToLoss, missingTolerance, runMs } from "./theory.ts";

function scheduleFailure({ params }: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("failures"), params.timeToFailureMs / params.nodes), "fail");
}

function failOne(state: State, node: number, ctx: Context): void {
  state.lastNode = node;
  state.lastPlace = -1;
  failNodes(state, new Set([node]), ctx);
}

export const objectStore = defineEngine({
  id: "object-store",
  term: "object-store",
  title: "Object store",
  kind: "process",
  summary:
    "Objects lie on nodes in copies or in chunks of a Reed–Solomon code; nodes fail and chunks are repaired. See what durability costs in space and in repair traffic.",
  leavesOut:
    "Reads and writes of clients, bit rot, racks and other common causes unless you inject them; repairs do not compete for bandwidth, and a failed node has an empty disk again at once.",
  params,
  presets,
  defaultUntil: runMs(resolveDefaults()),
  until: runMs,
  series: {
    missing: { title: "Chunks missing", unit: "count", aggregation: "mean", points: 600 },
    lost: { title: "Objects lost", unit: "count", aggregation: "last", points: 400 },
  },
  metrics: {
    timeToLoss: {
      title: "Time to loss of an object",
      help: "Lived by all objects together, over the losses; while there are none, all that was lived.",
      unit: "ms",
      value: (state: State, nowMs) => (state.params.objects * nowMs) / Math.max(1, state.lost),
    },
    lost: { title: "Objects lost", unit: "count", value: (state) => state.lost },
    missingShare: {
      title: "Chunks missing",
      help: "Share of all chunks that waits for repair, in the mean over time.",
      unit: "ratio",
      value: missingShare,
    },
    overhead: {
      title: "Bytes stored a byte",
      unit: "ratio",
      value: ({ code }) => code.shards / code.dataShards,
    },
    readPerRepair: {
      title: "Chunks read a repair",
      unit: "count",
      value: (state) => (state.repairs === 0 ? state.code.dataShards : state.chunksRead / state.repairs),
    },
    failures: { title: "Nodes failed", unit: "count", value: (state) => state.failures },
    repairs: { title: "Chunks repaired", unit: "count", value: (state) => state.repairs },
  },
  actions: {
    failNode: {
      title: "Fail a node",
      help: "All its chunks are gone.",
      argument: {
        kind: "number",
        label: "Which",
        help: "The node's number.",
        default: 0,
        min: 0,
        max: 63,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, node) => {
        failOne(state, node % state.params.nodes, ctx);
      },
    },
    failTogether: {
      title: "Fail nodes together",
      help: "A rack, a power supply or a bad firmware takes several nodes at once, which no independent failures would.",
      argument: {
        kind: "number",
        label: "How many",
        help: "Neighbours from a random node on.",
        default: 4,
        min: 1,
        max: 64,
        unit: "count",
        integer: true,
      },
      run: (state, ctx, count) => {
        const { nodes } = state.params;
        const first = Math.floor(ctx.random("failing together") * nodes);
        state.lastNode = first;
        state.lastPlace = -1;
        failNodes(
          state,
          new Set(Array.from({ length: Math.min(count, nodes) }, (_, i) => (first + i) % nodes)),
          ctx,
        );
      },
    },
    stallRepairs: {
      title: "Stall repairs",
      help: "The repair queue hangs, unnoticed.",
      run: (state) => {
        state.stalled = true;
      },
    },
    resumeRepairs: {
      title: "Resume repairs",
      help: "Repairs go on where they stalled.",
      run: (state, ctx) => {
        resumeRepairs(state, ctx);
      },
    },
  },
  validate: (values: Params) => {
    const { needed, spare } = codeOf(values);
    return needed + spare > values.nodes
      ? `nodes must be at least ${needed + spare}, the chunks of an object (copies, or dataChunks and parityChunks), not ${values.nodes}`
      : undefined;
  },
  init: (values, ctx) => {
    const state = createState(values, ctx);
    scheduleFailure(state, ctx);
    return state;
  },
  on: {
    fail: (state, ctx) => {
      failOne(state, Math.floor(ctx.random("failing node") * state.params.nodes), ctx);
      scheduleFailure(state, ctx);
    },
    repair: (state, ctx, place, version) => {
      state.lastNode = -1;
      state.lastPlace = repair(state, place, version, ctx) ? place : -1;
    },
  },
  scene,
  describe: (event, place, _version, state) => {
    const object = Math.floor(place / state.chunks);
    if (event === "repair") {
      const what = `chunk ${(place % state.chunks) + 1} of object ${object}`;
      if (state.lastPlace < 0)
        return `${what}: ${state.stalled ? "repair stalled" : "nothing to repair any more"}`;
      return `${what} made anew on n${state.nodeOf[place]} from ${state.code.dataShards}`;
    }
    const lost = state.lastLost === 0 ? "" : `; ${state.lastLost} objects lost`;
    return `n${state.lastNode} fails, ${state.missing} chunks missing${lost}`;
  },
  check,
  theory: {
    timeToLoss: {
      formula: "Σ hᵢ, hᵢ = (1 + i·μ·hᵢ₋₁) / ((n − i)λ), i = 0 … m",
      source: "Markov chain of missing chunks; Gibson, Redundant Disk Arrays, 1991",
      tolerance: lossTolerance,
      value: meanTimeToLoss,
    },
    missingShare: {
      formula: "about λ / (λ + μ); exactly, the same chain's time by number missing",
      source: "Markov chain of missing chunks",
      tolerance: missingTolerance,
      value: (values: Params) => expectedLoss(values).missingShare,
    },
    overhead: {
      formula: "(k + m) / k",
      source: "Definition; Weatherspoon, Kubiatowicz, Erasure coding vs. replication, IPTPS 2002",
      tolerance: 0,
      value: (values: Params) => {
        const { needed, spare } = codeOf(values);
        return (needed + spare) / needed;
      },
    },
    readPerRepair: {
      formula: "k",
      source: "A chunk of a Reed–Solomon code takes any k others; Rashmi et al., HotStorage 2013",
      tolerance: 0,
      value: (values: Params) => codeOf(values).needed,
    },
  },
  sweep: { param: "repairMs", from: 2 * 3_600_000, to: 40 * 3_600_000, steps: 10 },
});
