/** Bulkhead: requests to several dependencies, one of which becomes slow, with and without compartments. */
import { defineEngine } from "../kernel/engine.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { INCIDENT_AT_MS, type Params, params, runLengthMs, WARM_UP_MS } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { arrive, beginIncident, computed, count, done, endIncident, mark, scheduleArrival } from "./serve.ts";
import { busy, type Context, createState, type State, type Totals, totals } from "./state.ts";
import * as theory from "./theory.ts";

const TICK_MS = 1000;
const IN_INCIDENT = "In the first incident, once the pools have settled.";
const LOSS =
  "Erlang's B formula and its product form: J. S. Kaufman, IEEE Transactions on Communications 29(10), 1981";

type Measure = (from: Totals, to: Totals) => number;

function normally(state: State, nowMs: number, measure: Measure): number {
  const { normalFrom, normalTo } = state;
  return normalFrom === undefined ? NaN : measure(normalFrom, normalTo ?? totals(state, nowMs));
}

function inIncident(state: State, nowMs: number, measure: Measure): number {
  const { incidentFrom, incidentTo } = state;
  return incidentFrom === undefined ? NaN : measure(incidentFrom, incidentTo ?? totals(state, nowMs));
}

/** What changed for dependencies from `first` to before `end`. */
function grown(of: "arrivals" | "refused" | "started" | "waitMs", first: number, end = Infinity): Measure {
  return (from, to) => {
    let sum = 0;
    for (let i = first; i < Math.min(end, to[of].length); i++) sum += to[of][i]! - from[of][i]!;
    return sum;
  };
}

const ratio =
  (above: Measure, below: Measure): Measure =>
  (from, to) =>
    above(from, to) / below(from, to);

export const bulkhead = defineEngine({
  id: "bulkhead",
  term: "bulkhead",
  title: "Bulkhead",
  kind: "process",
  summary:
    "A service calls several dependencies, and one becomes slow. See how it takes the others along through what they share, and " +
    "what compartments save and cost.",
  leavesOut:
    "No timeouts and no retries; refused requests are gone; workers have a processor each, and an event loop has one for all; " +
    "the dependencies share nothing among themselves.",
  params,
  presets,
  defaultUntil: 70_000,
  until: runLengthMs,
  series: {
    busy: { title: "Busy workers", unit: "count", aggregation: "mean", points: 600 },
    others: { title: "Others let in", unit: "ratio", aggregation: "mean", points: 600 },
    slow: { title: "Requests for A let in", unit: "ratio", aggregation: "mean", points: 600 },
    wait: { title: "Wait of the others", unit: "ms", aggregation: "mean", points: 600 },
  },
  metrics: {
    normalLoss: {
      title: "Refused, before the incident",
      unit: "ratio",
      value: (state: State, nowMs) =>
        normally(state, nowMs, ratio(grown("refused", 0), grown("arrivals", 0))),
    },
    othersLoss: {
      title: "Refused though their dependency is well",
      help: IN_INCIDENT,
      unit: "ratio",
      value: (state, nowMs) => inIncident(state, nowMs, ratio(grown("refused", 1), grown("arrivals", 1))),
    },
    slowLoss: {
      title: "Refused requests for A, in the incident",
      help: IN_INCIDENT,
      unit: "ratio",
      value: (state, nowMs) =>
        inIncident(state, nowMs, ratio(grown("refused", 0, 1), grown("arrivals", 0, 1))),
    },
    othersWaitMs: {
      title: "Wait of the others, in the incident",
      help: `${IN_INCIDENT} Mean time until a worker or the loop takes a request up.`,
      unit: "ms",
      value: (state, nowMs) => inIncident(state, nowMs, ratio(grown("waitMs", 1), grown("started", 1))),
    },
    normalBusy: {
      title: "Busy workers, before the incident",
      unit: "count",
      value: (state, nowMs) =>
        normally(state, nowMs, (from, to) => (to.busyMs - from.busyMs) / (to.atMs - from.atMs)),
    },
    refused: {
      title: "Requests refused",
      unit: "count",
      value: (state) => state.refused.reduce((sum, one) => sum + one, 0),
    },
  },
  actions: {
    trouble: {
      title: "A gets into trouble",
      help: "New requests for it take more, in the way that the parameters say.",
      argument: {
        kind: "number",
        label: "For",
        help: "How long.",
        default: 10_000,
        min: 1,
        max: 600_000,
        unit: "ms",
      },
      run: (state: State, ctx: Context, lengthMs) => beginIncident(state, ctx, lengthMs),
    },
    recover: {
      title: "A recovers",
      help: "New requests are as quick as ever; those under way keep their workers.",
      run: (state, ctx) => {
        state.incidentUntilMs = ctx.nowMs;
        endIncident(state, ctx.nowMs);
      },
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
    computed,
    incident: beginIncident,
    recovery: (state, ctx) => endIncident(state, ctx.nowMs),
    mark: (state, ctx) => mark(state, ctx.nowMs),
    tick: (state, ctx) => {
      count(state, ctx.nowMs);
      const from = state.tick;
      const to = totals(state, ctx.nowMs);
      const letIn = (first: number, end?: number) => {
        const came = grown("arrivals", first, end)(from, to);
        return came === 0 ? 1 : 1 - grown("refused", first, end)(from, to) / came;
      };
      const started = grown("started", 1)(from, to);
      const waitMs = started === 0 ? 0 : grown("waitMs", 1)(from, to) / started;
      state.last = {
        arrivals: to.arrivals.map((value, i) => value - from.arrivals[i]!),
        refused: to.refused.map((value, i) => value - from.refused[i]!),
        waitMs,
      };
      state.tick = to;
      ctx.observe("busy", busy(state));
      ctx.observe("others", letIn(1));
      ctx.observe("slow", letIn(0, 1));
      ctx.observe("wait", waitMs);
      ctx.schedule(TICK_MS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    normalLoss: {
      formula: "B(c, a) of each pool; all at one pool or at a limit",
      source: LOSS,
      tolerance: (values: Params) =>
        theory.lossTolerance(theory.normalLoss(values), values, false, values.dependencies),
      value: (values: Params) => theory.normalLoss(values),
    },
    othersLoss: {
      formula: "B(c, a) of their own pools; the common pool is full with A's calls",
      source: LOSS,
      tolerance: (values: Params) =>
        theory.lossTolerance(theory.othersLoss(values), values, true, values.dependencies - 1),
      value: (values: Params) => theory.othersLoss(values),
    },
    slowLoss: {
      formula: "B(c, k·a), A's calls taking k times as long",
      source: LOSS,
      tolerance: (values: Params) => theory.lossTolerance(theory.slowLoss(values), values, true, 1),
      value: (values: Params) => theory.slowLoss(values),
    },
    othersWaitMs: {
      formula: "M/M/c/K of their own pools; λE[S²] / 2(1 − ρ) on the loop",
      source: "A. K. Erlang, 1917; F. Pollaczek, 1930; A. Khinchine, 1932",
      tolerance: (values: Params) => theory.waitTolerance(values),
      value: (values: Params) => theory.othersWaitMs(values),
    },
  },
  sweep: { param: "slowFactor", from: 1, to: 30, steps: 8 },
});
