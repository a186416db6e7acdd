/** Queueing: jobs come at random, wait for a server, are served and go. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import * as scatter from "./scatter.ts";
import { scene } from "./scene.ts";
import { arrive, count, done, enter, restart, SLOWER, scheduleArrival } from "./serve.ts";
import { type Context, createState, type State, type Totals, totals } from "./state.ts";
import * as theory from "./theory.ts";

const ERLANG =
  "M/M/c/K as a birth and death process: A. K. Erlang, 1917; L. Kleinrock, Queueing Systems I, 1975";
const TICKS = 600;

/** What changed since measuring began; NaN before. */
function since(state: State, nowMs: number, measure: (from: Totals, to: Totals) => number): number {
  return state.from === undefined ? NaN : measure(state.from, totals(state, nowMs));
}

const finished = (from: Totals, to: Totals): number => to.finished - from.finished;
const meanResponse = (from: Totals, to: Totals): number =>
  (to.responseMs - from.responseMs) / finished(from, to);
const meanInside = (from: Totals, to: Totals): number =>
  (to.insideMs - from.insideMs) / (to.atMs - from.atMs);
const admitted = (from: Totals, to: Totals): number =>
  to.arrivals - from.arrivals - (to.refused - from.refused);

export const queueing = defineEngine({
  id: "queueing",
  term: "queueing",
  title: "Queueing",
  kind: "process",
  summary:
    "Jobs come at random and wait for a server. See how the wait grows with utilisation and with how much jobs differ, what " +
    "more servers before one line give, and whom each order of service helps.",
  leavesOut:
    "Arrivals are Poisson and nobody leaves the line by himself; taking a job costs nothing; servers are all equal; a job in " +
    "service is not interrupted but by processor sharing.",
  params,
  presets,
  defaultUntil: 1_200_000,
  until: scatter.runLengthMs,
  series: {
    inSystem: { title: "Jobs inside", unit: "count", aggregation: "mean", points: 600, theory: "inSystem" },
    response: { title: "Response time", unit: "ms", aggregation: "mean", points: 600, theory: "responseMs" },
    busy: { title: "Busy servers", unit: "count", aggregation: "mean", points: 600 },
  },
  metrics: {
    utilisation: {
      title: "Utilisation",
      help: "Share of the servers' time that is spent on jobs.",
      unit: "ratio",
      value: (state: State, nowMs) =>
        since(
          state,
          nowMs,
          (from, to) => (to.busyMs - from.busyMs) / (to.atMs - from.atMs) / state.params.servers,
        ),
    },
    throughput: {
      title: "Throughput",
      unit: "1/s",
      value: (state, nowMs) =>
        since(state, nowMs, (from, to) => (1000 * finished(from, to)) / (to.atMs - from.atMs)),
    },
    responseMs: {
      title: "Response time, mean",
      help: "From arrival to the end of service.",
      unit: "ms",
      value: (state, nowMs) => since(state, nowMs, meanResponse),
    },
    waitMs: {
      title: "Wait, mean",
      help: "Response time less the job's own service; under processor sharing what the others' shares cost.",
      unit: "ms",
      value: (state, nowMs) =>
        since(state, nowMs, (from, to) => (to.waitMs - from.waitMs) / finished(from, to)),
    },
    waitedShare: {
      title: "Jobs that found all servers busy",
      unit: "ratio",
      value: (state, nowMs) =>
        since(state, nowMs, (from, to) => (to.waited - from.waited) / admitted(from, to)),
    },
    lossShare: {
      title: "Jobs turned away",
      unit: "ratio",
      value: (state, nowMs) =>
        since(state, nowMs, (from, to) => (to.refused - from.refused) / (to.arrivals - from.arrivals)),
    },
    inSystem: {
      title: "Jobs inside, mean",
      unit: "count",
      value: (state, nowMs) => since(state, nowMs, meanInside),
    },
    littleRatio: {
      title: "Rate × response time / jobs inside",
      help: "Little's law makes it 1 for everything that is measured from end to end.",
      unit: "ratio",
      value: (state, nowMs) =>
        since(
          state,
          nowMs,
          (from, to) =>
            (finished(from, to) * meanResponse(from, to)) / (to.atMs - from.atMs) / meanInside(from, to),
        ),
    },
    urgentWaitMs: {
      title: "Wait of urgent jobs, mean",
      help: "They are marked under every discipline; only the one with priorities looks at it.",
      unit: "ms",
      value: (state, nowMs) =>
        since(
          state,
          nowMs,
          (from, to) => (to.urgentWaitMs - from.urgentWaitMs) / (to.urgentFinished - from.urgentFinished),
        ),
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
  },
  actions: {
    burst: {
      title: "Many jobs at once",
      help: "So many jobs come in this instant.",
      argument: {
        kind: "number",
        label: "Jobs",
        help: "How many.",
        default: 50,
        min: 1,
        max: 10_000,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, jobs) => {
        for (let i = 0; i < jobs; i++) enter(state, ctx);
      },
    },
    slow: {
      title: "Jobs become heavy",
      help: `For so long, jobs that come take ${SLOWER} times their usual time.`,
      argument: {
        kind: "number",
        label: "For",
        help: "How long.",
        default: 10_000,
        min: 1,
        max: 3_600_000,
        unit: "ms",
      },
      run: (state, ctx, lengthMs) => {
        state.slowUntilMs = Math.max(state.slowUntilMs, ctx.nowMs + lengthMs);
      },
    },
    restart: {
      title: "Restart the servers",
      help: "All jobs inside are lost and every server is free.",
      run: (state, ctx) => restart(state, ctx),
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleArrival(state, ctx);
    ctx.schedule(scatter.warmUpMs(values), "mark");
    ctx.schedule(scatter.runLengthMs(values) / TICKS, "tick");
    return state;
  },
  on: {
    arrival: arrive,
    done,
    mark: (state, ctx) => {
      state.from = totals(state, ctx.nowMs);
    },
    tick: (state, ctx) => {
      count(state, ctx.nowMs);
      ctx.observe("inSystem", state.jobs.size);
      ctx.observe("busy", state.busy);
      ctx.schedule(scatter.runLengthMs(state.params) / TICKS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    utilisation: {
      formula: "λ(1 − loss)·s / c",
      source: ERLANG,
      tolerance: (values: Params) => scatter.utilisationTolerance(values),
      value: (values: Params) => theory.utilisation(values),
    },
    responseMs: {
      formula: "s + wait; s / (1 − ρ) for M/M/1 and for M/G/1 with processor sharing",
      source: "L. Kleinrock, Queueing Systems I and II, 1975 and 1976",
      tolerance: (values: Params) => scatter.responseTolerance(values),
      value: (values: Params) => theory.responseMs(values),
    },
    waitMs: {
      formula: "C(c, a)·s / (c − a); λE[S²] / 2(1 − ρ) for M/G/1",
      source: "A. K. Erlang, 1917; F. Pollaczek, 1930; A. Khinchine, 1932; shortest first: T. Phipps, 1956",
      tolerance: (values: Params) => scatter.waitTolerance(values),
      value: (values: Params) => theory.waitMs(values),
    },
    waitedShare: {
      formula: "C(c, a); ρ for one server",
      source: ERLANG,
      tolerance: (values: Params) => scatter.waitedTolerance(values),
      value: (values: Params) => theory.waitedShare(values),
    },
    lossShare: {
      formula: "P(c + K) of M/M/c/K; B(c, a) without waiting places",
      source: ERLANG,
      tolerance: (values: Params) => scatter.lossTolerance(values),
      value: (values: Params) => theory.lossShare(values),
    },
    inSystem: {
      formula: "λ(1 − loss)·response",
      source: "Little's law: J. Little, Operations Research 9(3), 1961",
      tolerance: (values: Params) => scatter.insideTolerance(values),
      value: (values: Params) => theory.inSystem(values),
    },
    littleRatio: {
      formula: "L = λ·W",
      source: "J. Little, Operations Research 9(3), 1961",
      tolerance: (values: Params) => scatter.littleTolerance(values),
      value: (values: Params) => (theory.inSystem(values) === undefined ? undefined : 1),
    },
    urgentWaitMs: {
      formula: "λE[S²] / 2(1 − σ₁) with priority",
      source: "A. Cobham, Operations Research 2(1), 1954",
      tolerance: (values: Params) =>
        scatter.waitTolerance(values) + 2.5 / Math.sqrt(9600 * values.urgentShare),
      value: (values: Params) => theory.urgentWaitMs(values),
    },
    responseP50: {
      formula: "ln 2·s / (1 − ρ)",
      source: "M/M/1, first in first out: response times are exponential",
      tolerance: (values: Params) => scatter.percentileTolerance(values, 0.5),
      value: (values: Params) => theory.responseQuantileMs(values, 0.5),
    },
    responseP99: {
      formula: "ln 100·s / (1 − ρ)",
      source: "M/M/1, first in first out: response times are exponential",
      tolerance: (values: Params) => scatter.percentileTolerance(values, 0.99),
      value: (values: Params) => theory.responseQuantileMs(values, 0.99),
    },
  },
  sweep: { param: "arrivalRate", from: 1, to: 9, steps: 9 },
});
