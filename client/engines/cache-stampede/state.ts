/** State of the cache-stampede engine: values in the cache, loads at the source, and readers who wait. */
import { CacheLeases } from "../cache-strategies/primitives/leases.ts";
import { TtlCache } from "../cache-strategies/primitives/ttlCache.ts";
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import type { Params } from "./params.ts";
import { SingleFlight } from "./primitives/singleFlight.ts";

export type Context = EngineContext<
  "loads" | "waiting" | "response" | "stale",
  "read" | "loaded" | "lockOpens" | "tick"
>;

/** Loads and readers who wait, each at most; beyond it readers are turned away. */
export const POOL = 2048;
export const NONE = -1;
/** Loads that the picture remembers, and in how many rows it shows them. */
export const REMEMBERED = 64;
export const LANES = 12;

export interface Loads {
  readonly key: Int32Array;
  readonly process: Int32Array;
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  /** Of the lock; 0 without one. */
  readonly token: Float64Array;
  /** 1 while a reader waits for its own load. */
  readonly foreground: Uint8Array;
  /** 0 free, 1 under way, 2 its process has died. */
  readonly status: Uint8Array;
  readonly lane: Uint8Array;
  readonly next: Int32Array;
}

/** Readers who wait for another's load: a list for each key, or for each key and process. */
export interface Waiters {
  readonly startMs: Float64Array;
  readonly next: Int32Array;
}

export interface State {
  readonly params: Params;
  /** The value is the number of the load that made it. */
  readonly cache: TtlCache<number, number>;
  readonly locks: CacheLeases<number>;
  /** By key and process; those who wait are slots of `waiters`. */
  readonly flights: SingleFlight<number, number>;
  readonly loads: Loads;
  freeLoad: number;
  readonly waiters: Waiters;
  freeWaiter: number;
  /** By key: readers who wait for its lock, the last to come first. */
  readonly lockQueue: Int32Array;
  /** By key: loads under way, loads since the last time that there were none, and what the latest took. */
  readonly inFlight: Int32Array;
  readonly burst: Int32Array;
  readonly tookMs: Float64Array;
  /** By key: when its latest load began; −Infinity before. */
  readonly latestLoadMs: Float64Array;
  loadsInFlight: number;
  waiting: number;
  slowFactor: number;
  slowUntilMs: number;
  reads: number;
  fresh: number;
  stale: number;
  waited: number;
  failed: number;
  turnedAway: number;
  loadsBegun: number;
  loadsDone: number;
  loadsDead: number;
  /** Expiries whose loads have all ended, and those loads. */
  expiries: number;
  expiryLoads: number;
  earlySumMs: number;
  earlyCount: number;
  peak: number;
  readonly response: Histogram;
  recentPeak: number;
  readonly recent: { reads: number; fresh: number; stale: number; waited: number; loads: number };
  readonly last: { reads: number; fresh: number; stale: number; waited: number; loads: number };
  /** Of the latest loads, in a ring: for the picture. */
  readonly seen: {
    readonly startMs: Float64Array;
    readonly endMs: Float64Array;
    readonly lane: Uint8Array;
    at: number;
  };
  /** Of the first key: when its values were stored and expire, in a ring. */
  readonly values: { readonly storedMs: Float64Array; readonly expiresMs: Float64Array; at: number };
  said: number;
  lastKey: number;
  lastCount: number;
}

/** What the latest event did, for the log. */
export const SAID = {
  fresh: 0,
  stale: 1,
  revalidates: 2,
  loads: 3,
  early: 4,
  waitsForLock: 5,
  waitsForFlight: 6,
  stored: 7,
  died: 8,
  lockOpened: 9,
  lockIdle: 10,
  turnedAway: 11,
} as const;

const recentCounts = () => ({ reads: 0, fresh: 0, stale: 0, waited: 0, loads: 0 });
const chain = () => Int32Array.from({ length: POOL }, (_, i) => (i + 1 < POOL ? i + 1 : NONE));

export function createState(values: Params): State {
  const { keys } = values;
  return {
    params: values,
    cache: new TtlCache(keys),
    locks: new CacheLeases(values.lockTtl),
    flights: new SingleFlight(),
    loads: {
      key: new Int32Array(POOL),
      process: new Int32Array(POOL),
      startMs: new Float64Array(POOL),
      endMs: new Float64Array(POOL),
      token: new Float64Array(POOL),
      foreground: new Uint8Array(POOL),
      status: new Uint8Array(POOL),
      lane: new Uint8Array(POOL),
      next: chain(),
    },
    freeLoad: 0,
    waiters: { startMs: new Float64Array(POOL), next: chain() },
    freeWaiter: 0,
    lockQueue: new Int32Array(keys).fill(NONE),
    inFlight: new Int32Array(keys),
    burst: new Int32Array(keys),
    tookMs: new Float64Array(keys).fill(values.recompute),
    latestLoadMs: new Float64Array(keys).fill(-Infinity),
    seen: {
      startMs: new Float64Array(REMEMBERED).fill(NaN),
      endMs: new Float64Array(REMEMBERED),
      lane: new Uint8Array(REMEMBERED),
      at: 0,
    },
    values: {
      storedMs: new Float64Array(REMEMBERED).fill(NaN),
      expiresMs: new Float64Array(REMEMBERED),
      at: 0,
    },
    response: createHistogram(),
    recent: recentCounts(),
    last: recentCounts(),
    ...createCounts(),
  };
}

function createCounts() {
  return {
    loadsInFlight: 0,
    waiting: 0,
    slowFactor: 1,
    slowUntilMs: 0,
    reads: 0,
    fresh: 0,
    stale: 0,
    waited: 0,
    failed: 0,
    turnedAway: 0,
    loadsBegun: 0,
    loadsDone: 0,
    loadsDead: 0,
    expiries: 0,
    expiryLoads: 0,
    earlySumMs: 0,
    earlyCount: 0,
    peak: 0,
    recentPeak: 0,
    said: 0,
    lastKey: 0,
    lastCount: 0,
  };
}

export function say(state: State, said: number, key: number, count = 0): void {
  state.said = said;
  state.lastKey = key;
  state.lastCount = count;
}
