/** Load balancer: requests come to one place, which chooses a server for each. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { INCIDENT_AT_MS, type Params, params, runLengthMs, warmUpMs } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { arrive, checkHealth, count, done, fail, scheduleArrival } from "./serve.ts";
import { type Context, createState, inHand, type State, type Totals, totals } from "./state.ts";
import * as theory from "./theory.ts";

const TICKS = 500;
/** How much slower a server becomes by the action. */
const SLOWER = 10;

const serverArgument = {
  kind: "number",
  label: "Server",
  help: "Its number, from 1; beyond the last one it is counted from the first again.",
  default: 1,
  min: 1,
  max: 100,
  unit: "count",
  integer: true,
} as const;

const serverOf = (state: State, argument: number): number => (argument - 1) % state.params.servers;

function since(state: State, nowMs: number, measure: (from: Totals, to: Totals) => number): number {
  return state.from === undefined ? NaN : measure(state.from, totals(state, nowMs));
}

export const loadBalancer = defineEngine({
  id: "load-balancer",
  term: "load-balancer",
  title: "Load balancer",
  kind: "process",
  summary:
    "Requests come to a balancer, which chooses a server for each. See what a policy must know to keep lines short, what a " +
    "slow server does to one that knows nothing, and how long a dead one is sent requests.",
  leavesOut:
    "One balancer with exact counts; servers work on one request at a time and do not time out; failed requests are not " +
    "tried again; opening a connection costs nothing; caches are neither warm nor cold.",
  params,
  presets,
  defaultUntil: 60_000,
  until: runLengthMs,
  series: {
    response: {
      title: "Response time",
      unit: "ms",
      aggregation: "mean",
      points: 500,
      theory: "responseMs",
    },
    waiting: { title: "Requests inside", unit: "count", aggregation: "mean", points: 500 },
    longest: { title: "At the busiest server", unit: "count", aggregation: "max", points: 500 },
    errors: { title: "Failed requests", unit: "count", aggregation: "sum", points: 500 },
  },
  metrics: {
    responseMs: {
      title: "Response time, mean",
      unit: "ms",
      value: (state: State, nowMs) =>
        since(state, nowMs, (from, to) => (to.responseMs - from.responseMs) / (to.finished - from.finished)),
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
    utilisation: {
      title: "Utilisation",
      help: "Share of all servers' time that is spent on requests.",
      unit: "ratio",
      value: (state, nowMs) =>
        since(
          state,
          nowMs,
          (from, to) => (to.busyMs - from.busyMs) / (to.atMs - from.atMs) / state.params.servers,
        ),
    },
    inside: {
      title: "Requests inside, mean",
      unit: "count",
      value: (state, nowMs) =>
        since(state, nowMs, (from, to) => (to.insideMs - from.insideMs) / (to.atMs - from.atMs)),
    },
    busiestOverMean: {
      title: "Requests of the busiest server over the mean",
      unit: "ratio",
      value: (state) => {
        const total = state.sent.reduce((sum, one) => sum + one, 0);
        return (Math.max(...state.sent) * state.params.servers) / total;
      },
    },
    failedRequests: {
      title: "Failed requests",
      help: "Refused by a failed server, lost with it, or without any server that is up.",
      unit: "count",
      value: (state) => state.errors,
    },
  },
  actions: {
    fail: {
      title: "A server fails",
      help: "It refuses every request at once, and what it has in hand is lost.",
      argument: serverArgument,
      run: (state: State, ctx: Context, server) => fail(state, ctx, serverOf(state, server)),
    },
    repair: {
      title: "A server is repaired",
      help: "It works again, and gets requests once the health checks have seen it.",
      argument: serverArgument,
      run: (state, _ctx, server) => {
        state.failed[serverOf(state, server)] = 0;
      },
    },
    slow: {
      title: "A server becomes slow",
      help: `What it begins from now on takes ${SLOWER} times as long; a second time makes it quick again.`,
      argument: serverArgument,
      run: (state, _ctx, argument) => {
        const server = serverOf(state, argument);
        const slow = state.speed[server]! <= 1 / SLOWER;
        state.speed[server] = slow ? 1 : 1 / SLOWER;
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleArrival(state, ctx);
    ctx.schedule(warmUpMs(values), "mark");
    ctx.schedule(values.checkInterval, "check");
    ctx.schedule(runLengthMs(values) / TICKS, "tick");
    if (values.incident > 0) {
      ctx.schedule(INCIDENT_AT_MS, "incident");
      ctx.schedule(INCIDENT_AT_MS + values.incident, "recovery");
    }
    return state;
  },
  on: {
    arrival: arrive,
    done,
    check: (state, ctx) => {
      checkHealth(state);
      ctx.schedule(state.params.checkInterval, "check");
    },
    incident: (state, ctx) => fail(state, ctx, 0),
    recovery: (state) => {
      state.failed[0] = 0;
    },
    mark: (state, ctx) => {
      state.from = totals(state, ctx.nowMs);
    },
    tick: (state, ctx) => {
      count(state, ctx.nowMs);
      let longest = 0;
      for (let server = 0; server < state.lines.length; server++)
        longest = Math.max(longest, inHand(state, server));
      ctx.observe("waiting", state.requests.size);
      ctx.observe("longest", longest);
      ctx.observe("errors", state.errors - state.tickErrors);
      state.tickErrors = state.errors;
      ctx.schedule(runLengthMs(state.params) / TICKS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    responseMs: {
      formula: "random: s / (1 − ρ); round robin: s / (1 − σ); better of two: s·Σ ρ^(2^i − 2)",
      source:
        "M/M/1 by thinning; GI/M/1: L. Kleinrock, Queueing Systems I, 1975; M. Mitzenmacher, IEEE TPDS 12(10), 2001",
      tolerance: (values: Params) => theory.responseTolerance(values),
      value: (values: Params) => theory.responseMs(values),
    },
    utilisation: {
      formula: "λ·s / n",
      source: "Little's law: J. Little, Operations Research 9(3), 1961",
      tolerance: (values: Params) => theory.utilisationTolerance(values),
      value: (values: Params) => theory.utilisation(values),
    },
    busiestOverMean: {
      formula: "1 for round robin; n·max share of the ring, over the users' probabilities",
      source: "Each user's requests go where the ring says",
      tolerance: (values: Params) => theory.busiestTolerance(values),
      value: (values: Params) => theory.busiestOverMean(values),
    },
    failedRequests: {
      formula: "λ₁·(third failed check − failure) + requests in hand",
      source: "Health checks: HAProxy configuration manual, inter, fall and rise",
      tolerance: (values: Params) => theory.lostTolerance(values),
      value: (values: Params) => theory.lostRequests(values),
    },
  },
  sweep: { param: "arrivalRate", from: 20, to: 130, steps: 8 },
});
