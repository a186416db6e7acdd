/** Caching strategies: one cache before one source, and who fills it, who writes, and what that costs in staleness and loss. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { atSource, loaded, read, retry } from "./reads.ts";
import { scene, staleCopies } from "./scene.ts";
import { type Context, countRisk, createState, type State } from "./state.ts";
import { commit, crash, flush, write, written } from "./writes.ts";

const TICK_MS = 1000;
const RENEWAL = "Renewal theory, as in J. Jung, A. Berger, H. Balakrishnan, INFOCOM 2003";
const MEASURED = "Since the warm-up.";

function perSecond(count: number, state: State, nowMs: number): number {
  return state.markedMs < 0 || nowMs <= state.markedMs ? NaN : (1000 * count) / (nowMs - state.markedMs);
}

function scheduleRead(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("reads"), 1000 / state.params.readRate), "read");
}

function scheduleWrite(state: State, ctx: Context): void {
  if (state.params.writeRate > 0)
    ctx.schedule(exponential(ctx.random("writes"), 1000 / state.params.writeRate), "write");
}

function tick(state: State, ctx: Context): void {
  const { recent, last } = state;
  Object.assign(last, recent);
  recent.reads = recent.hits = recent.stale = recent.sourceReads = recent.sourceWrites = 0;
  ctx.observe("hitRatio", last.reads === 0 ? 0 : last.hits / last.reads);
  ctx.observe("staleReads", last.stale);
  ctx.observe("sourceReads", last.sourceReads);
  ctx.observe("sourceWrites", last.sourceWrites);
  ctx.schedule(TICK_MS, "tick");
}

export const cacheStrategies = defineEngine({
  id: "cache-strategies",
  term: "cache-aside",
  title: "Caching strategies",
  kind: "process",
  summary:
    "Reads and writes of one cache and one source under seven strategies. See which copies are stale and for how long, " +
    "which writes are lost when the cache dies, and what the source has to do.",
  leavesOut:
    "The cache holds every key, so that nothing is evicted; it is one process without replicas; messages to it are not lost; " +
    "writers do not read first; the source commits half-way through an operation and never fails.",
  params,
  presets,
  defaultUntil: plan.RUN_MS,
  series: {
    hitRatio: { title: "Hit ratio", unit: "ratio", aggregation: "mean", points: 600, theory: "hitRatio" },
    staleReads: { title: "Stale reads", unit: "1/s", aggregation: "mean", points: 600 },
    sourceReads: { title: "Loads at the source", unit: "1/s", aggregation: "mean", points: 600 },
    sourceWrites: {
      title: "Writes at the source",
      unit: "1/s",
      aggregation: "mean",
      points: 600,
      theory: "sourceWrites",
    },
  },
  metrics: {
    hitRatio: {
      title: "Hit ratio",
      help: MEASURED,
      unit: "ratio",
      value: ({ counts }: State) => (counts.reads === 0 ? NaN : counts.hits / counts.reads),
    },
    staleReads: {
      title: "Stale reads",
      help: "Share of reads answered with a value older than one acknowledged before the read began.",
      unit: "ratio",
      value: ({ counts }) => (counts.reads === 0 ? NaN : counts.stale / counts.reads),
    },
    staleFor: {
      title: "Longest stale",
      help: "The longest time for which a hit has still shown a value after its successor was acknowledged.",
      unit: "ms",
      value: (state) => state.staleMaxMs,
    },
    staleCopies: {
      title: "Stale copies now",
      help: "Entries older than what was acknowledged, expired ones that nobody has asked for included.",
      unit: "count",
      value: staleCopies,
    },
    lostWrites: {
      title: "Lost writes",
      help: "Acknowledged to a writer, and gone with the cache before the source had them.",
      unit: "count",
      value: (state) => state.lostWrites,
    },
    atRisk: {
      title: "Writes only in the cache",
      help: "On average since the warm-up: what a crash at a random moment would cost.",
      unit: "count",
      value: (state, nowMs) => {
        if (state.markedMs < 0 || nowMs <= state.markedMs) return NaN;
        const sinceMs = Math.max(state.riskMs, state.markedMs);
        return (state.counts.atRiskMs + state.buffer.writes * (nowMs - sinceMs)) / (nowMs - state.markedMs);
      },
    },
    sourceReads: {
      title: "Loads at the source",
      help: MEASURED,
      unit: "1/s",
      value: (state, nowMs) => perSecond(state.counts.sourceReads, state, nowMs),
    },
    sourceWrites: {
      title: "Writes at the source",
      help: MEASURED,
      unit: "1/s",
      value: (state, nowMs) => perSecond(state.counts.sourceWrites, state, nowMs),
    },
    readMs: {
      title: "Read latency, mean",
      unit: "ms",
      value: ({ counts }) => (counts.reads === 0 ? NaN : counts.readMs / counts.reads),
    },
    readP99: {
      title: "Read latency, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.readLatency, 0.99),
    },
    writeMs: {
      title: "Write latency, mean",
      help: "0 without writes.",
      unit: "ms",
      value: ({ counts }) => (counts.writes === 0 ? 0 : counts.writeMs / counts.writes),
    },
  },
  actions: {
    crash: {
      title: "Crash the cache",
      help: "Its process dies and comes back empty: misses, and with write-behind lost writes.",
      run: (state: State, ctx: Context) => crash(state, ctx.nowMs),
    },
    slowSource: {
      title: "Slow source",
      help: "For ten seconds the source takes several times as long: the window of the race opens wide.",
      argument: {
        kind: "number",
        label: "Times",
        help: "How many times as long an operation takes.",
        default: 10,
        min: 1,
        max: 100,
        unit: "",
      },
      run: (state, ctx, times) => {
        state.slowFactor = times;
        state.slowUntilMs = ctx.nowMs + 10_000;
      },
    },
    writeAll: {
      title: "Write the popular keys",
      help: "A batch job writes the most popular keys, all at once.",
      argument: {
        kind: "number",
        label: "Keys",
        help: "How many of the most popular keys are written.",
        default: 20,
        min: 1,
        max: 100,
        unit: "count",
        integer: true,
      },
      run: (state, ctx, count) => {
        for (let key = 0; key < Math.min(count, state.params.keys); key++) write(state, ctx, key);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleRead(state, ctx);
    scheduleWrite(state, ctx);
    ctx.schedule(plan.warmUpMs(values), "mark");
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    read: (state, ctx) => {
      scheduleRead(state, ctx);
      read(state, ctx, state.zipf.sample(ctx.random("readKeys")));
    },
    write: (state, ctx) => {
      scheduleWrite(state, ctx);
      write(state, ctx, state.zipf.sample(ctx.random("writeKeys")));
    },
    atSource,
    loaded,
    commit,
    written,
    flush,
    retry,
    mark: (state, ctx) => {
      state.markedMs = ctx.nowMs;
      countRisk(state, ctx.nowMs);
    },
    tick,
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    hitRatio: {
      formula:
        "Σ pᵢ·L/(L + 1/λᵢ + s); L: T, deleted by writes (1 − e^(−μT))/μ, renewed by them (e^(μT) − 1)/μ",
      source: RENEWAL,
      tolerance: (values: Params) => plan.hitTolerance(values),
      value: (values: Params) => plan.hitRatio(values),
    },
    staleReads: {
      formula: "Σ pᵢ·λᵢ(T − (1 − e^(−μᵢT))/μᵢ)/(1 + λᵢT), of write-around",
      source: RENEWAL,
      tolerance: (values: Params) => plan.staleTolerance(values),
      value: (values: Params) => plan.staleReads(values),
    },
    atRisk: {
      formula: "Σ μᵢD(1 + μᵢD/2)/(1 + μᵢD), of write-behind",
      source: RENEWAL,
      tolerance: (values: Params) => plan.writeTolerance(values),
      value: (values: Params) => plan.atRisk(values),
    },
    sourceWrites: {
      formula: "Σ μᵢ/(1 + μᵢD), of write-behind",
      source: RENEWAL,
      tolerance: (values: Params) => plan.writeTolerance(values),
      value: (values: Params) => plan.sourceWrites(values),
    },
  },
  sweep: { param: "ttl", from: 1000, to: 10_000, steps: 8 },
});
