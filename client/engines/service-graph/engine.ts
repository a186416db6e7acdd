/** Service graph: requests that need many services, one after the other and at the same time. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { answer, ask, hedge, scheduleRequest, tierDone } from "./calls.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { mostCalls, type Params, params, runLengthMs } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";
import * as theory from "./theory.ts";

const TICKS = 300;
/** More calls for one request than this would be a flood, in the simulator too. */
const MOST_CALLS = 2000;

export const serviceGraph = defineEngine({
  id: "service-graph",
  term: "n-tier-architecture",
  title: "Service graph",
  kind: "process",
  summary:
    "A request needs tiers in a row and many leaves at once. See how rare slowness and rare failures add up, what a second copy " +
    "saves, and how retries in every layer multiply.",
  leavesOut:
    "Services do not queue, so that load makes nobody slower; calls fail and pause independently; answers travel back in no time; " +
    "copies that are not needed any more run to their end.",
  params,
  presets,
  defaultUntil: 10_000,
  until: runLengthMs,
  series: {
    response: { title: "Response time", unit: "ms", aggregation: "max", points: 300 },
    inside: { title: "Requests inside", unit: "count", aggregation: "mean", points: 300 },
    calls: { title: "Leaf calls", unit: "count", aggregation: "sum", points: 300 },
    failed: { title: "Failed requests", unit: "count", aggregation: "sum", points: 300 },
  },
  metrics: {
    slowRequests: {
      title: "Slow requests",
      help: "Share of those that ended and took as long as a slow call, or longer.",
      unit: "ratio",
      value: (state: State) => state.measuredSlow / state.measuredEnded,
    },
    availability: {
      title: "Requests answered",
      unit: "ratio",
      value: (state) => state.measuredGood / state.measuredEnded,
    },
    leafCalls: {
      title: "Leaf calls for each request",
      help: "Retries and second copies included.",
      unit: "count",
      value: (state) => state.calls[state.params.depth]! / state.started,
    },
    responseMs: {
      title: "Response time, mean",
      unit: "ms",
      value: (state) => state.responseMs / (state.good + state.failed),
    },
    responseP50: {
      title: "Response time, median",
      unit: "ms",
      value: (state) => quantile(state.response, 0.5),
    },
    responseP99: {
      title: "Response time, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.response, 0.99),
    },
    hedgedShare: {
      title: "Second copies for each call",
      unit: "ratio",
      value: (state) => {
        const first = state.calls[state.params.depth]! - state.hedges;
        return first === 0 ? 0 : state.hedges / first;
      },
    },
    wastedShare: {
      title: "Answers that nobody waited for",
      unit: "ratio",
      value: (state) => state.wasted / Math.max(1, state.answered),
    },
  },
  actions: {
    break: {
      title: "The leaves go down",
      help: "Every call to a leaf fails.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long.",
        default: 2000,
        min: 1,
        max: 600_000,
        unit: "ms",
      },
      run: (state: State, ctx: Context, lengthMs) => {
        state.down = true;
        state.downUntilMs = Math.max(state.downUntilMs, ctx.nowMs + lengthMs);
        ctx.schedule(lengthMs, "repair");
      },
    },
    burst: {
      title: "Many requests at once",
      help: "So many users ask in this instant.",
      argument: {
        kind: "number",
        label: "Requests",
        help: "How many.",
        default: 50,
        min: 1,
        max: 500,
        unit: "count",
        integer: true,
      },
      run: (_state, ctx, requests) => {
        for (let i = 0; i < requests; i++) ctx.schedule(0, "request", 1);
      },
    },
  },
  validate: (values: Params) =>
    mostCalls(values) > MOST_CALLS
      ? `fanOut × attempts^depth must be at most ${MOST_CALLS}: these are ${mostCalls(values)} calls for one request`
      : undefined,
  init: (values, ctx) => {
    const state = createState(values);
    scheduleRequest(state, ctx);
    ctx.schedule(runLengthMs(values) / TICKS, "tick");
    return state;
  },
  on: {
    request: ask,
    tier: tierDone,
    answer,
    hedge,
    repair: (state, ctx) => {
      if (ctx.nowMs >= state.downUntilMs) state.down = false;
    },
    tick: (state, ctx) => {
      const calls = state.calls[state.params.depth]!;
      ctx.observe("inside", state.requests.size);
      ctx.observe("calls", calls - state.tickCalls);
      ctx.observe("failed", state.failed - state.tickFailed);
      state.tickCalls = calls;
      state.tickFailed = state.failed;
      ctx.schedule(runLengthMs(state.params) / TICKS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    slowRequests: {
      formula: "1 − (1 − q)ⁿ; q² instead of q with a hedge",
      source: "J. Dean, L. A. Barroso, The tail at scale, CACM 56(2), 2013",
      tolerance: (values: Params) => theory.slowTolerance(values),
      value: (values: Params) => theory.slowRequests(values),
    },
    availability: {
      formula: "Aᵈ·P(k of n answer); a call tried r times fails with pʳ",
      source: "Series systems: R. Barlow, F. Proschan, Mathematical Theory of Reliability, 1965",
      tolerance: (values: Params) => theory.availabilityTolerance(values),
      value: (values: Params) => theory.availability(values),
    },
    leafCalls: {
      formula: "n·(1 + P(later than the hedge)); rᵈ when the leaves are down",
      source: "Retries multiply by layer: Site Reliability Engineering, 2016, chapter 22",
      tolerance: (values: Params) => theory.leafCallsTolerance(values),
      value: (values: Params) => theory.leafCalls(values),
    },
    responseMs: {
      formula: "d·own + m·(1/n + 1/(n − 1) + … + 1/(n − k + 1))",
      source: "Order statistics of exponential times: A. Rényi, 1953",
      tolerance: (values: Params) => theory.responseTolerance(values),
      value: (values: Params) => theory.responseMs(values),
    },
  },
  sweep: { param: "fanOut", from: 1, to: 100, steps: 8 },
});
