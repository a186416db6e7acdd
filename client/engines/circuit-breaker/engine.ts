/** Circuit breaker: callers of a dependency that gets into trouble, with and without a breaker between them. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { arrive, beginOutage, count, done, endOutage, note, scheduleArrival } from "./calls.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { OUTAGE_AT_MS, type Params, params, runLengthMs } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";
import * as theory from "./theory.ts";

const TICK_MS = 1000;
const FIRST_OUTAGE = "In the first outage.";

/** Length of the first outage so far; NaN before it. */
function outageMs(state: State, nowMs: number): number {
  if (state.outageFromMs < 0) return NaN;
  return (state.outageToMs >= 0 ? state.outageToMs : nowMs) - state.outageFromMs;
}

export const circuitBreaker = defineEngine({
  id: "circuit-breaker",
  term: "circuit-breaker",
  title: "Circuit breaker",
  kind: "process",
  summary:
    "Callers need a dependency that hangs, fails or slows down. See when a breaker notices, what it spares both sides, and what " +
    "it costs when it opens by chance or stays open too long.",
  leavesOut:
    "No retries and no fallback; the dependency does not suffer from load; one breaker for all callers, who share what it " +
    "knows; a rejected request costs nothing.",
  params,
  presets,
  defaultUntil: 100_000,
  until: runLengthMs,
  series: {
    inFlight: { title: "Callers who wait", unit: "count", aggregation: "mean", points: 600 },
    answered: { title: "Answered", unit: "1/s", aggregation: "mean", points: 600 },
    rejected: { title: "Rejected", unit: "1/s", aggregation: "mean", points: 600 },
    calls: { title: "Calls to the dependency", unit: "1/s", aggregation: "mean", points: 600 },
  },
  metrics: {
    timeToOpen: {
      title: "Time to open",
      help: "From the beginning of the first outage; until now while it has not opened.",
      unit: "ms",
      value: (state: State, nowMs) =>
        state.outageFromMs < 0
          ? NaN
          : (state.firstOpenMs >= 0 ? state.firstOpenMs : state.outageToMs >= 0 ? state.outageToMs : nowMs) -
            state.outageFromMs,
    },
    cycle: {
      title: "From opening to opening",
      help: `${FIRST_OUTAGE} Its whole length while it has not opened twice.`,
      unit: "ms",
      value: (state, nowMs) =>
        state.opensInOutage > 1
          ? (state.lastOpenMs - state.firstOpenMs) / (state.opensInOutage - 1)
          : outageMs(state, nowMs),
    },
    outageCallRate: {
      title: "Calls to the dependency, in the outage",
      help: FIRST_OUTAGE,
      unit: "1/s",
      value: (state, nowMs) => (1000 * state.outageCalls) / outageMs(state, nowMs),
    },
    outageInFlight: {
      title: "Callers who wait, in the outage",
      help: `${FIRST_OUTAGE} On average: threads and connections that are held.`,
      unit: "count",
      value: (state, nowMs) => {
        const open = state.out && state.outages === 1 ? state.calls.size * (nowMs - state.atMs) : 0;
        return (state.outageInFlightMs + open) / outageMs(state, nowMs);
      },
    },
    outageWaitMs: {
      title: "Wait of a request, in the outage",
      help: `${FIRST_OUTAGE} Over all requests, those rejected at once included.`,
      unit: "ms",
      value: (state) => state.outageWaitMs / (state.outageEnded + state.outageRequests - state.outageCalls),
    },
    timeToClose: {
      title: "Time to close",
      help: "From the end of the first outage until requests are let through again; until now while they are not.",
      unit: "ms",
      value: (state, nowMs) =>
        state.outageToMs < 0 ? NaN : (state.closedMs >= 0 ? state.closedMs : nowMs) - state.outageToMs,
    },
    rejectedInVain: {
      title: "Rejected while all was well",
      help: "Requests that the dependency would have answered.",
      unit: "count",
      value: (state) => state.rejectedInVain,
    },
    opens: { title: "Times it opened", unit: "count", value: (state) => state.opens },
    goodShare: {
      title: "Requests answered",
      unit: "ratio",
      value: (state) => state.good / (state.requests - state.calls.size),
    },
    waitP99: {
      title: "Wait, 99th percentile",
      help: "Until the answer, the failure or the rejection.",
      unit: "ms",
      value: (state) => quantile(state.wait, 0.99),
    },
  },
  actions: {
    trouble: {
      title: "The dependency gets into trouble",
      help: "From now on, in the way that the parameters say.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long.",
        default: 10_000,
        min: 1,
        max: 3_600_000,
        unit: "ms",
      },
      run: (state: State, ctx: Context, lengthMs) => beginOutage(state, ctx, lengthMs),
    },
    heal: {
      title: "The dependency recovers",
      help: "New calls are answered as usual.",
      run: (state, ctx) => {
        state.outUntilMs = ctx.nowMs;
        endOutage(state, ctx.nowMs);
      },
    },
    forceOpen: {
      title: "Force the breaker open",
      help: "Somebody takes the dependency out by hand; only a reset brings it back.",
      run: (state, ctx) => {
        if (!state.params.breaker) return;
        const before = state.breaker.state;
        state.breaker.forceOpen(ctx.nowMs);
        note(state, ctx.nowMs, before);
      },
    },
    reset: {
      title: "Reset the breaker",
      help: "Closed, and it remembers nothing.",
      run: (state, ctx) => {
        if (!state.params.breaker) return;
        const before = state.breaker.state;
        state.breaker.reset(ctx.nowMs);
        note(state, ctx.nowMs, before);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleArrival(state, ctx);
    if (values.outage > 0) ctx.schedule(OUTAGE_AT_MS, "outage", values.outage);
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    arrival: arrive,
    done,
    outage: beginOutage,
    recovery: (state, ctx) => endOutage(state, ctx.nowMs),
    tick: (state, ctx) => {
      count(state, ctx.nowMs);
      const { requests, good, failed, rejected } = state;
      state.last = [
        requests - state.tickRequests,
        good - state.tickGood,
        failed - state.tickFailed,
        rejected - state.tickRejected,
      ];
      state.tickRequests = requests;
      state.tickGood = good;
      state.tickFailed = failed;
      state.tickRejected = rejected;
      state.tickCalls = state.last[0] - state.last[3];
      ctx.observe("inFlight", state.calls.size);
      ctx.observe("answered", state.last[1]);
      ctx.observe("rejected", state.last[3]);
      ctx.observe("calls", state.tickCalls);
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    timeToOpen: {
      formula: "T + ⌈θ·N⌉ / λ over N calls; t − T = θ·(t − T + S − 1 − ⌊t⌋) over S seconds",
      source: "Everything fails after T; the rules of resilience4j 2, CircuitBreaker",
      tolerance: (values: Params) => theory.timeToOpenTolerance(values),
      value: (values: Params) => theory.timeToOpenMs(values),
    },
    cycle: {
      formula: "open + k / λ + T",
      source: "k trial calls come one by one, and the last of them fails after T",
      tolerance: (values: Params) => theory.cycleTolerance(values),
      value: (values: Params) => theory.cycleMs(values),
    },
    outageInFlight: {
      formula: "λ·(p·T + (1 − p)·m)·(1 − p·T / 2·outage)",
      source: "Little's law: J. Little, Operations Research 9(3), 1961; no breaker",
      tolerance: (values: Params) => theory.inFlightTolerance(values),
      value: (values: Params) => theory.outageInFlight(values),
    },
  },
  sweep: { param: "openTime", from: 1000, to: 20_000, steps: 8 },
});
