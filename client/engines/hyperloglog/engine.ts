/** HyperLogLog: many sketches count the same keys, and their error is held to the papers' over the whole range. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { GROWING, keysAfter, LOOK_EVERY, type Params, params, REPEATING } from "./params.ts";
import { presets } from "./presets.ts";
import { scene } from "./scene.ts";
import {
  addKeys,
  type Context,
  createState,
  ESTIMATORS,
  errors,
  estimateOf,
  mergeSite,
  repeatKeys,
  type State,
} from "./state.ts";
import { emptyShare, emptyTolerance, errorTolerance, expectedError } from "./theory.ts";

/** Old keys that one operation brings again. */
const REPEATED = 5;

function countParam(label: string, help: string): NumberParam {
  return { kind: "number", label, help, default: 1000, min: 1, max: 100_000, unit: "count", integer: true };
}

function grow(state: State, ctx: Context, operation: number): void {
  const more = keysAfter(state.params.keys, operation) - keysAfter(state.params.keys, operation - 1);
  // The first operation brings the first key.
  addKeys(state, operation === 1 ? Math.max(1, state.keys + more) : state.keys + more);
  if (operation % LOOK_EVERY === 0) look(state, ctx);
  if (operation < GROWING) ctx.schedule(1, "grow", operation + 1);
  else ctx.schedule(1, "repeat");
}

function look(state: State, ctx: Context): void {
  const place = state.looks++;
  state.historyKeys[place] = state.keys;
  for (const name of ESTIMATORS) state.history[name][place] = errors(state, name).rms;
  ctx.observe("rawError", state.history.raw[place]!);
  ctx.observe("flajoletError", state.history.flajolet[place]!);
  ctx.observe("ertlError", state.history.ertl[place]!);
  observe(state, ctx, state.history[state.params.estimator as keyof State["history"]][place]!);
}

function observe(state: State, ctx: Context, error: number): void {
  ctx.observe("error", error);
  ctx.observe("estimate", estimateOf(state.sketches[0]!, state.params.estimator));
}

function brokenInvariant(state: State): string | undefined {
  if (state.changedByRepeat > 0) return `${state.changedByRepeat} registers changed when old keys came again`;
  for (const { counts, size } of state.sketches) {
    let sum = 0;
    for (let value = 0; value < counts.length; value++) sum += counts[value]!;
    if (sum !== size) return `${sum} registers are counted, of ${size}`;
    if (size - counts[0]! > state.keys) return `${size - counts[0]!} registers are set by ${state.keys} keys`;
  }
  return undefined;
}

const rmsOf = (name: string) => (state: State) => errors(state, name).rms;

export const hyperloglog = defineEngine({
  id: "hyperloglog",
  term: "hyperloglog",
  title: "HyperLogLog",
  kind: "operations",
  summary:
    "Many sketches count the different keys of one stream. See how far their estimates scatter, and where each estimator is biased.",
  leavesOut:
    "The sparse form of HyperLogLog++ and its bias tables; registers take whole bytes; intersections, which have no such error bound.",
  params,
  presets,
  defaultUntil: GROWING + REPEATING,
  series: {
    error: {
      title: "Error of the chosen estimator",
      unit: "ratio",
      aggregation: "mean",
      points: 400,
      theory: "error",
    },
    rawError: { title: "Error, raw", unit: "ratio", aggregation: "mean", points: 400 },
    flajoletError: { title: "Error, 2007", unit: "ratio", aggregation: "mean", points: 400 },
    ertlError: { title: "Error, improved", unit: "ratio", aggregation: "mean", points: 400 },
    estimate: { title: "The first sketch says", unit: "count", aggregation: "last", points: 400 },
  },
  metrics: {
    error: {
      title: "Error",
      help: "Root mean square over the sketches of the relative error of the chosen estimator.",
      unit: "ratio",
      value: (state: State) => errors(state, state.params.estimator).rms,
    },
    bias: {
      title: "Bias",
      help: "Mean over the sketches of the relative error: what would remain however many sketches there were.",
      unit: "ratio",
      value: (state) => errors(state, state.params.estimator).bias,
    },
    rawError: { title: "Error, raw", unit: "ratio", value: rmsOf("raw") },
    flajoletError: { title: "Error, 2007", unit: "ratio", value: rmsOf("flajolet") },
    ertlError: { title: "Error, improved", unit: "ratio", value: rmsOf("ertl") },
    emptyRegisters: {
      title: "Empty registers",
      unit: "ratio",
      value: (state) =>
        state.sketches.reduce((sum, { counts, size }) => sum + counts[0]! / size, 0) / state.sketches.length,
    },
    keys: { title: "Different keys", unit: "count", value: (state) => state.keys },
    additions: { title: "Keys, repeats included", unit: "count", value: (state) => state.additions },
    bytes: { title: "Memory of one sketch", unit: "bytes", value: (state) => state.sketches[0]!.size },
  },
  actions: {
    addMore: {
      title: "Add new keys",
      help: "The memory stays as it is, and so does the relative error.",
      argument: countParam("Keys", "How many different ones come."),
      run: (state: State, _ctx: Context, count) => addKeys(state, state.keys + count),
    },
    repeat: {
      title: "Repeat old keys",
      help: "Keys that have come before change nothing.",
      argument: countParam("Keys", "How many come again."),
      run: (state, _ctx, count) => {
        if (state.keys > 0) repeatKeys(state, count);
      },
    },
    merge: {
      title: "Merge another site's sketches",
      help: "It has seen some of our keys and as many new ones: the maximum of each register is the sketch of the union.",
      argument: countParam("New keys", "How many only the other site has seen."),
      run: (state, _ctx, count) => mergeSite(state, count),
    },
  },
  init: (values, ctx) => {
    ctx.schedule(1, "grow", 1);
    return createState(values, ctx);
  },
  on: {
    grow,
    repeat: (state, ctx) => {
      repeatKeys(state, REPEATED);
      if (ctx.nowMs % LOOK_EVERY === 0) observe(state, ctx, errors(state, state.params.estimator).rms);
      ctx.schedule(1, "repeat");
    },
  },
  scene,
  describe: (event, _a, _b, state) => {
    const says = Math.round(estimateOf(state.sketches[0]!, state.params.estimator));
    if (event === "grow") return `${state.keys} different keys; the first sketch says ${says}`;
    return `${REPEATED} old keys again, and it still says ${says}`;
  },
  check: brokenInvariant,
  theory: {
    error: {
      formula: "1.04 / √m beyond 5m keys;  linear counting √(m(eᵗ − t − 1)) / n, t = n/m",
      source: "Flajolet et al., AofA 2007, theorem 1; Whang et al., ACM TODS 15(2), 1990",
      tolerance: errorTolerance,
      value: expectedError,
    },
    emptyRegisters: {
      formula: "(1 − 1/m)ⁿ",
      source: "Whang et al., ACM TODS 15(2), 1990",
      tolerance: emptyTolerance,
      value: (values: Params) => emptyShare(values),
    },
  },
  sweep: { param: "precision", from: 4, to: 11, steps: 8 },
});
