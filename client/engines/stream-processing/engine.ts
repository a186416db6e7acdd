/** Stream processing: events arrive out of order and are counted by windows of the time when they happened. */
import { defineEngine } from "../kernel/engine.ts";
import { describe } from "./describe.ts";
import { brokenInvariant } from "./invariants.ts";
import { type Params, params, runLengthMs } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State } from "./state.ts";
import { arrive, clock, clockStepMs, happen, SLOWER, scheduleEvent } from "./stream.ts";
import * as theory from "./theory.ts";

const TICKS = 400;

const lengthArgument = {
  kind: "number",
  label: "For",
  help: "How long.",
  default: 10_000,
  min: 1,
  max: 600_000,
  unit: "ms",
} as const;

export const streamProcessing = defineEngine({
  id: "stream-processing",
  term: "stream-processing",
  title: "Stream processing",
  kind: "process",
  summary:
    "Events arrive late and out of order, and results are wanted by the time when they happened. See what a watermark waits for, " +
    "what lateness corrects, what is lost, and how batch and processing time compare.",
  leavesOut:
    "One source without partitions, so that an idle one cannot hold the watermark; the operator takes no time and never fails; " +
    "results are counts.",
  params,
  presets,
  defaultUntil: 120_000,
  until: runLengthMs,
  series: {
    delay: {
      title: "From window end to result",
      unit: "ms",
      aggregation: "mean",
      points: 400,
      theory: "resultDelayMs",
    },
    watermarkLag: { title: "Watermark behind the clock", unit: "ms", aggregation: "mean", points: 400 },
    open: { title: "Open windows", unit: "count", aggregation: "mean", points: 400 },
    late: { title: "Late entries", unit: "count", aggregation: "sum", points: 400 },
  },
  metrics: {
    resultDelayMs: {
      title: "From a window's end to its first result",
      unit: "ms",
      value: (state: State) => state.firstDelayMs / state.firstResults,
    },
    missingShare: {
      title: "Missing from the first result",
      help: "Share of the entries into windows that come after it.",
      unit: "ratio",
      value: ({ onTime, late, dropped }) => (late + dropped) / (onTime + late + dropped),
    },
    droppedShare: {
      title: "Never counted",
      help: "Too late for any correction.",
      unit: "ratio",
      value: ({ onTime, late, dropped }) => dropped / (onTime + late + dropped),
    },
    corrections: {
      title: "Corrections for each result",
      unit: "ratio",
      value: (state) => state.corrections / state.firstResults,
    },
    misplacedShare: {
      title: "Counted in a wrong window",
      help: "By tumbling windows of event time.",
      unit: "ratio",
      value: (state) => state.misplaced / state.arrived,
    },
    eventsPerWindow: {
      title: "Events in a window that is over",
      help: "Of windows that can be corrected no more.",
      unit: "count",
      value: ({ operator }) => operator.closedCount / operator.closedWindows,
    },
    openWindows: { title: "Open windows now", unit: "count", value: ({ operator }) => operator.open },
  },
  actions: {
    offline: {
      title: "The devices go offline",
      help: "What happens meanwhile is sent afterwards.",
      argument: lengthArgument,
      run: (state: State, ctx: Context, lengthMs) => {
        state.offlineUntilMs = Math.max(state.offlineUntilMs, ctx.nowMs + lengthMs);
      },
    },
    slow: {
      title: "Everything travels slowly",
      help: `For so long delays are ${SLOWER} times as long.`,
      argument: lengthArgument,
      run: (state, ctx, lengthMs) => {
        state.slowUntilMs = Math.max(state.slowUntilMs, ctx.nowMs + lengthMs);
      },
    },
    burst: {
      title: "Many events at once",
      help: "So many happen in this instant.",
      argument: {
        kind: "number",
        label: "Events",
        help: "How many.",
        default: 500,
        min: 1,
        max: 10_000,
        unit: "count",
        integer: true,
      },
      run: (_state, ctx, events) => {
        for (let i = 0; i < events; i++) ctx.schedule(0, "happen", 1);
      },
    },
  },
  init: (values, ctx) => {
    const state = createState(values);
    scheduleEvent(state, ctx);
    ctx.schedule(runLengthMs(values) / TICKS, "tick");
    if (values.time !== "event") ctx.schedule(clockStepMs(state), "clock");
    return state;
  },
  on: {
    happen,
    arrive,
    clock,
    tick: (state, ctx) => {
      const { operator } = state;
      const late = operator.late + operator.dropped;
      const lag = operator.watermarkMs === -Infinity ? 0 : ctx.nowMs - operator.watermarkMs;
      ctx.observe("watermarkLag", Math.max(0, lag));
      ctx.observe("open", operator.open);
      ctx.observe("late", late - state.tickLate);
      state.tickLate = late;
      ctx.schedule(runLengthMs(state.params) / TICKS, "tick");
    },
  },
  scene,
  describe,
  check: brokenInvariant,
  theory: {
    resultDelayMs: {
      formula: "B + ∫ e^(−λ∫₀^y F(u) du) dy ≈ B + √(πd / 2λ)",
      source: "Bounded out-of-orderness; the wait for the first event from beyond the bound",
      tolerance: (values: Params) => theory.resultDelayTolerance(values),
      value: (values: Params) => theory.resultDelayMs(values),
    },
    missingShare: {
      formula: "(1/S)∫ P(delay > B + lag + x) dx over the window",
      source: "Completeness against latency: T. Akidau et al., The dataflow model, VLDB 2015",
      tolerance: (values: Params) => theory.shareTolerance(values, theory.missingShare(values)),
      value: (values: Params) => theory.missingShare(values),
    },
    droppedShare: {
      formula: "(1/S)∫ P(delay > B + lag + lateness + x) dx over the window",
      source: "Completeness against latency: T. Akidau et al., The dataflow model, VLDB 2015",
      tolerance: (values: Params) => theory.shareTolerance(values, theory.droppedShare(values)),
      value: (values: Params) => theory.droppedShare(values),
    },
    misplacedShare: {
      formula: "(1/S)∫ P(delay > x) dx by processing time, 0 by event time",
      source: "An event moves on if it arrives after its window's end",
      tolerance: (values: Params) => theory.shareTolerance(values, theory.misplacedShare(values)),
      value: (values: Params) => theory.misplacedShare(values),
    },
    eventsPerWindow: {
      formula: "e^(λg) in a session",
      source: "Gaps of a Poisson user are exponential",
      tolerance: (values: Params) => theory.sessionTolerance(values),
      value: (values: Params) => theory.eventsPerSession(values),
    },
  },
  sweep: { param: "bound", from: 0, to: 10_000, steps: 9 },
});
