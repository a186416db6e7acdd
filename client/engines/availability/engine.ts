/** Availability: units that fail and are repaired, in series, in parallel, k of n, or with a failover between them. */
import { defineEngine } from "../kernel/engine.ts";
import { params, unitsOf } from "./params.ts";
import * as plan from "./plan.ts";
import { presets } from "./presets.ts";
import { ninesOfUnavailability } from "./primitives/nines.ts";
import { scene } from "./scene.ts";
import {
  type Context,
  createState,
  type State,
  systemDownMs,
  unitsDownMs,
  unitsUp,
  worksNow,
} from "./state.ts";
import { fail, repair, repairAll, scheduleFailure, scheduleShock, shock, switchOver } from "./units.ts";

/** Points that a run's series have. */
const TICKS = 300;
const BARLOW = "R. Barlow, F. Proschan, Statistical Theory of Reliability, 1975";

/** In words what is broken, or undefined. */
function brokenInvariant(state: State): string | undefined {
  const { up, repairing, waiting, params: values, outages, endedOutages, systemUp } = state;
  const down = unitsOf(values) - unitsUp(state);
  if (down !== repairing + waiting.length)
    return `${down} units are down, ${repairing} in repair and ${waiting.length} wait`;
  if (repairing > values.crews) return `${repairing} repairs by ${values.crews} crews`;
  if (waiting.length > 0 && repairing < values.crews) return "a unit waits although a crew is free";
  if (systemUp !== worksNow(state))
    return `the system is ${systemUp ? "up" : "down"}, and its units say otherwise`;
  if (outages - endedOutages !== (systemUp ? 0 : 1)) return "an outage has begun or ended twice";
  return up.every((value) => value === 1) && !systemUp && values.structure !== "standby"
    ? "every unit is up and the system is down"
    : undefined;
}

export const availability = defineEngine({
  id: "availability",
  term: "availability-in-numbers",
  title: "Availability",
  kind: "process",
  summary:
    "Units fail and are repaired. See how structure makes a system better or worse than its units, what a failover costs, " +
    "and how one common cause undoes redundancy.",
  leavesOut:
    "Units are alike; times to failure and repair are exponential; a failover always succeeds; there is no load that the " +
    "remaining units could break under, and no planned maintenance.",
  params,
  presets,
  defaultUntil: 8_847_360_000_000,
  until: plan.runLengthMs,
  series: {
    availability: { title: "Availability so far", unit: "ratio", aggregation: "last", points: 400 },
    units: { title: "Units up", unit: "count", aggregation: "mean", points: 400 },
    outage: { title: "Hours of an outage", unit: "", aggregation: "max", points: 400 },
  },
  metrics: {
    unavailability: {
      title: "Share of the time down",
      unit: "ratio",
      value: (state: State, nowMs) => systemDownMs(state, nowMs) / nowMs,
    },
    unitUnavailability: {
      title: "Share of the time that a unit is down",
      unit: "ratio",
      value: (state, nowMs) => unitsDownMs(state, nowMs) / nowMs / unitsOf(state.params),
    },
    nines: {
      title: "Nines",
      help: "3 for 99.9 %; 9 and more stand for no outage yet.",
      unit: "",
      value: (state, nowMs) => Math.min(9, ninesOfUnavailability(systemDownMs(state, nowMs) / nowMs)),
    },
    outageMs: {
      title: "An outage takes",
      unit: "ms",
      value: (state) => state.endedMs / state.endedOutages,
    },
    outages: { title: "Outages", unit: "count", value: (state) => state.outages },
    failures: { title: "Failures of units", unit: "count", value: (state) => state.unitFailures },
    failovers: { title: "Failovers", unit: "count", value: (state) => state.failovers },
  },
  actions: {
    fail: {
      title: "Break a unit",
      help: "It fails now and is repaired like any other.",
      argument: {
        kind: "number",
        label: "Which",
        help: "Its number, from 1; beyond the last it is the last.",
        default: 1,
        min: 1,
        max: 16,
        unit: "count",
        integer: true,
      },
      run: (state: State, ctx: Context, which) => fail(state, ctx, Math.min(which, state.up.length) - 1),
    },
    shock: {
      title: "Break all units",
      help: "A common cause: the power, the network, the release.",
      run: (state, ctx) => shock(state, ctx),
    },
    repairAll: {
      title: "Repair everything",
      help: "All units are up again.",
      run: (state, ctx) => repairAll(state, ctx),
    },
  },
  init: (values, ctx) => {
    const state = createState(values, plan.runLengthMs(values) / TICKS);
    for (let unit = 0; unit < state.up.length; unit++) scheduleFailure(state, ctx, unit);
    scheduleShock(state, ctx);
    ctx.schedule(state.tickMs, "tick");
    return state;
  },
  on: {
    fail,
    repair,
    shock: (state, ctx) => {
      shock(state, ctx);
      scheduleShock(state, ctx);
    },
    switch: switchOver,
    tick: (state, ctx) => {
      state.lastText = `${unitsUp(state)} of ${unitsOf(state.params)} units are up`;
      ctx.observe("availability", 1 - systemDownMs(state, ctx.nowMs) / ctx.nowMs);
      ctx.observe("units", unitsUp(state));
      ctx.schedule(state.tickMs, "tick");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: brokenInvariant,
  theory: {
    unavailability: {
      formula:
        "series 1 − aⁿ;  parallel (1 − a)ⁿ;  k of n Σ C(n, i)·aⁱ·(1 − a)ⁿ⁻ⁱ, i < k;  standby + λ·failover",
      source: `${BARLOW}; crews and common causes: the Markov chain over units that are up`,
      tolerance: plan.outageTolerance,
      value: plan.unavailability,
    },
    outageMs: {
      formula: "share of the time down / outages a second",
      source: BARLOW,
      tolerance: plan.outageTolerance,
      value: plan.outageMs,
    },
    unitUnavailability: {
      formula: "1 − MTBF / (MTBF + MTTR)",
      source: "Alternating renewal process: D. R. Cox, Renewal Theory, 1962",
      tolerance: plan.unitTolerance,
      value: plan.unitUnavailability,
    },
  },
  sweep: { param: "mttr", from: 8640, to: 259_200, steps: 10 },
});
