/** Parameters and state of the cache engine. */
import type { EngineContext, ParamValues } from "../kernel/engine.ts";
import { Zipf } from "../kernel/zipf.ts";
import type { BoundedCache } from "./primitives/boundedCache.ts";
import { FifoCache } from "./primitives/fifo.ts";
import { LruCache } from "./primitives/lru.ts";

export const params = {
  policy: {
    kind: "choice",
    label: "Policy",
    help: "Which entry goes when the cache is full.",
    default: "lru",
    options: [
      { value: "lru", label: "LRU (least recently used)" },
      { value: "fifo", label: "FIFO (first in, first out)" },
    ],
  },
  capacity: {
    kind: "number",
    label: "Capacity",
    help: "Entries that the cache holds.",
    default: 500,
    min: 1,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Different keys that are asked for.",
    default: 10_000,
    min: 2,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  exponent: {
    kind: "number",
    label: "Zipf exponent",
    help: "How uneven the popularity is: 0 is uniform, web traffic lies around 0.8, hot sets above 1.",
    default: 0.9,
    min: 0,
    max: 2,
    unit: "",
  },
} as const;

export type Params = ParamValues<typeof params>;
export type Context = EngineContext<"hitRatio" | "entries" | "evictions", "access">;

/** Popularity classes of the scene: the hottest 1 % of the keys, the next 9 %, the rest, and scanned keys. */
export const CLASSES = ["top 1 %", "next 9 %", "the rest", "scans"] as const;

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  /** A value counts the hits since its entry came in. */
  readonly cache: BoundedCache<number, number>;
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
  /** A scan under way: keys left, and the next one; scanned keys lie beyond the ordinary ones and never return. */
  scanLeft: number;
  scanNext: number;
  /** Added to the rank to give the key: a shift makes other keys popular. */
  rankOffset: number;
  lastKey: number;
  lastHit: boolean;
  lastEvicted: number;
}

export function createState(values: Params): State {
  return {
    params: values,
    zipf: new Zipf(values.keys, values.exponent),
    cache: values.policy === "lru" ? new LruCache(values.capacity) : new FifoCache(values.capacity),
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
