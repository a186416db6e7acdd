/** CQRS: a write side and a read model that follows it, with users who look for what they have just written. */
import { defineEngine } from "../kernel/engine.ts";
import { quantile } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import {
  onDeliver,
  onGiveUp,
  onProjected,
  onRead,
  onShadow,
  onWrite,
  rebuild,
  startNext,
} from "./readSide.ts";
import { scene } from "./scene.ts";
import { behind, type Context, createState, type State } from "./state.ts";
import * as theory from "./theory.ts";

const MM1 = "M/M/1 queue: L. Kleinrock, Queueing Systems I, 1975";

export const cqrs = defineEngine({
  id: "cqrs",
  term: "cqrs",
  title: "CQRS",
  kind: "process",
  summary:
    "Writes go to one model, reads to another that follows it through a log. See how far behind it is, how many users miss " +
    "what they have just saved, what waiting or asking the write side costs, and two ways to rebuild a read model.",
  leavesOut:
    "One read model with one worker; the write side answers at once and never refuses; the log keeps its order and loses " +
    "nothing; a rebuild beside the old model has a machine of its own.",
  params,
  presets,
  defaultUntil: theory.RUN_MS,
  series: {
    lag: { title: "From commit to visible", unit: "ms", aggregation: "mean", points: 400, theory: "lagMs" },
    behind: { title: "Events behind", unit: "count", aggregation: "max", points: 400 },
    queue: { title: "Waiting for the projection", unit: "count", aggregation: "mean", points: 400 },
  },
  metrics: {
    lagMs: {
      title: "From commit to visible, mean",
      unit: "ms",
      value: (state: State) => (state.shown === 0 ? NaN : state.lagMs / state.shown),
    },
    lagP99Ms: {
      title: "From commit to visible, 99th percentile",
      unit: "ms",
      value: (state) => quantile(state.lags, 0.99),
    },
    earlyShare: {
      title: "Users who came too early",
      help: "Their write was not in the read model yet.",
      unit: "ratio",
      value: (state) => (state.reads === 0 ? NaN : state.early / state.reads),
    },
    staleShare: {
      title: "Users who saw old data",
      unit: "ratio",
      value: (state) => (state.reads === 0 ? NaN : state.stale / state.reads),
    },
    waitMs: {
      title: "Wait for the version, mean of all reads",
      unit: "ms",
      value: (state) => (state.reads === 0 ? NaN : state.waitMs / state.reads),
    },
    writeSideShare: {
      title: "Reads that the write side answers",
      unit: "ratio",
      value: (state) => (state.reads === 0 ? NaN : state.writeSideReads / state.reads),
    },
    behind: { title: "Events behind, now", unit: "count", value: behind },
    rebuildMs: { title: "Rebuilding took", unit: "ms", value: (state) => state.rebuildMs },
  },
  actions: {
    rebuild: {
      title: "Rebuild the read model",
      help: "From the whole log, in its place or beside it.",
      run: (state: State, ctx: Context) => rebuild(state, ctx),
    },
    down: {
      title: "The read side goes down",
      help: "It applies nothing; what it has is still shown.",
      run: (state) => {
        state.projectionDown = true;
      },
    },
    up: {
      title: "The read side comes back",
      help: "It goes on where it was, behind by all that was written meanwhile.",
      run: (state, ctx) => {
        state.projectionDown = false;
        startNext(state, ctx);
      },
    },
  },
  init: (values, ctx) => {
    ctx.schedule(exponential(ctx.random("write"), 1000 / values.writes), "write");
    if (values.rebuildAt > 0) ctx.schedule(values.rebuildAt, "rebuild");
    return createState(values);
  },
  on: {
    write: onWrite,
    deliver: onDeliver,
    projected: onProjected,
    read: onRead,
    giveUp: onGiveUp,
    rebuild,
    shadow: onShadow,
  },
  scene,
  describe: (_event, _a, _b, state) => state.lastText,
  check: (state) => {
    const { readModel, sums, delivered, waiters, waiting } = state;
    const { position, model } = readModel;
    if (position > delivered) return "the read model has an event that has not come to it";
    if (model.count !== position || model.sum !== sums[position])
      return `at event ${position} the read model is ${model.sum}, the log adds up to ${sums[position]}`;
    if (waiters.size !== waiting.size)
      return `${waiters.size} wait for a version, ${waiting.size} are counted`;
    if (state.stale + state.writeSideReads > state.early) return "more old answers than users who came early";
    // The latest to wait wants the highest version, so that looking at it alone would not do.
    for (const reader of waiting.keys())
      if (reader <= position) return `the user of event ${reader} waits for what is there`;
    return undefined;
  },
  theory: {
    lagMs: {
      formula: "d + 1/(μ − λ)",
      source: MM1,
      tolerance: (values: Params) => theory.queueTolerance(values),
      value: (values: Params) => theory.meanLagMs(values),
    },
    lagP99Ms: {
      formula: "d + ln 100/(μ − λ)",
      source: MM1,
      // Tails scatter more than means, and the histogram's classes are some per cent wide.
      tolerance: (values: Params) => 0.05 + 1.5 * theory.queueTolerance(values),
      value: (values: Params) => theory.lagP99Ms(values),
    },
    earlyShare: {
      formula: "1 − e^(−d/r)·θ/(θ + 1/r), θ = μ − λ",
      source: "Laplace transform of the M/M/1 time in system",
      tolerance: (values: Params) => theory.queueTolerance(values),
      value: (values: Params) => theory.earlyShare(values),
    },
    waitMs: {
      formula: "E[L] − r(1 − E[e^(−L/r)])",
      source: "Laplace transform of the M/M/1 time in system",
      tolerance: (values: Params) => 1.5 * theory.queueTolerance(values),
      value: (values: Params) => theory.meanWaitMs(values),
    },
  },
  sweep: { param: "writes", from: 5, to: 75, steps: 8 },
});
