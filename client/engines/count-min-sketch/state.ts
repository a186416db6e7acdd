/** State of the count-min engine: two sketches, a list of heavy hitters and the exact counts, all fed with the same stream. */
import type { EngineContext } from "../kernel/engine.ts";
import { mix32 } from "../kernel/random.ts";
import { Zipf } from "../kernel/zipf.ts";
import type { Params } from "./params.ts";
import { CountMinSketch } from "./primitives/countMinSketch.ts";
import { SpaceSaving } from "./primitives/spaceSaving.ts";

export type Context = EngineContext<"plainError" | "conservativeError" | "leastCounter", "item">;

/** Keys of a flood lie beyond the ordinary ones. */
export const FLOOD_KEYS = 10_000;
/** Keys at most over which errors are averaged. */
const SAMPLE = 2000;

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly plain: CountMinSketch;
  readonly conservative: CountMinSketch;
  readonly summary: SpaceSaving<number>;
  /** By key. */
  readonly exact: Uint32Array;
  readonly salt: number;
  items: number;
  lastKey: number;
  /** The key that lost its counter in the list, or −1. */
  lastEvicted: number;
  /** A flood under way: items left, and the next key. */
  floodLeft: number;
  floodNext: number;
  /** A burst under way: items left of one key. */
  burstLeft: number;
}

export function createState(values: Params, ctx: Context): State {
  const { width, depth } = values;
  return {
    params: values,
    zipf: new Zipf(values.keys, values.exponent),
    plain: new CountMinSketch({ width, depth }),
    conservative: new CountMinSketch({ width, depth, isConservative: true }),
    summary: new SpaceSaving(values.slots),
    exact: new Uint32Array(values.keys + FLOOD_KEYS),
    salt: Math.floor(ctx.random("hash") * 0x100000000),
    items: 0,
    lastKey: -1,
    lastEvicted: -1,
    floodLeft: 0,
    floodNext: values.keys,
    burstLeft: 0,
  };
}

/** The two hashes of a key: another seed of the run is another pair of hash functions. */
export function firstHash(state: State, key: number): number {
  return mix32(mix32(key + 1) ^ state.salt);
}

export function secondHash(state: State, key: number): number {
  return mix32(mix32(key ^ 0x5bd1e995) + state.salt);
}

export function count(state: State, key: number): void {
  const first = firstHash(state, key);
  const second = secondHash(state, key);
  state.plain.addHash(first, second);
  state.conservative.addHash(first, second);
  state.lastEvicted = state.summary.add(key) ?? -1;
  state.exact[key]!++;
  state.items++;
  state.lastKey = key;
}

export function estimate(state: State, sketch: CountMinSketch, key: number): number {
  return sketch.estimateHash(firstHash(state, key), secondHash(state, key));
}

/** Mean over a sample of all keys, whether they came or not, of what `measure` says about each. */
export function meanOverKeys(state: State, atMost: number, measure: (key: number) => number): number {
  const { keys } = state.params;
  const asked = Math.min(keys, atMost, SAMPLE);
  let sum = 0;
  for (let i = 0; i < asked; i++) sum += measure(Math.floor((i * keys) / asked));
  return sum / asked;
}

/** How much too high a sketch counts on average, as a share of the stream. */
export function meanError(state: State, sketch: CountMinSketch, atMost = SAMPLE): number {
  if (state.items === 0) return NaN;
  return meanOverKeys(state, atMost, (key) => estimate(state, sketch, key) - state.exact[key]!) / state.items;
}

/** The same for single counters instead of the least of each key's. */
export function meanCounterError(state: State): number {
  if (state.items === 0) return NaN;
  const { plain } = state;
  const mean = meanOverKeys(state, SAMPLE, (key) => {
    const first = firstHash(state, key);
    const second = secondHash(state, key);
    let sum = 0;
    for (let row = 0; row < plain.depth; row++) sum += plain.counter(row, plain.column(first, second, row));
    return sum / plain.depth - state.exact[key]!;
  });
  return mean / state.items;
}

/** `k17`, or `x17` for a key of a flood. */
export function keyName({ params }: State, key: number): string {
  return key < params.keys ? `k${key}` : `x${key - params.keys}`;
}

/** The keys that came most often, those first. */
export function trueTop(state: State, atMost: number): number[] {
  const top: number[] = [];
  state.exact.forEach((times, key) => {
    if (times === 0 || (top.length === atMost && times <= state.exact[top.at(-1)!]!)) return;
    let place = top.length;
    while (place > 0 && state.exact[top[place - 1]!]! < times) place--;
    top.splice(place, 0, key);
    if (top.length > atMost) top.pop();
  });
  return top;
}

/** Share of the ten most frequent keys that are among the list's first ten. Equal counts may stand for each other. */
export function recall(state: State): number {
  const top = trueTop(state, 10);
  if (top.length === 0) return NaN;
  const least = state.exact[top.at(-1)!]!;
  const found = state.summary.top(top.length).filter(({ key }) => state.exact[key]! >= least);
  return found.length / top.length;
}
