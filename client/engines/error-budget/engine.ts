/** Error budgets: requests fail, budgets burn, and alerts decide whom to wake and when. */
import { defineEngine } from "../kernel/engine.ts";
import { brokenInvariant } from "./invariants.ts";
import { beginIncident, endIncident, passMinute } from "./minute.ts";
import { HOUR_MS, INCIDENT_AT_MS, MINUTE_MS, type Params, params } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { allowedErrors, type Context, createState, type State } from "./state.ts";

const WORKBOOK = "The Site Reliability Workbook, 2018, chapter 5, Alerting on SLOs";

export const errorBudget = defineEngine({
  id: "error-budget",
  term: "error-budget",
  title: "Error budget",
  kind: "process",
  summary:
    "A service with an objective for 30 days fails now and then. See how fast its error budget burns, when each way of " +
    "alerting wakes somebody, what has been spent by then, and how often it was for nothing.",
  leavesOut:
    "Traffic is even over the day; errors are independent within a minute; rules are judged once a minute; an incident " +
    "is mended after a given time, whether somebody was woken or not.",
  params,
  presets,
  defaultUntil: 518_400_000,
  until: plan.runLengthMs,
  series: {
    errors: { title: "Share that fails", unit: "ratio", aggregation: "max", points: 800 },
    burnHour: { title: "Burn rate over an hour", unit: "", aggregation: "max", points: 800 },
    burnDays: { title: "Burn rate over three days", unit: "", aggregation: "mean", points: 600 },
    budget: { title: "Budget left", unit: "ratio", aggregation: "last", points: 600 },
  },
  metrics: {
    timeToDetect: {
      title: "Time to detect, so far",
      help: "From the first incident's beginning until somebody is paged.",
      unit: "ms",
      value: (state: State, nowMs) => {
        if (state.detectedMs >= 0) return state.detectedMs;
        return state.incidentFromMs < 0 ? 0 : nowMs - state.incidentFromMs;
      },
    },
    spentAtDetection: {
      title: "Budget spent by then",
      unit: "ratio",
      value: (state) => {
        if (state.spentAtDetection >= 0) return state.spentAtDetection;
        return state.incidentFromMs < 0 ? 0 : (state.bad - state.badBefore) / allowedErrors(state);
      },
    },
    timeToReset: {
      title: "Pages go on after the incident, so far",
      unit: "ms",
      value: (state, nowMs) => {
        if (state.resetAfterMs >= 0) return state.resetAfterMs;
        return state.detectedMs < 0 || state.incidentToMs < 0 ? 0 : nowMs - state.incidentToMs;
      },
    },
    spent: {
      title: "Budget spent",
      unit: "ratio",
      value: (state) => state.bad / allowedErrors(state),
    },
    pages: { title: "Pages", unit: "count", value: (state) => state.pages },
    falsePages: { title: "Pages without an incident", unit: "count", value: (state) => state.falsePages },
    tickets: { title: "Tickets", unit: "count", value: (state) => state.tickets },
    availability: {
      title: "Requests that succeeded",
      unit: "ratio",
      value: (state) => (state.total === 0 ? NaN : 1 - state.bad / state.total),
    },
  },
  actions: {
    deploy: {
      title: "A bad deployment",
      help: "From now on this share of requests fails, for an hour.",
      argument: {
        kind: "number",
        label: "Share",
        help: "Of requests that fail.",
        default: 0.05,
        min: 0,
        max: 1,
        unit: "ratio",
      },
      run: (state: State, ctx: Context, share) => beginIncident(state, ctx, share, HOUR_MS),
    },
    mend: {
      title: "Mend it",
      help: "Whatever is going on ends now.",
      run: (state, ctx) => {
        state.incidents = Math.min(1, state.incidents);
        endIncident(state, ctx.nowMs, state.mended);
        state.mended++;
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(MINUTE_MS, "minute");
    if (values.errorShare > 0) ctx.schedule(INCIDENT_AT_MS, "begin", values.errorShare, values.duration);
    return createState(values);
  },
  on: {
    minute: passMinute,
    begin: beginIncident,
    end: (state, ctx, mended) => endIncident(state, ctx.nowMs, mended),
  },
  scene,
  describe: (event, share, _b, state) => {
    if (event === "begin") return `${(100 * share).toFixed(2)} % of the requests begin to fail`;
    if (event === "end")
      return state.incidents > 0 ? "one incident ends, another goes on" : "no incident goes on";
    const firing = state.firing.some((one) => one === 1) ? ", an alert stands" : "";
    return `a minute: ${(100 * state.lastShare).toFixed(2)} % failed${firing}`;
  },
  check: brokenInvariant,
  theory: {
    timeToDetect: {
      formula: "W · (θ(1 − SLO) − e₀) / (e − e₀), the soonest rule, in whole minutes",
      source: WORKBOOK,
      tolerance: plan.detectionTolerance,
      value: (values: Params) => plan.timeToDetectMs(values),
    },
    spentAtDetection: {
      formula: "burn rate · time to detect / 30 days",
      source: WORKBOOK,
      tolerance: plan.detectionTolerance,
      value: (values: Params) => plan.spentAtDetection(values),
    },
    timeToReset: {
      formula: "w · (e − θ(1 − SLO)) / (e − e₀), w the short window, the slowest rule",
      source: WORKBOOK,
      tolerance: plan.resetTolerance,
      value: (values: Params) => plan.timeToResetMs(values),
    },
    spent: {
      formula: "Σ share · time / ((1 − SLO) · 30 days)",
      source: "Site Reliability Engineering, 2016, chapter 3, Embracing Risk",
      tolerance: plan.spentTolerance,
      value: (values: Params) => plan.spentAtEnd(values),
    },
  },
  sweep: { param: "errorShare", from: 0.018, to: 0.2, steps: 8 },
});
