/** State of the api-gateway engine: requests in hand, limits, cached responses, and outcomes by route. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { Zipf } from "../kernel/zipf.ts";
import { Gcra } from "../rate-limiter/primitives/gcra.ts";
import { type Params, PRODUCT_EXPONENT, PRODUCTS, ROUTES } from "./params.ts";
import { ResponseCache } from "./primitives/responseCache.ts";

export type Context = EngineContext<
  "latency" | "shed" | "hits" | "calls",
  "arrival" | "handle" | "answer" | "down" | "up" | "mark" | "tick"
>;

/** Outcomes, in the order of the table's columns. */
export const OUTCOMES = ["200", "cached", "401", "429", "502", "503"] as const;
export const OK = 0;
export const CACHED = 1;
export const UNAUTHORIZED = 2;
export const LIMITED = 3;
export const FAILED = 4;
export const OVERLOADED = 5;

/** Requests in hand at once; more are answered 503. */
export const IN_HAND = 4096;

export interface Requests {
  readonly arrivedMs: Float64Array;
  readonly route: Uint8Array;
  readonly client: Uint8Array;
  readonly product: Int32Array;
  readonly attempts: Uint8Array;
  /** Time spent in the gateway and on the way to services, apart from services' own. */
  readonly addedMs: Float64Array;
  readonly free: Int32Array;
}

export interface Counts {
  arrivals: number;
  /** By route · number of outcomes + outcome. */
  readonly outcomes: Float64Array;
  calls: number;
  addedMs: number;
  handled: number;
  lookups: number;
  hits: number;
  /** Reading requests that went to a service, and those of them that failed. */
  reads: number;
  readsFailed: number;
}

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly requests: Requests;
  freeCount: number;
  limiters: readonly Gcra[];
  readonly cache: ResponseCache<number, number>;
  /** When the event loop will have handled all that it was given. */
  loopFreeMs: number;
  readonly down: Uint8Array;
  readonly counts: Counts;
  /** Copies at the warm-up's end; undefined before. */
  marked: Counts | undefined;
  readonly latency: Histogram;
  tickArrivals: number;
  tickLimited: number;
  tickCalls: number;
  tickLookups: number;
  tickHits: number;
  lastArrivals: number;
  lastLimited: number;
  lastCalls: number;
  lastOutcome: number;
  lastRoute: number;
}

export function createLimiters({ clients, limit, burst }: Params): Gcra[] {
  return Array.from({ length: clients }, () => Gcra.ofRate(limit, burst));
}

function createCounts(): Counts {
  const outcomes = new Float64Array(ROUTES.length * OUTCOMES.length);
  return {
    arrivals: 0,
    outcomes,
    calls: 0,
    addedMs: 0,
    handled: 0,
    lookups: 0,
    hits: 0,
    reads: 0,
    readsFailed: 0,
  };
}

export function copyCounts(counts: Counts): Counts {
  return { ...counts, outcomes: counts.outcomes.slice() };
}

export function createState(values: Params): State {
  return {
    params: values,
    zipf: new Zipf(PRODUCTS, PRODUCT_EXPONENT),
    requests: {
      arrivedMs: new Float64Array(IN_HAND),
      route: new Uint8Array(IN_HAND),
      client: new Uint8Array(IN_HAND),
      product: new Int32Array(IN_HAND),
      attempts: new Uint8Array(IN_HAND),
      addedMs: new Float64Array(IN_HAND),
      free: Int32Array.from({ length: IN_HAND }, (_, i) => IN_HAND - 1 - i),
    },
    freeCount: IN_HAND,
    limiters: createLimiters(values),
    cache: new ResponseCache<number, number>(PRODUCTS),
    loopFreeMs: 0,
    down: new Uint8Array(ROUTES.length),
    counts: createCounts(),
    marked: undefined,
    latency: createHistogram(),
    tickArrivals: 0,
    tickLimited: 0,
    tickCalls: 0,
    tickLookups: 0,
    tickHits: 0,
    lastArrivals: 0,
    lastLimited: 0,
    lastCalls: 0,
    lastOutcome: OK,
    lastRoute: 0,
  };
}

/** Requests with this outcome, of all routes or of one. */
export function outcomeCount({ outcomes }: Counts, outcome: number, route = -1): number {
  let sum = 0;
  for (let one = 0; one < ROUTES.length; one++)
    if (route < 0 || route === one) sum += outcomes[one * OUTCOMES.length + outcome]!;
  return sum;
}
