/** State of the DNS engine: what resolvers know, what zones say, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { Zipf } from "../kernel/zipf.ts";
import { MISSING_NAMES, NAMES_A_ZONE, type Params } from "./params.ts";
import { DnsCache } from "./primitives/dnsCache.ts";

export type Context = EngineContext<
  "hitRatio" | "queries" | "stale" | "failed" | "latency",
  "lookup" | "resolved" | "fail" | "move" | "mark" | "tick"
>;

export const NONE = -1;
const DOMAINS = ["com", "org", "net"] as const;

export interface Counts {
  lookups: number;
  hits: number;
  negativeHits: number;
  servfails: number;
  staleServed: number;
  rootQueries: number;
  domainQueries: number;
  zoneQueries: number;
  latencyMs: number;
}

export interface State {
  readonly params: Params;
  readonly zipf: Zipf;
  readonly missingZipf: Zipf;
  /** By name; those that do not exist come after those that do. */
  readonly names: readonly string[];
  /** By name: the version of its address at its zone, −1 where there is none. */
  readonly addresses: Int32Array;
  /** By resolver: answers, and the zones whose servers it knows. */
  readonly answers: readonly DnsCache<number, number>[];
  readonly delegations: readonly DnsCache<string, true>[];
  /** By resolver and name: until when it is being resolved, 0 when it is not; and who waits for that. */
  readonly resolvingMs: Float64Array;
  readonly waiting: Int32Array;
  /** By resolver and name: the first address that clients who never ask again have got, −1 before. */
  readonly pinned: Int32Array;
  ttlMs: number;
  /** The first address of the most popular name that still works. */
  worksFrom: number;
  failedMs: number;
  movedMs: number;
  lastStaleMs: number;
  /** Connections to an address that did not work, in the first failure. */
  deadConnections: number;
  /** Answers "no such name" about a name that has been created. */
  wrongNegatives: number;
  serversDownUntilMs: number;
  markedMs: number;
  readonly counts: Counts;
  readonly latency: Histogram;
  readonly recent: Counts & { dead: number };
  last: Counts & { dead: number };
  resolving: number;
  said: number;
  lastResolver: number;
  lastName: number;
  lastVersion: number;
  /** Levels that the latest resolution asked: the root, a top-level domain, the zone. */
  lastSteps: number;
}

export const SAID = {
  hit: 0,
  negative: 1,
  asks: 2,
  joins: 3,
  resolved: 4,
  noSuchName: 5,
  servfail: 6,
  servedStale: 7,
  pinned: 8,
  nothing: 9,
} as const;

export function createCounts(): Counts {
  return {
    lookups: 0,
    hits: 0,
    negativeHits: 0,
    servfails: 0,
    staleServed: 0,
    rootQueries: 0,
    domainQueries: 0,
    zoneQueries: 0,
    latencyMs: 0,
  };
}

export function createState(values: Params): State {
  const { resolvers, names } = values;
  const all = names + MISSING_NAMES;
  return {
    params: values,
    zipf: new Zipf(names, values.exponent),
    missingZipf: new Zipf(MISSING_NAMES, values.exponent),
    names: Array.from({ length: all }, (_, name) => nameOf(name, names)),
    addresses: Int32Array.from({ length: all }, (_, name) => (name < names ? 1 : NONE)),
    answers: Array.from({ length: resolvers }, () => new DnsCache<number, number>(all)),
    delegations: Array.from({ length: resolvers }, () => new DnsCache<string, true>(all)),
    resolvingMs: new Float64Array(resolvers * all),
    waiting: new Int32Array(resolvers * all),
    pinned: new Int32Array(resolvers * all).fill(NONE),
    ttlMs: values.ttl,
    worksFrom: 1,
    failedMs: NONE,
    movedMs: NONE,
    lastStaleMs: 0,
    deadConnections: 0,
    wrongNegatives: 0,
    serversDownUntilMs: 0,
    markedMs: NONE,
    counts: createCounts(),
    latency: createHistogram(),
    recent: { ...createCounts(), dead: 0 },
    last: { ...createCounts(), dead: 0 },
    resolving: 0,
    said: SAID.nothing,
    lastResolver: 0,
    lastName: 0,
    lastVersion: 0,
    lastSteps: 0,
  };
}

function nameOf(name: number, existing: number): string {
  const zone = Math.floor((name < existing ? name : name - existing) / NAMES_A_ZONE);
  const host = name < existing ? `n${name}` : `missing${name - existing}`;
  return `${host}.zone${zone}.${DOMAINS[zone % DOMAINS.length]}`;
}

export function say(state: State, said: number, resolver: number, name: number, version = 0): void {
  state.said = said;
  state.lastResolver = resolver;
  state.lastName = name;
  state.lastVersion = version;
}

/** Resolvers that would still answer with an old address of the most popular name. */
export function staleResolvers(state: State, nowMs: number): number {
  let stale = 0;
  for (const cache of state.answers) {
    const expiresMs = cache.expiresMs(0);
    if (expiresMs !== undefined && nowMs < expiresMs && cache.peek(0) !== state.addresses[0]) stale++;
  }
  return stale;
}
