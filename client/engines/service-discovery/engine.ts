/** Service discovery: a registry that hears heartbeats, clients with lists of their own, and instances that die unheard. */
import { defineEngine } from "../kernel/engine.ts";
import { networkLeak } from "../kernel/network.ts";
import {
  beat,
  beginListed,
  call,
  crash,
  deliver,
  plannedCrash,
  refresh,
  registryBack,
  restart,
  scheduleCall,
  scheduleCrash,
  silent,
  stopOrderly,
} from "./actors.ts";
import { params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";

const TICK_MS = 10_000;

const whichInstance = {
  kind: "number",
  label: "Which",
  help: "Its number, from 1; beyond the last it is the last.",
  default: 1,
  min: 1,
  max: 20,
  unit: "count",
  integer: true,
} as const;

const place = (state: State, which: number): number => Math.min(which, state.params.instances) - 1;

/** In words what is broken, or undefined. */
function brokenInvariant(state: State): string | undefined {
  const { registry, silentEvent, registryUp, failed, failedByCrash, noInstance, removals, falseRemovals } =
    state;
  let watched = 0;
  for (let i = 0; i < state.up.length; i++) {
    if (silentEvent[i]! < 0) continue;
    watched++;
    if (!registry.has(i)) return `the registry waits for i${i + 1} and does not list it`;
  }
  if (registryUp && watched !== registry.size)
    return `${registry.size} instances are listed, ${watched} are watched`;
  if (removals !== falseRemovals + state.detected + state.again)
    return "a removal was neither right nor wrong";
  if (state.detected > state.crashes)
    return `${state.detected} crashes were found, ${state.crashes} happened`;
  return failed === failedByCrash + noInstance ? networkLeak(state.network) : "a call failed for no reason";
}

export const serviceDiscovery = defineEngine({
  id: "service-discovery",
  term: "service-discovery",
  title: "Service discovery",
  kind: "process",
  summary:
    "Instances tell a registry that they live, and clients keep copies of its list. See how long a dead instance is " +
    "called, and how healthy ones get lost.",
  leavesOut:
    "One registry; a call fails at once when its instance is dead and is not tried elsewhere; instances die and do not " +
    "slow down; no gossip between instances.",
  params,
  presets,
  defaultUntil: 2_400_000,
  until: plan.runLengthMs,
  series: {
    failed: { title: "Failed calls", unit: "ratio", aggregation: "mean", points: 400 },
    listed: { title: "Instances on the registry's list", unit: "count", aggregation: "mean", points: 400 },
    detection: {
      title: "Removed after",
      unit: "ms",
      aggregation: "mean",
      points: 400,
      theory: "detectionMs",
    },
  },
  metrics: {
    detectionMs: {
      title: "A crash is noticed after",
      help: "From the crash until the registry removes the instance.",
      unit: "ms",
      value: (state: State) => state.detectionMs / state.detected,
    },
    failedPerCrash: {
      title: "Calls that fail by one crash",
      unit: "count",
      value: (state) => state.failedByCrash / state.crashes,
    },
    failedShare: { title: "Failed calls", unit: "ratio", value: (state) => state.failed / state.calls },
    falseRemovals: {
      title: "Healthy instances removed",
      help: "For each instance, an hour.",
      unit: "count",
      value: (state, nowMs) => (3_600_000 * state.falseRemovals) / state.params.instances / nowMs,
    },
    heartbeats: {
      title: "Heartbeats",
      unit: "1/s",
      value: (state, nowMs) => (1000 * state.heartbeats) / nowMs,
    },
    crashes: { title: "Crashes", unit: "count", value: (state) => state.crashes },
  },
  actions: {
    crash: {
      title: "Kill an instance",
      help: "It stops without a word.",
      argument: whichInstance,
      run: (state: State, ctx: Context, which) => {
        crash(state, ctx, place(state, which));
      },
    },
    stop: {
      title: "Stop an instance in order",
      help: "It deregisters before it stops; clients learn of it with their next refresh.",
      argument: whichInstance,
      run: (state, ctx, which) => stopOrderly(state, ctx, place(state, which)),
    },
    restart: {
      title: "Start an instance",
      help: "One that is dead starts again and registers.",
      argument: whichInstance,
      run: (state, ctx, which) => restart(state, ctx, place(state, which)),
    },
    registryAway: {
      title: "The registry goes away",
      help: "For a minute it hears nothing, answers nothing and removes nothing; clients go on with their lists.",
      run: (state, ctx) => {
        state.registryUp = false;
        ctx.schedule(60_000, "registryBack");
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    beginListed(state, ctx);
    for (let i = 0; i < values.instances; i++) {
      // They did not all start at once.
      ctx.schedule(values.heartbeat * ctx.random("first heartbeats"), "beat", i, 1);
    }
    for (let client = 0; client < values.clients; client++)
      ctx.schedule(
        Math.max(values.heartbeat, values.cache) * ctx.random("first refreshes"),
        "refresh",
        client,
      );
    scheduleCall(state, ctx);
    scheduleCrash(state, ctx);
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    beat,
    deliver,
    silent,
    refresh,
    call: (state, ctx) => {
      call(state, ctx);
      scheduleCall(state, ctx);
    },
    crash: (state, ctx) => {
      plannedCrash(state, ctx);
      scheduleCrash(state, ctx);
    },
    restart: (state, ctx, instance, life) => {
      state.lastText = `i${instance + 1} has been started before`;
      if (state.life[instance] === life) restart(state, ctx, instance);
    },
    registryBack,
    tick: (state, ctx) => {
      state.lastText = `${state.registry.size} instances are listed`;
      if (state.tickCalls > 0) ctx.observe("failed", state.tickFailed / state.tickCalls);
      ctx.observe("listed", state.registry.size);
      state.tickCalls = state.tickFailed = 0;
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: brokenInvariant,
  theory: {
    detectionMs: {
      formula: "T − h/2 + J;  φ: T = h + y(φ)·σ",
      source: "Age of the last heartbeat is uniform; N. Hayashibara et al., SRDS 2004",
      tolerance: plan.detectionTolerance,
      value: plan.detectionMs,
    },
    failedPerCrash: {
      formula: "(λ/n)·(T − h/2 + c/2);  with ejection m·(1 − E[e^(−λD/(m·n))])",
      source: "Poisson calls over the mean time until the clients know",
      tolerance: plan.failedTolerance,
      value: plan.failedPerCrash,
    },
    falseRemovals: {
      formula: "(1 − q)·q^⌊T/h⌋ / h",
      source: "Runs of losses: W. Feller, An Introduction to Probability Theory I, 1968, section XIII.7",
      tolerance: plan.falseTolerance,
      value: plan.falseRemovals,
    },
  },
  sweep: { param: "ttl", from: 7500, to: 27_500, steps: 9 },
});
