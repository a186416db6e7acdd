/** State of the CDN engine: what edges and shield hold, fetches under way, and what is counted. */
import { TtlCache } from "../cache-strategies/primitives/ttlCache.ts";
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { Zipf } from "../kernel/zipf.ts";
import type { Params } from "./params.ts";

export type Context = EngineContext<
  "hitRatio" | "originLoad" | "stale" | "latency",
  "request" | "atShield" | "atOrigin" | "answered" | "arrived" | "update" | "spread" | "mark" | "tick"
>;

/** Requests that wait for a fetch at most; more are turned away. */
export const POOL = 1024;
export const NONE = -1;
/** Stands for the shield where an edge's number would. */
export const SHIELD = -2;

export interface Counts {
  requests: number;
  hits: number;
  stale: number;
  failed: number;
  /** Requests and pushes that the origin has answered. */
  origin: number;
  shieldRequests: number;
  shieldHits: number;
  latencyMs: number;
}

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  /** The value of an entry is its version. */
  readonly edges: readonly TtlCache<number, number>[];
  readonly shield: TtlCache<number, number>;
  /** By object: the version at the origin. */
  readonly versions: Float64Array;
  readonly edgeUp: Uint8Array;
  /** By edge and object: the first of the requests that wait for its fetch, and 1 while one is under way. */
  readonly waiting: Int32Array;
  readonly fetching: Uint8Array;
  /** By edge and object: what the fetch brings: its version, or −1 for an error, and when it expires. */
  readonly broughtVersion: Float64Array;
  readonly broughtExpiresMs: Float64Array;
  /** By object: 1 while the shield fetches, and the first of the edges (and objects) that wait for it. */
  readonly shieldFetching: Uint8Array;
  readonly shieldWaiting: Int32Array;
  readonly shieldNext: Int32Array;
  readonly waiterStartMs: Float64Array;
  readonly waiterNext: Int32Array;
  freeWaiter: number;
  inFlight: number;
  fetches: number;
  turnedAway: number;
  originDownUntilMs: number;
  markedMs: number;
  readonly counts: Counts;
  readonly latency: Histogram;
  readonly recent: Counts;
  last: Counts;
  readonly edgeRequests: Float64Array;
  readonly edgeHits: Float64Array;
  staleForMs: number;
  /** By object: when it was last updated. */
  readonly updatedMs: Float64Array;
  said: number;
  lastEdge: number;
  lastObject: number;
  lastVersion: number;
}

export const SAID = {
  hit: 0,
  staleHit: 1,
  miss: 2,
  joins: 3,
  shieldHit: 4,
  shieldMiss: 5,
  shieldJoins: 6,
  originAnswers: 7,
  originFails: 8,
  arrived: 9,
  failed: 10,
  staleIfError: 11,
  updated: 12,
  purged: 13,
  pushed: 14,
  nothing: 15,
} as const;

export function createCounts(): Counts {
  return {
    requests: 0,
    hits: 0,
    stale: 0,
    failed: 0,
    origin: 0,
    shieldRequests: 0,
    shieldHits: 0,
    latencyMs: 0,
  };
}

export function createState(values: Params): State {
  const { edges, objects } = values;
  const capacity = values.mode === "push" ? objects : Math.min(values.capacity, objects);
  return {
    params: values,
    zipf: new Zipf(objects, values.exponent),
    edges: Array.from({ length: edges }, () => new TtlCache<number, number>(capacity)),
    shield: new TtlCache(objects),
    versions: new Float64Array(objects),
    updatedMs: new Float64Array(objects),
    edgeUp: new Uint8Array(edges).fill(1),
    waiting: new Int32Array(edges * objects).fill(NONE),
    fetching: new Uint8Array(edges * objects),
    broughtVersion: new Float64Array(edges * objects),
    broughtExpiresMs: new Float64Array(edges * objects),
    shieldFetching: new Uint8Array(objects),
    shieldWaiting: new Int32Array(objects).fill(NONE),
    shieldNext: new Int32Array(edges * objects).fill(NONE),
    waiterStartMs: new Float64Array(POOL),
    waiterNext: Int32Array.from({ length: POOL }, (_, i) => (i + 1 < POOL ? i + 1 : NONE)),
    freeWaiter: 0,
    inFlight: 0,
    fetches: 0,
    turnedAway: 0,
    originDownUntilMs: 0,
    markedMs: -1,
    counts: createCounts(),
    latency: createHistogram(),
    recent: createCounts(),
    last: createCounts(),
    edgeRequests: new Float64Array(edges),
    edgeHits: new Float64Array(edges),
    staleForMs: 0,
    said: SAID.nothing,
    lastEdge: NONE,
    lastObject: NONE,
    lastVersion: 0,
  };
}

export function say(state: State, said: number, edge: number, object: number, version = 0): void {
  state.said = said;
  state.lastEdge = edge;
  state.lastObject = object;
  state.lastVersion = version;
}

/** Copies that are older than the origin's, over all edges. */
export function staleCopies(state: State): number {
  let stale = 0;
  for (const edge of state.edges)
    for (const [object, version] of edge.entries()) if (version < state.versions[object]!) stale++;
  return stale;
}
