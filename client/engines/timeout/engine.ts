/** Timeouts: a bounded pool of workers calls one dependency, of which a part hangs. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { INCIDENT_AT_MS, type Params, params, WARM_UP_MS } from "./params.ts";
import * as plan from "./plan.ts";
import {
  arrive,
  beginIncident,
  countLeaving,
  done,
  endIncident,
  mark,
  restart,
  scheduleArrival,
} from "./pool.ts";
import { presets } from "./presets.ts";
import { runLengthMs } from "./runLength.ts";
import { scene } from "./scene.ts";
import { type Context, createState, failedRequests, type State, type Totals, totals } from "./state.ts";

const TICK_MS = 1000;
const LITTLE = "Little's law: J. Little, Operations Research 9(3), 1961";
const RESPONSE_HELP =
  "Until the answer, the error or the user's leaving; requests refused at once are left out.";
const IN_INCIDENT = "In the first incident, once the pool has settled.";

/** What changed in a span that may still be going on, by `measure`; NaN before it begins. */
function over(
  from: Totals | undefined,
  to: Totals | undefined,
  state: State,
  nowMs: number,
  measure: (from: Totals, to: Totals) => number,
): number {
  return from === undefined ? NaN : measure(from, to ?? totals(state, nowMs));
}

/** Of normal operation: from the warm-up until the first incident. */
function normally(state: State, nowMs: number, measure: (from: Totals, to: Totals) => number): number {
  return over(state.spans.normalFrom, state.spans.normalTo, state, nowMs, measure);
}

function inIncident(state: State, nowMs: number, measure: (from: Totals, to: Totals) => number): number {
  return over(state.spans.incidentFrom, state.spans.incidentTo, state, nowMs, measure);
}

const meanBusy = (from: Totals, to: Totals): number => (to.busyMs - from.busyMs) / (to.atMs - from.atMs);
const goodput = (from: Totals, to: Totals): number => (1000 * (to.good - from.good)) / (to.atMs - from.atMs);

export const timeout = defineEngine({
  id: "timeout",
  term: "timeout",
  title: "Timeout",
  kind: "process",
  summary:
    "A pool of workers calls one dependency, and a part of it hangs. See how the calls that hang hold the workers, what " +
    "a timeout gives back, and what is done for users who have left.",
  leavesOut:
    "One call a request and no retries; a call given up costs the dependency nothing more; connecting and reading share " +
    "one limit; workers do nothing but wait.",
  params,
  presets,
  defaultUntil: 80_000,
  until: runLengthMs,
  series: {
    busy: { title: "Busy workers", unit: "count", aggregation: "mean", points: 600 },
    queue: { title: "Waiting for a worker", unit: "count", aggregation: "last", points: 600 },
    goodput: { title: "Answered in time", unit: "1/s", aggregation: "mean", points: 600 },
    response: { title: "Response time", unit: "ms", aggregation: "max", points: 600 },
  },
  metrics: {
    busyWorkers: {
      title: "Busy workers, before the incident",
      unit: "count",
      value: (state: State, nowMs) => normally(state, nowMs, meanBusy),
    },
    waitedShare: {
      title: "Requests that waited, before the incident",
      unit: "ratio",
      value: (state, nowMs) =>
        normally(state, nowMs, (from, to) => (to.waited - from.waited) / (to.started - from.started)),
    },
    waitMs: {
      title: "Wait for a worker, before the incident",
      unit: "ms",
      value: (state, nowMs) =>
        normally(state, nowMs, (from, to) => (to.waitMs - from.waitMs) / (to.started - from.started)),
    },
    incidentBusyWorkers: {
      title: "Busy workers, in the incident",
      help: IN_INCIDENT,
      unit: "count",
      value: (state, nowMs) => inIncident(state, nowMs, meanBusy),
    },
    incidentHoldMs: {
      title: "A call holds its worker, in the incident",
      help: `${IN_INCIDENT} Calls count when they end; while none does, it is the time measured.`,
      unit: "ms",
      value: (state, nowMs) =>
        inIncident(state, nowMs, (from, to) =>
          // A pool in which nothing ends has held its workers for the whole span.
          to.finished > from.finished
            ? (to.heldMs - from.heldMs) / (to.finished - from.finished)
            : to.atMs - from.atMs,
        ),
    },
    incidentGoodput: {
      title: "Answered in time, in the incident",
      help: IN_INCIDENT,
      unit: "1/s",
      value: (state, nowMs) => inIncident(state, nowMs, goodput),
    },
    timeToRecover: {
      title: "Time to recover, so far",
      help: "From the end of the incident until no worker is in a call that hangs and nobody waits for one.",
      unit: "ms",
      value: (state, nowMs) => {
        if (state.endedMs < 0) return NaN;
        return (state.recoveredMs < 0 ? nowMs : state.recoveredMs) - state.endedMs;
      },
    },
    failedShare: {
      title: "Requests without an answer in time",
      unit: "ratio",
      value: (state) => {
        const failed = failedRequests(state);
        return failed + state.good === 0 ? NaN : failed / (failed + state.good);
      },
    },
    wastedShare: {
      title: "Calls for users who had left",
      help: "Share of the calls whose answer came after the user's patience.",
      unit: "ratio",
      value: (state) => (state.finished === 0 ? NaN : state.late / state.finished),
    },
    responseP50: {
      title: "Response time, median",
      help: RESPONSE_HELP,
      unit: "ms",
      value: (state) => quantile(state.response, 0.5),
    },
    responseP99: {
      title: "Response time, 99th percentile",
      help: RESPONSE_HELP,
      unit: "ms",
      value: (state) => quantile(state.response, 0.99),
    },
  },
  actions: {
    hang: {
      title: "The dependency hangs now",
      help: "From now on a share of the calls hang.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long new calls are at risk.",
        default: 10_000,
        min: 1,
        max: 3_600_000,
        unit: "ms",
      },
      run: (state: State, ctx: Context, lengthMs) => beginIncident(state, ctx, lengthMs),
    },
    recover: {
      title: "The dependency recovers",
      help: "New calls are answered. Nobody tells those that hang.",
      run: (state, ctx) => {
        state.incidentUntilMs = ctx.nowMs;
        endIncident(state, ctx.nowMs);
      },
    },
    restart: {
      title: "Restart the callers",
      help: "What people do then: every worker is free again, and all requests in hand and in the queue are lost.",
      run: (state, ctx) => restart(state, ctx),
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleArrival(state, ctx);
    ctx.schedule(WARM_UP_MS, "mark");
    if (values.incident > 0) ctx.schedule(INCIDENT_AT_MS, "incident", values.incident);
    ctx.schedule(TICK_MS, "tick");
    return state;
  },
  on: {
    arrival: arrive,
    done,
    incident: beginIncident,
    recovery: (state, ctx) => endIncident(state, ctx.nowMs),
    mark: (state, ctx) => mark(state, ctx.nowMs),
    tick: (state, ctx) => {
      countLeaving(state, ctx);
      const failed = failedRequests(state);
      state.lastArrivals = state.arrivals - state.tickArrivals;
      state.lastGood = state.good - state.tickGood;
      state.lastFailed = failed - state.tickFailed;
      state.tickArrivals = state.arrivals;
      state.tickGood = state.good;
      state.tickFailed = failed;
      const over = !state.incident && state.endedMs >= 0 && state.recoveredMs < 0;
      if (over && state.hanging === 0 && state.queue.length === 0) state.recoveredMs = ctx.nowMs;
      ctx.observe("busy", state.busy);
      ctx.observe("queue", state.queue.length);
      ctx.observe("goodput", (1000 * state.lastGood) / TICK_MS);
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    busyWorkers: {
      formula: "λ·E[min(S, T)] = λ·m·(1 − e^(−T/m))",
      source: LITTLE,
      tolerance: (values: Params) => plan.busyTolerance(values, runLengthMs(values), false),
      value: (values: Params) => plan.busyWorkers(values),
    },
    waitedShare: {
      formula: "C(c, a), a = λ·m",
      source: "Erlang's C formula: A. K. Erlang, 1917",
      tolerance: (values: Params) => plan.waitTolerance(values, runLengthMs(values)),
      value: (values: Params) => plan.waitedShare(values),
    },
    waitMs: {
      formula: "C(c, a) · m / (c − a)",
      source: "M/M/c: A. K. Erlang, 1917",
      tolerance: (values: Params) => plan.waitTolerance(values, runLengthMs(values)),
      value: (values: Params) => plan.waitMs(values),
    },
    incidentBusyWorkers: {
      formula: "min(c, λ·((1 − p)·m·(1 − e^(−T/m)) + p·min(s, T)))",
      source: LITTLE,
      tolerance: (values: Params) => plan.busyTolerance(values, runLengthMs(values), true),
      value: (values: Params) => plan.incidentBusyWorkers(values),
    },
    incidentHoldMs: {
      formula: "E[min(S, T)] = (1 − p)·m·(1 − e^(−T/m)) + p·min(s, T)",
      source: "The mean of an exponential time cut off at T, and of a constant one",
      tolerance: (values: Params) => plan.busyTolerance(values, runLengthMs(values), true),
      value: (values: Params) => plan.incidentHoldMs(values),
    },
    incidentGoodput: {
      formula: "λ·(1 − p)·(1 − e^(−T/m)), while the pool copes",
      source: "Thinning of a Poisson process",
      tolerance: (values: Params) => plan.goodputTolerance(values),
      value: (values: Params) => plan.incidentGoodput(values),
    },
  },
  sweep: { param: "timeout", from: 100, to: 3000, steps: 12 },
});
