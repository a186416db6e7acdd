/** Clocks: events and messages stamped by physical, Lamport, vector and hybrid clocks at once. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { exponential } from "../kernel/variates.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { scene, what } from "./scene.ts";
import { onLocal, onReceive, setClock } from "./stamping.ts";
import { type Context, createState, type State, spreadMs } from "./state.ts";
import { RUN_MS, violationShare, violationTolerance } from "./theory.ts";

const jump: NumberParam = {
  kind: "number",
  label: "By",
  help: "How far the first process's clock is set off.",
  default: 100,
  min: 1,
  max: 10_000,
  unit: "ms",
};

function jumpClock(state: State, nowMs: number, by: number): void {
  setClock(state, 0, nowMs, state.physical[0]!.offsetAt(nowMs) + by);
}

export const clocks = defineEngine({
  id: "clocks",
  term: "clock",
  title: "Clocks and causality",
  kind: "process",
  summary:
    "Processes with clocks that are not quite right send each other messages. Every event is stamped by a physical, a " +
    "Lamport, a vector and a hybrid clock: see which of them can say what happened before what.",
  leavesOut:
    "Synchronization sets a clock at once instead of slewing it; leap seconds and processes that join or leave are absent; " +
    "processes do not crash, so logical clocks need no disk.",
  params,
  presets,
  defaultUntil: RUN_MS,
  series: {
    violations: {
      title: "Received before sent",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "violationShare",
    },
    spread: { title: "Physical clocks apart", unit: "ms", aggregation: "max", points: 400 },
    hybridAhead: { title: "Hybrid ahead of physical", unit: "ms", aggregation: "max", points: 400 },
  },
  metrics: {
    violationShare: {
      title: "Received before sent, by physical clocks",
      help: "Share of the messages whose receipt has a physical time that is not after its sending's.",
      unit: "ratio",
      value: (state: State) => (state.received === 0 ? NaN : state.violations / state.received),
    },
    backwards: {
      title: "Clock went backwards",
      help: "Events stamped before the event just before them in the same process.",
      unit: "count",
      value: (state) => state.backwards,
    },
    concurrentShare: {
      title: "Concurrent pairs",
      help: "Of each event with the twenty before it: neither happened before the other.",
      unit: "ratio",
      value: (state) => (state.pairs === 0 ? NaN : state.concurrentPairs / state.pairs),
    },
    spreadMs: { title: "Physical clocks apart", unit: "ms", value: (state, nowMs) => spreadMs(state, nowMs) },
    hybridAheadMs: {
      title: "Hybrid ahead of physical, mean",
      unit: "ms",
      value: (state) => (state.nextId === 0 ? NaN : state.hybridAheadSum / state.nextId),
    },
    hybridAheadMaxMs: {
      title: "Hybrid ahead of physical, most",
      help: "Never more than the clocks were ever apart.",
      unit: "ms",
      value: (state) => state.hybridAheadMax,
    },
    counterMax: { title: "Hybrid counter, most", unit: "count", value: (state) => state.counterMax },
    messages: { title: "Messages received", unit: "count", value: (state) => state.received },
  },
  actions: {
    forward: {
      title: "The first clock jumps forward",
      help: "Somebody sets it wrongly: what it stamps from now on lies in the others' future.",
      argument: jump,
      run: (state: State, ctx: Context, by) => jumpClock(state, ctx.nowMs, by),
    },
    back: {
      title: "The first clock jumps back",
      help: "A large correction: the same time comes again.",
      argument: jump,
      run: (state, ctx, by) => jumpClock(state, ctx.nowMs, -by),
    },
    synchronize: {
      title: "Synchronize all clocks",
      help: "Every clock is set to the true time.",
      run: (state, ctx) => {
        for (let process = 0; process < state.params.processes; process++)
          setClock(state, process, ctx.nowMs, 0);
      },
    },
  },
  init: (values, ctx) => {
    for (let process = 0; process < values.processes; process++) {
      ctx.schedule(exponential(ctx.random("local"), 1000 / values.rate), "local", process);
      // Not all at the same moment, as the processes have not all started at one.
      if (values.syncEvery > 0)
        ctx.schedule(Math.max(1, values.syncEvery) * ctx.random("sync"), "sync", process);
    }
    return createState(values);
  },
  on: {
    local: onLocal,
    receive: onReceive,
    sync: (state, ctx, process) => {
      setClock(state, process, ctx.nowMs, (2 * ctx.random("sync") - 1) * state.params.syncError);
      ctx.schedule(Math.max(1, state.params.syncEvery), "sync", process);
    },
  },
  scene,
  describe: (event, process, _b, state) => {
    if (event === "sync") return `P${process + 1} sets its clock`;
    const one = state.events.at(-1);
    if (one === undefined) return "nothing has happened yet";
    const { physical, lamport, vector, hybrid, violates } = one;
    const stamps = `physical ${physical.toFixed(1)}, Lamport ${lamport}, vector [${[...vector].join(" ")}], hybrid`;
    const wrong = violates ? ": received before it was sent, by the clocks" : "";
    return `P${one.process + 1} ${what(one)}: ${stamps} ${hybrid.l.toFixed(1)}+${hybrid.c}${wrong}`;
  },
  check: brokenInvariant,
  theory: {
    violationShare: {
      formula: "mean of max(0, 1 − e^(−Δ/d)) over pairs, Δ: what the sender's clock is ahead",
      source: "Exponential delay d against a fixed offset Δ",
      tolerance: (values: Params) => violationTolerance(values),
      value: (values: Params) => violationShare(values),
    },
  },
  sweep: { param: "skew", from: 0, to: 50, steps: 11 },
});
