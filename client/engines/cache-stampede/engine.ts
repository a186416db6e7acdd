/** Cache stampede: a value that many read expires, and what keeps them from all computing it. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { kill, loaded, store } from "./loads.ts";
import { type Params, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { lockOpens, read } from "./reads.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";

const TICK_MS = 1000;
const OBSERVE_MS = 100;

function scheduleRead(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("reads"), 1000 / state.params.readRate), "read");
}

/** The source is looked at ten times a second, for stampedes are short. */
function tick(state: State, ctx: Context): void {
  ctx.observe("loads", state.recentPeak);
  ctx.observe("waiting", state.waiting);
  state.recentPeak = state.loadsInFlight;
  if (Math.round(ctx.nowMs) % TICK_MS === 0) {
    const { recent, last } = state;
    Object.assign(last, recent);
    recent.reads = recent.fresh = recent.stale = recent.waited = recent.loads = 0;
    ctx.observe("stale", last.stale);
  }
  ctx.schedule(OBSERVE_MS, "tick");
}

export const cacheStampede = defineEngine({
  id: "cache-stampede",
  term: "cache-stampede",
  title: "Cache stampede",
  kind: "process",
  summary:
    "A value that many read expires. See how many of them compute it at once, and what a lock, request coalescing, early " +
    "expiration, serving stale and jitter do about it.",
  leavesOut:
    "The cache answers in no time and never fails; values are always worth computing; a source that is asked for too much " +
    "slows down evenly and drops nothing; readers do not give up.",
  params,
  presets,
  defaultUntil: 60_000,
  until: plan.runLengthMs,
  series: {
    loads: { title: "Recomputations at once", unit: "count", aggregation: "max", points: 1200 },
    waiting: { title: "Readers who wait for another", unit: "count", aggregation: "max", points: 1200 },
    response: { title: "Response time", unit: "ms", aggregation: "max", points: 600 },
    stale: { title: "Stale answers", unit: "1/s", aggregation: "mean", points: 600 },
  },
  metrics: {
    loadsPerExpiry: {
      title: "Recomputations an expiry",
      help: "From the first that begins until none is under way; 1 is what is needed.",
      unit: "count",
      value: (state: State) => (state.expiries === 0 ? NaN : state.expiryLoads / state.expiries),
    },
    peakLoads: { title: "Most recomputations at once", unit: "count", value: (state) => state.peak },
    loadRate: {
      title: "Recomputations",
      unit: "1/s",
      value: (state, nowMs) => (nowMs === 0 ? NaN : (1000 * state.loadsBegun) / nowMs),
    },
    earlyMs: {
      title: "Begun ahead of the end by",
      help: "How long before a value's expiry its first recomputation begins; negative after it.",
      unit: "ms",
      value: (state) => (state.earlyCount === 0 ? NaN : state.earlySumMs / state.earlyCount),
    },
    waitedShare: {
      title: "Reads that waited",
      unit: "ratio",
      value: (state) => (state.reads === 0 ? NaN : state.waited / state.reads),
    },
    staleShare: {
      title: "Stale reads",
      help: "Answered with an expired value.",
      unit: "ratio",
      value: (state) => (state.reads === 0 ? NaN : state.stale / state.reads),
    },
    responseP99: {
      title: "Response time, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.response, 0.99),
    },
    failed: {
      title: "Failed reads",
      help: "Their process died under them, or too many waited.",
      unit: "count",
      value: (state) => state.failed + state.turnedAway,
    },
  },
  actions: {
    flush: {
      title: "Flush the cache",
      help: "A deployment or a restart: everything is gone at once.",
      run: (state: State) => state.cache.clear(),
    },
    kill: {
      title: "Kill the loader",
      help: "The process that has computed for longest dies, and with it whoever waits inside it; its lock stays.",
      run: (state) => kill(state),
    },
    slow: {
      title: "Slow source",
      help: "For ten seconds a recomputation takes several times as long.",
      argument: {
        kind: "number",
        label: "Times",
        help: "How many times as long it takes.",
        default: 5,
        min: 1,
        max: 50,
        unit: "",
      },
      run: (state, ctx: Context, times) => {
        state.slowFactor = times;
        state.slowUntilMs = ctx.nowMs + 10_000;
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    for (let key = 0; key < values.keys; key++) store(state, ctx, key);
    scheduleRead(state, ctx);
    ctx.schedule(OBSERVE_MS, "tick");
    return state;
  },
  on: {
    read: (state, ctx) => {
      scheduleRead(state, ctx);
      const { keys, processes } = state.params;
      const key = keys === 1 ? 0 : Math.floor(ctx.random("keys") * keys);
      read(state, ctx, key, Math.floor(ctx.random("processes") * processes));
    },
    loaded,
    lockOpens,
    tick,
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    loadsPerExpiry: {
      formula: "none 1 + λΔ;  lock 1;  single flight 1 + (p − 1)(1 − e^(−λΔ/p));  XFetch e^(1/β)",
      source:
        "Poisson reads; XFetch: Vattani, Chierichetti, Lowenstein, PVLDB 8(8), 2015, and an extreme-value limit",
      tolerance: (values: Params) => plan.loadsTolerance(values),
      value: (values: Params) => plan.loadsPerExpiry(values),
    },
    earlyMs: {
      formula: "βΔ(ln(λβΔ) + γ), of XFetch",
      source: "Mean of a Gumbel variable: E. J. Gumbel, Statistics of Extremes, 1958",
      tolerance: (values: Params) => plan.earlyTolerance(values),
      value: (values: Params) => plan.earlyMs(values),
    },
    staleShare: {
      formula: "(1 + λΔ) / (1 + λ(T + Δ)), of stale-while-revalidate",
      source: "Renewal theory",
      tolerance: (values: Params) => plan.staleTolerance(values),
      value: (values: Params) => plan.staleReads(values),
    },
  },
  sweep: { param: "readRate", from: 20, to: 200, steps: 8 },
});
