/** State of the HyperLogLog engine: many sketches of the same keys, and how wrong each estimator was as they grew. */
import type { EngineContext } from "../kernel/engine.ts";
import { mix32 } from "../kernel/random.ts";
import { GROWING, LOOK_EVERY, type Params } from "./params.ts";
import { ertlEstimate, flajoletEstimate, rawEstimate } from "./primitives/cardinality.ts";
import { HyperLogLog } from "./primitives/hyperLogLog.ts";

export type Context = EngineContext<
  "error" | "rawError" | "flajoletError" | "ertlError" | "estimate",
  "grow" | "repeat"
>;

export const ESTIMATORS = ["raw", "flajolet", "ertl"] as const;
export type EstimatorName = (typeof ESTIMATORS)[number];

const estimators = { raw: rawEstimate, flajolet: flajoletEstimate, ertl: ertlEstimate };
const LOOKS = GROWING / LOOK_EVERY;
/** Keys at most, however many are added by hand. */
const MAX_KEYS = 2_000_000;

export interface State {
  readonly params: Params;
  readonly sketches: HyperLogLog[];
  /** Two numbers a sketch, which make its hash another than the others'. */
  readonly salts: Uint32Array;
  /** Keys 0 up to here have come at least once. */
  keys: number;
  /** How often any key came. */
  additions: number;
  /** Registers that a key which had come before changed: there must be none. */
  changedByRepeat: number;
  /** By look: keys, and for each estimator the root mean square of the relative error. */
  readonly historyKeys: Float64Array;
  readonly history: Readonly<Record<EstimatorName, Float64Array>>;
  looks: number;
}

export function createState(values: Params, ctx: Context): State {
  const { sketches, precision } = values;
  return {
    params: values,
    sketches: Array.from({ length: sketches }, () => new HyperLogLog(precision)),
    salts: Uint32Array.from({ length: 2 * sketches }, () => Math.floor(ctx.random("hash") * 0x100000000)),
    keys: 0,
    additions: 0,
    changedByRepeat: 0,
    historyKeys: new Float64Array(LOOKS),
    history: {
      raw: new Float64Array(LOOKS),
      flajolet: new Float64Array(LOOKS),
      ertl: new Float64Array(LOOKS),
    },
    looks: 0,
  };
}

/** Returns how many sketches it changed. */
function addTo(sketches: readonly HyperLogLog[], salts: Uint32Array, key: number): number {
  const mixed = mix32(key + 1);
  let changed = 0;
  for (let i = 0; i < sketches.length; i++) {
    if (sketches[i]!.addHash(mix32(mixed ^ salts[2 * i]!), mix32(mixed + salts[2 * i + 1]!))) changed++;
  }
  return changed;
}

/** New keys until there are `end` of them. */
export function addKeys(state: State, end: number): void {
  const last = Math.min(end, MAX_KEYS);
  for (; state.keys < last; state.keys++) {
    addTo(state.sketches, state.salts, state.keys);
    state.additions++;
  }
}

/** Keys that have come before, spread over all of them. Counts registers that changed, which must not be. */
export function repeatKeys(state: State, count: number): void {
  for (let i = 0; i < count; i++) {
    state.changedByRepeat += addTo(state.sketches, state.salts, Math.floor((state.keys * i) / count));
    state.additions++;
  }
}

/** Another place has seen the latest half of our keys and as many new ones; its sketches are merged into ours. */
export function mergeSite(state: State, fresh: number): void {
  const { params } = state;
  const others = Array.from({ length: params.sketches }, () => new HyperLogLog(params.precision));
  const end = Math.min(MAX_KEYS, state.keys + fresh);
  for (let key = Math.max(Math.floor(state.keys / 2), state.keys - fresh); key < end; key++)
    addTo(others, state.salts, key);
  state.additions += fresh;
  state.keys = end;
  state.sketches.forEach((sketch, i) => {
    sketch.merge(others[i]!);
  });
}

export function estimateOf(sketch: HyperLogLog, estimator: string): number {
  return estimators[estimator as EstimatorName](sketch.counts, sketch.size);
}

/** Over the sketches: root mean square of the relative error, and its mean, which is the bias. NaN without keys. */
export function errors(state: State, estimator: string): { rms: number; bias: number } {
  let [sum, squares] = [0, 0];
  for (const sketch of state.sketches) {
    const error = estimateOf(sketch, estimator) / state.keys - 1;
    sum += error;
    squares += error * error;
  }
  if (state.keys === 0) return { rms: NaN, bias: NaN };
  return { rms: Math.sqrt(squares / state.sketches.length), bias: sum / state.sketches.length };
}
