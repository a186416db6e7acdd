/** State of the cache-hierarchy engine: the tiers, versions at the source, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { Zipf } from "../kernel/zipf.ts";
import { capacities, type Params, TIERS } from "./params.ts";
import { type CacheInclusion, TieredCache } from "./primitives/tieredCache.ts";

export type Context = EngineContext<"near" | "middle" | "far" | "latency" | "stale", "request">;

/** A copy is its version and the request that stored it, in one number: no object for each. */
const VERSIONS = 0x100000;

export interface Counts {
  reads: number;
  /** Reads answered by each tier, and by the source. */
  readonly answered: Float64Array;
  latencyMs: number;
  stale: number;
  writes: number;
}

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly tiers: TieredCache<number, number>;
  /** By key: the version at the source, and the request that wrote it. */
  readonly versions: Float64Array;
  requests: number;
  /** Since the warm-up. */
  readonly counts: Counts;
  /** Since the last observation, and before it. */
  readonly recent: Counts;
  last: Counts;
  staleFor: number;
  /** The latest request, for the picture and the log: `answeredBy` is a tier, `TIERS` for the source, −1 for a write. */
  lastKey: number;
  lastNode: number;
  answeredBy: number;
  wasStale: boolean;
  /** A fault has emptied a tier since the latest request. */
  cleared: boolean;
  /** Shared tiers have lost entries that near caches still hold: to be included is over. */
  torn: boolean;
}

export function createCounts(): Counts {
  return { reads: 0, answered: new Float64Array(TIERS + 1), latencyMs: 0, stale: 0, writes: 0 };
}

export function createState(values: Params): State {
  return {
    params: values,
    zipf: new Zipf(values.keys, values.exponent),
    tiers: new TieredCache({
      nodes: values.nodes,
      capacities: capacities(values),
      inclusion: values.inclusion as CacheInclusion,
    }),
    versions: new Float64Array(values.keys),
    requests: 0,
    counts: createCounts(),
    recent: createCounts(),
    last: createCounts(),
    staleFor: 0,
    lastKey: 0,
    lastNode: 0,
    answeredBy: TIERS,
    wasStale: false,
    cleared: false,
    torn: false,
  };
}

export function pack(version: number, request: number): number {
  return request * VERSIONS + (version % VERSIONS);
}

export function versionOf(copy: number): number {
  return copy % VERSIONS;
}

export function storedAt(copy: number): number {
  return Math.floor(copy / VERSIONS);
}

/** Entries of the near caches that are older than the source. */
export function staleCopies(state: State): number {
  let stale = 0;
  for (let node = 0; node < state.params.nodes; node++)
    for (const [key, copy] of state.tiers.entries(node, 0)) if (isStale(state, key, copy)) stale++;
  return stale;
}

export function isStale(state: State, key: number, copy: number): boolean {
  return versionOf(copy) !== state.versions[key]! % VERSIONS;
}
