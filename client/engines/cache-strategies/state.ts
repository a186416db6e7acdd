/** State of the cache-strategies engine: versions at the source, copies in the cache, and requests under way. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { Zipf } from "../kernel/zipf.ts";
import type { Params } from "./params.ts";
import { CacheLeases } from "./primitives/leases.ts";
import { TtlCache } from "./primitives/ttlCache.ts";
import { WriteBehindBuffer } from "./primitives/writeBehindBuffer.ts";

export type Context = EngineContext<
  "hitRatio" | "staleReads" | "sourceReads" | "sourceWrites",
  "read" | "write" | "atSource" | "loaded" | "commit" | "written" | "flush" | "retry" | "mark" | "tick"
>;

/** Requests under way at most; beyond it new ones are turned away. */
export const POOL = 2048;
export const NONE = -1;

/** Requests that go to the source, in slots. */
export interface Requests {
  readonly key: Int32Array;
  readonly startMs: Float64Array;
  /** When its present leg ends and began, for the picture. */
  readonly legFromMs: Float64Array;
  readonly legToMs: Float64Array;
  /** The newest version acknowledged when it began: anything older is stale. */
  readonly mustSee: Float64Array;
  /** What it has read or written. */
  readonly version: Float64Array;
  /** A lease's token, or the invalidations that the key had seen when the load began. */
  readonly token: Float64Array;
  /** 0 free, 1 load, 2 write, 3 waits for another's load. */
  readonly kind: Uint8Array;
  /** The next that waits for the same load; also links free slots. */
  readonly next: Int32Array;
}

export const LOAD = 1;
export const WRITE = 2;
export const WAIT = 3;

/** What an event can have done, for the log. */
export const SAID = {
  nothing: 0,
  hit: 1,
  refreshed: 2,
  miss: 3,
  leased: 4,
  waits: 5,
  readAtSource: 6,
  stored: 7,
  overtaken: 8,
  writeBegins: 9,
  buffered: 10,
  flushed: 11,
  nothingToFlush: 12,
  committed: 13,
  acknowledged: 14,
  deleted: 15,
  renewed: 16,
  turnedAway: 17,
} as const;

export function say(state: State, said: number, key: number, version = 0): void {
  state.said = said;
  state.lastKey = key;
  state.lastVersion = version;
}

/** What is counted from the warm-up on. */
export interface Counts {
  reads: number;
  hits: number;
  stale: number;
  sourceReads: number;
  sourceWrites: number;
  writes: number;
  readMs: number;
  writeMs: number;
  /** Integral of the writes that only the cache holds, ms. */
  atRiskMs: number;
}

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly cache: TtlCache<number, number>;
  readonly leases: CacheLeases<number>;
  readonly buffer: WriteBehindBuffer<number, number>;
  /** By key: the newest version given out, committed at the source, and acknowledged to a writer. */
  readonly given: Float64Array;
  readonly source: Float64Array;
  readonly acknowledged: Float64Array;
  /** By key: how often the cache was told of a write, and the slot of the load that others wait for. */
  readonly invalidations: Float64Array;
  readonly loading: Int32Array;
  /** Counts crashes: what was asked of a cache that has died must not fill its successor. */
  epoch: number;
  readonly requests: Requests;
  free: number;
  inFlight: number;
  turnedAway: number;
  slowFactor: number;
  slowUntilMs: number;
  markedMs: number;
  readonly counts: Counts;
  readonly readLatency: Histogram;
  /** Until when `counts.atRiskMs` is up to date. */
  riskMs: number;
  staleMaxMs: number;
  lostWrites: number;
  /** Since the last tick. */
  readonly recent: { reads: number; hits: number; stale: number; sourceReads: number; sourceWrites: number };
  readonly last: { reads: number; hits: number; stale: number; sourceReads: number; sourceWrites: number };
  /** By key: since when its copy is older than what was acknowledged; Infinity while it is not. */
  readonly staleSinceMs: Float64Array;
  /** What the latest event did, for the log: one of `SAID`, to which key and version. */
  said: number;
  lastKey: number;
  lastVersion: number;
}

const recentCounts = () => ({ reads: 0, hits: 0, stale: 0, sourceReads: 0, sourceWrites: 0 });

export function createState(values: Params): State {
  const { keys } = values;
  return {
    params: values,
    zipf: new Zipf(keys, values.exponent),
    cache: new TtlCache(keys),
    leases: new CacheLeases(),
    buffer: new WriteBehindBuffer(values.flushDelay, keys),
    given: new Float64Array(keys),
    source: new Float64Array(keys),
    acknowledged: new Float64Array(keys),
    staleSinceMs: new Float64Array(keys).fill(Infinity),
    invalidations: new Float64Array(keys),
    loading: new Int32Array(keys).fill(NONE),
    epoch: 0,
    requests: createRequests(),
    free: 0,
    inFlight: 0,
    turnedAway: 0,
    slowFactor: 1,
    slowUntilMs: 0,
    markedMs: -1,
    counts: {
      reads: 0,
      hits: 0,
      stale: 0,
      sourceReads: 0,
      sourceWrites: 0,
      writes: 0,
      readMs: 0,
      writeMs: 0,
      atRiskMs: 0,
    },
    readLatency: createHistogram(),
    riskMs: 0,
    staleMaxMs: 0,
    lostWrites: 0,
    recent: recentCounts(),
    last: recentCounts(),
    said: SAID.nothing,
    lastKey: NONE,
    lastVersion: 0,
  };
}

function createRequests(): Requests {
  return {
    key: new Int32Array(POOL),
    startMs: new Float64Array(POOL),
    legFromMs: new Float64Array(POOL),
    legToMs: new Float64Array(POOL),
    mustSee: new Float64Array(POOL),
    version: new Float64Array(POOL),
    token: new Float64Array(POOL),
    kind: new Uint8Array(POOL),
    next: Int32Array.from({ length: POOL }, (_, i) => (i + 1 < POOL ? i + 1 : NONE)),
  };
}

/** A slot for a request that began at `startMs`; −1 when there are too many. */
export function begin(state: State, key: number, kind: number, startMs: number, mustSee: number): number {
  const slot = state.free;
  if (slot === NONE) {
    state.turnedAway++;
    say(state, SAID.turnedAway, key);
    return NONE;
  }
  const { requests } = state;
  state.free = requests.next[slot]!;
  requests.key[slot] = key;
  requests.kind[slot] = kind;
  requests.startMs[slot] = startMs;
  requests.mustSee[slot] = mustSee;
  requests.next[slot] = NONE;
  state.inFlight++;
  return slot;
}

export function end(state: State, slot: number): void {
  state.requests.kind[slot] = 0;
  state.requests.next[slot] = state.free;
  state.free = slot;
  state.inFlight--;
}

/** Brings the time integral of writes at risk up to date; to be called before the buffer changes. */
export function countRisk(state: State, nowMs: number): void {
  if (state.markedMs >= 0)
    state.counts.atRiskMs += state.buffer.writes * (nowMs - Math.max(state.riskMs, state.markedMs));
  state.riskMs = nowMs;
}

/** A copy comes into the cache. */
export function store(state: State, key: number, version: number, nowMs: number): void {
  state.cache.set(key, version, state.params.ttl, nowMs);
  state.staleSinceMs[key] = version < state.acknowledged[key]! ? nowMs : Infinity;
}

/** The cache hears of a write: a load that has begun does not count any more, and nobody joins it. */
export function invalidate(state: State, key: number): void {
  state.invalidations[key]!++;
  state.loading[key] = NONE;
}
