/** Availability: parts in series, copies in parallel, failures, repairs and failovers over years. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { mean } from "../kernel/histogram.ts";
import { fail, failAll, repair, scheduleCause, scheduleFailure, switched } from "./copies.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params, validate, YEAR_MS } from "./params.ts";
import { presets } from "./presets.ts";
import { countTolerance, expectedOutages, lengthTolerance, runLengthMs } from "./runLength.ts";
import { scene } from "./scene.ts";
import { type Context, createState, downMsUntil, type State } from "./state.ts";
import * as theory from "./theory.ts";

const TICKS = 400;
/** With fewer outages than these a run says little about their number. */
const FEW_OUTAGES = 30;
const SOURCE =
  "Birth and death chain with a common cause: K. Fleming, GA-A13284, 1975; parts in series multiply";

const partArgument: NumberParam = {
  kind: "number",
  label: "Part",
  help: "Which part, counted from 1.",
  default: 1,
  min: 1,
  max: 8,
  unit: "count",
  integer: true,
};

const partOf = (state: State, argument: number): number => Math.min(argument, state.params.stages) - 1;

export const availability = defineEngine({
  id: "availability",
  term: "availability",
  title: "Availability",
  kind: "process",
  summary:
    "A request needs several parts, and each part has copies that fail and are repaired. See what parts in series cost, what " +
    "copies in parallel give, and how a slow failover or a common cause eats it up.",
  leavesOut:
    "Copies are equal and fail at a constant rate, whatever their age and load; each has its own repairer; a part serves or it " +
    "does not; failures are noticed at once and failovers never go wrong.",
  params,
  presets,
  defaultUntil: 82 * YEAR_MS,
  until: runLengthMs,
  validate,
  series: {
    down: { title: "Time down, by span", unit: "ms", aggregation: "sum", points: 400 },
    outage: { title: "Longest outage, by span", unit: "ms", aggregation: "max", points: 400 },
    failed: { title: "Copies down", unit: "count", aggregation: "max", points: 400 },
  },
  metrics: {
    availability: {
      title: "Availability",
      unit: "ratio",
      value: (state: State, nowMs) => (nowMs > 0 ? 1 - downMsUntil(state, nowMs) / nowMs : NaN),
    },
    downtimePerYear: {
      title: "Downtime a year",
      unit: "ms",
      value: (state, nowMs) => (nowMs > 0 ? (downMsUntil(state, nowMs) / nowMs) * YEAR_MS : NaN),
    },
    outagesPerYear: {
      title: "Outages a year",
      unit: "count",
      value: (state, nowMs) => (nowMs > 0 ? (state.outages / nowMs) * YEAR_MS : NaN),
    },
    outageMs: {
      title: "Outage, mean",
      help: "Of those that are over; 0 while there was none.",
      unit: "ms",
      value: (state) => (state.outageLengths.count === 0 ? 0 : mean(state.outageLengths)),
    },
    failures: { title: "Failures of copies", unit: "count", value: (state) => state.failures },
    commonCauses: { title: "Failures of all copies at once", unit: "count", value: (state) => state.causes },
    failovers: { title: "Failovers", unit: "count", value: (state) => state.switches },
  },
  actions: {
    fail: {
      title: "A copy fails",
      help: "The first copy of a part that is up goes down, the serving one where only one serves.",
      argument: partArgument,
      run: (state: State, ctx: Context, argument) => {
        const { params: values, up, active } = state;
        const part = partOf(state, argument);
        const first = part * values.copies;
        const serving = values.standby === "active-passive" ? active[part]! : -1;
        const copy = serving >= 0 ? serving : up.subarray(first, first + values.copies).indexOf(1);
        if (copy >= 0) fail(state, ctx, first + copy);
      },
    },
    cause: {
      title: "A common cause",
      help: "All copies of a part go down at once.",
      argument: partArgument,
      run: (state, ctx, argument) => failAll(state, ctx, partOf(state, argument)),
    },
    repair: {
      title: "Repair everything",
      help: "Every copy is up again.",
      run: (state, ctx) => {
        for (let copy = 0; copy < state.up.length; copy++) repair(state, ctx, copy);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values, runLengthMs(values) / TICKS);
    for (let copy = 0; copy < state.up.length; copy++) scheduleFailure(state, ctx, copy);
    for (let part = 0; part < values.stages; part++) scheduleCause(state, ctx, part);
    ctx.schedule(state.tickMs, "tick");
    return state;
  },
  on: {
    fail,
    repair,
    cause: (state, ctx, part) => {
      failAll(state, ctx, part);
      scheduleCause(state, ctx, part);
    },
    switched,
    tick: (state, ctx) => {
      const down = downMsUntil(state, ctx.nowMs);
      ctx.observe("down", down - state.tickedDownMs);
      ctx.observe("failed", state.up.length - state.up.reduce((sum, one) => sum + one, 0));
      ctx.observe("outage", state.tickLongestMs);
      state.tickedDownMs = down;
      state.tickLongestMs = 0;
      state.lastChange = "";
      ctx.schedule(state.tickMs, "tick");
    },
  },
  scene,
  describe: (event, a, _b, state) => {
    const { copies } = state.params;
    const change = { "": "", out: ": an outage begins", back: ": the outage is over" }[state.lastChange];
    const name = `copy ${(a % copies) + 1} of part ${Math.floor(a / copies) + 1}`;
    if (event === "fail") return `${name} fails${change}`;
    if (event === "repair") return `${name} is repaired${change}`;
    if (event === "cause") return `a common cause takes all copies of part ${a + 1}${change}`;
    if (event === "switched") return `part ${a + 1}: the failover is over${change}`;
    return `${state.outages} outages so far`;
  },
  check: brokenInvariant,
  theory: {
    availability: {
      formula:
        "(Σᵢ₌ₖⁿ πᵢ − switches·T)ˢ; without a common cause πᵢ = C(n, i)·aⁱ·(1 − a)ⁿ⁻ⁱ, a = MTBF/(MTBF + MTTR)",
      source: SOURCE,
      value: (values: Params) => (theory.isSummable(values) ? theory.availability(values) : undefined),
      // The scatter is that of the time down; where hardly an outage is expected, all of it may be missing or be twice.
      tolerance: (values: Params) => {
        const few = Math.max(1, 8 / expectedOutages(values));
        return (
          (Math.min(few, lengthTolerance(values)) * (1 - theory.availability(values))) /
          theory.availability(values)
        );
      },
    },
    downtimePerYear: {
      formula: "(1 − availability) · a year",
      source: SOURCE,
      value: (values: Params) =>
        theory.isSummable(values) && expectedOutages(values) >= FEW_OUTAGES
          ? (1 - theory.availability(values)) * YEAR_MS
          : undefined,
      tolerance: lengthTolerance,
    },
    outagesPerYear: {
      formula: "s · (πₖ·k·λ + switches + common causes) · Aˢ⁻¹",
      source: SOURCE,
      value: (values: Params) =>
        theory.isSummable(values) && expectedOutages(values) >= FEW_OUTAGES
          ? theory.outageRate(values) * YEAR_MS
          : undefined,
      tolerance: countTolerance,
    },
  },
  sweep: { param: "copies", from: 1, to: 4, steps: 4 },
});
