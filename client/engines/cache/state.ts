/** State of the cache engine. */
import type { EngineContext } from "../kernel/engine.ts";
import { Zipf } from "../kernel/zipf.ts";
import type { Params } from "./params.ts";
import { policyOf } from "./policies.ts";
import type { BoundedCache } from "./primitives/boundedCache.ts";
import { bestHitRatio } from "./theory.ts";

export type Context = EngineContext<"hitRatio" | "entries" | "evictions", "access">;

/** Popularity classes of the scene: the hottest 1 % of the keys, the next 9 %, the rest, and keys that never return. */
export const CLASSES = ["top 1 %", "next 9 %", "the rest", "asked once"] as const;

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  /** A value is the number of the access that brought it in. */
  readonly cache: BoundedCache<number, number>;
  /** By key: hits since its entry came in. */
  readonly entryHits: Uint32Array;
  /** What no policy can surpass. */
  readonly best: number;
  accesses: number;
  hits: number;
  evictions: number;
  /** Counted since the cache was first full: before, misses are the cold start's. */
  warm: boolean;
  warmAccesses: number;
  warmHits: number;
  /** By class. */
  readonly classAccesses: Float64Array;
  readonly classHits: Float64Array;
  /** Counts at the last observation. */
  seenHits: number;
  seenEvictions: number;
  recentHitRatio: number;
  /** A scan under way: keys left, and the next key that never returns, of a scan or not; they lie beyond the ordinary ones. */
  scanLeft: number;
  scanNext: number;
  /** Added to the rank to give the key: a shift makes other keys popular. */
  rankOffset: number;
  lastKey: number;
  lastHit: boolean;
  lastEvicted: number;
}

export function createState(values: Params): State {
  const zipf = new Zipf(values.keys, values.exponent);
  return {
    params: values,
    zipf,
    cache: policyOf(values).create(values.capacity),
    entryHits: new Uint32Array(values.keys),
    best: bestHitRatio(zipf.probabilities, values.capacity, values.oneHitWonders),
    accesses: 0,
    hits: 0,
    evictions: 0,
    warm: false,
    warmAccesses: 0,
    warmHits: 0,
    classAccesses: new Float64Array(CLASSES.length),
    classHits: new Float64Array(CLASSES.length),
    seenHits: 0,
    seenEvictions: 0,
    recentHitRatio: NaN,
    scanLeft: 0,
    scanNext: values.keys,
    rankOffset: 0,
    lastKey: -1,
    lastHit: false,
    lastEvicted: -1,
  };
}

/** `k17`, or `s17` for a key of a scan. */
export function keyName(state: State, key: number): string {
  const { keys } = state.params;
  return key < keys ? `k${key}` : `s${key - keys}`;
}

export function classOf(state: State, key: number): number {
  const { keys } = state.params;
  if (key >= keys) return 3;
  const rank = (key - state.rankOffset + keys) % keys;
  return rank < keys / 100 ? 0 : rank < keys / 10 ? 1 : 2;
}
