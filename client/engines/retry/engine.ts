/** Retries: clients call a service that fails for a while, and how they try again decides whether it comes back. */
import { defineEngine } from "../kernel/engine.ts";
import { call, callTogether, comeBack, goDown, pause, settle } from "./clients.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { OUTAGE_AT_MS, type Params, params } from "./params.ts";
import {
  callsPerRequest,
  failedShare,
  givenUpBackoffMs,
  normalLoad,
  normalLoadTolerance,
  outageLoad,
} from "./plan.ts";
import { presets } from "./presets.ts";
import { runLengthMs } from "./runLength.ts";
import { scene } from "./scene.ts";
import { backlogMs, type Context, createState, type State } from "./state.ts";

const TICK_MS = 200;

const RENEWAL = "Renewal reward theorem: S. Ross, Introduction to Probability Models, ch. 7";

export const retry = defineEngine({
  id: "retry",
  term: "retry",
  title: "Retry",
  kind: "process",
  summary:
    "Clients call a service that is down for a while. See how many calls each way of retrying makes of one request, and " +
    "whether the service comes back when the fault has gone.",
  leavesOut:
    "The service has one queue and equal work for every call, and is either up or down. Clients have one request at a " +
    "time, one layer retries, and nobody reads Retry-After or has a circuit breaker.",
  params,
  presets,
  defaultUntil: 100_000,
  until: runLengthMs,
  series: {
    load: { title: "Calls", unit: "1/s", aggregation: "mean", points: 600 },
    answered: { title: "Answered in time", unit: "1/s", aggregation: "mean", points: 600 },
    retrying: { title: "Clients retrying", unit: "count", aggregation: "last", points: 600 },
    backlog: { title: "Wait in the service's queue", unit: "ms", aggregation: "last", points: 600 },
  },
  metrics: {
    normalLoad: {
      title: "Calls before the outage",
      unit: "1/s",
      value: (state: State, nowMs) => {
        const spanMs = state.outageFromMs < 0 ? nowMs : state.outageFromMs;
        return spanMs > 0 ? (1000 * state.normalCalls) / spanMs : NaN;
      },
    },
    outageLoad: {
      title: "Calls in the outage",
      help: "In the first outage; where it is long enough, counted from when a client has been through one cycle.",
      unit: "1/s",
      value: (state, nowMs) => {
        const toMs = state.outageToMs < 0 ? nowMs : state.outageToMs;
        const spanMs = toMs - state.outageFromMs - state.outageWarmUpMs;
        return state.outageFromMs >= 0 && spanMs > 0 ? (1000 * state.outageCalls) / spanMs : NaN;
      },
    },
    peakLoad: { title: "Most calls in any second", unit: "count", value: (state) => state.peak },
    peakAfter: {
      title: "Most calls in any second after the outage",
      unit: "count",
      value: (state) => (state.endedMs < 0 ? NaN : state.peakAfter),
    },
    timeToRecover: {
      title: "Time to recover, so far",
      help: "From the end of the outage until no more than 5 % of the clients beyond the usual number are retrying.",
      unit: "ms",
      value: (state, nowMs) => {
        if (state.endedMs < 0) return NaN;
        return (state.recoveredMs < 0 ? nowMs : state.recoveredMs) - state.endedMs;
      },
    },
    callsPerRequest: {
      title: "Calls per request",
      unit: "ratio",
      value: (state) => (state.firstCalls === 0 ? NaN : state.calls / state.firstCalls),
    },
    failedShare: {
      title: "Requests that failed",
      help: "After all their attempts, or because the budget allowed no more.",
      unit: "ratio",
      value: (state) => (state.requests === 0 ? NaN : state.requestsFailed / state.requests),
    },
    wastedShare: {
      title: "Answers that nobody waited for",
      help: "Share of the calls the service took whose client had timed out and left.",
      unit: "ratio",
      value: (state) => (state.taken === 0 ? NaN : state.wasted / state.taken),
    },
    backoffGivenUp: {
      title: "Waited in vain",
      help: "Mean time between attempts of a request that used them all and failed.",
      unit: "ms",
      value: (state) => (state.usedUp === 0 ? NaN : state.usedUpWaitMs / state.usedUp),
    },
  },
  actions: {
    outage: {
      title: "Outage now",
      help: "The service goes down: calls in hand are lost, new ones are refused.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long it is down.",
        default: 10_000,
        min: 1,
        max: 3_600_000,
        unit: "ms",
      },
      run: (state: State, ctx: Context, lengthMs) => goDown(state, ctx, lengthMs),
    },
    everybody: {
      title: "Everybody calls now",
      help: "All idle clients make a request in the same instant: a full hour, a push message, a deployment.",
      run: (state, ctx) => callTogether(state, ctx),
    },
    capacity: {
      title: "Change the capacity",
      help: "The service gets this share of its capacity from now on.",
      argument: {
        kind: "number",
        label: "Capacity",
        help: "In per cent of the parameter.",
        default: 50,
        min: 1,
        max: 1000,
        unit: "%",
      },
      run: (state, _ctx, percent) => {
        // Calls in the queue are answered when they would have been, for that moment is settled: new ones feel it.
        state.capacity = (state.params.capacity * percent) / 100;
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    for (let client = 0; client < values.clients; client++) pause(state, ctx, client);
    if (values.outage > 0) ctx.schedule(OUTAGE_AT_MS, "outage", values.outage);
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    call,
    settle,
    outage: goDown,
    recovery: (state, ctx) => comeBack(state, ctx.nowMs),
    tick: (state, ctx) => {
      state.lastCalls = state.calls - state.tickCalls;
      state.lastAnswered = state.answered - state.tickAnswered;
      state.tickCalls = state.calls;
      state.tickAnswered = state.answered;
      const over = !state.down && state.endedMs >= 0 && state.recoveredMs < 0;
      if (over && state.retrying <= state.retryingAtRest) state.recoveredMs = ctx.nowMs;
      ctx.observe("load", (1000 * state.lastCalls) / TICK_MS);
      ctx.observe("answered", (1000 * state.lastAnswered) / TICK_MS);
      ctx.observe("retrying", state.retrying);
      ctx.observe("backlog", backlogMs(state, ctx.nowMs));
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    normalLoad: {
      formula: "n·E[calls] / (pause + E[calls]·E[call] + E[waits])",
      source: RENEWAL,
      tolerance: (values: Params) =>
        normalLoadTolerance(values, values.outage > 0 ? OUTAGE_AT_MS : runLengthMs(values)),
      value: (values: Params) => normalLoad(values),
    },
    outageLoad: {
      formula: "n·k / (pause + k·t + Σ E[dᵢ]), i < k;  for ever at once: n / (d + t)",
      source: RENEWAL,
      tolerance: 0.1,
      value: (values: Params) => outageLoad(values),
    },
    callsPerRequest: {
      formula: "(1 − pᵏ) / (1 − p)",
      source: "Sum of a geometric series, each attempt failing independently",
      tolerance: 0.03,
      value: (values: Params) => callsPerRequest(values),
    },
    failedShare: {
      formula: "pᵏ",
      source: "Independent failures",
      tolerance: 0.35,
      value: (values: Params) => failedShare(values),
    },
    backoffGivenUp: {
      formula:
        "Σ E[dᵢ], i < k:  dᵢ = min(cap, base·2^(i−1)), half of it with full jitter, ¾ with equal jitter",
      source: "M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015",
      tolerance: 0.05,
      value: (values: Params) => givenUpBackoffMs(values),
    },
  },
  sweep: { param: "maxAttempts", from: 1, to: 5, steps: 5 },
});
