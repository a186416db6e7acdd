/**
 * Pull with a time to live T, for one object: requests are Poisson, with rate λ over all n edges alike. An edge alone hits
 * λT/n of 1 + λT/n requests (J. Jung, A. W. Berger, H. Balakrishnan, "Modeling TTL-based Internet caches", INFOCOM 2003). With
 * a shield whose answers carry their age all copies expire together, T after the shield has fetched: the origin sees one
 * request a cycle, and each edge misses once in it if it is asked at all. Rates are per ms.
 */
import { exp } from "../kernel/math.ts";

export interface ObjectTraffic {
  /** Requests to all edges, and updates at the origin, a millisecond. */
  readonly requests: number;
  readonly updates: number;
  readonly edges: number;
}

/** (1 − e^(−rate·span)) / rate: the mean of the shorter of an exponential time and a span. */
function cutOffMs(rate: number, spanMs: number): number {
  return rate * spanMs < 1e-8 ? spanMs : (1 - exp(-rate * spanMs)) / rate;
}

/** How long a copy lives: to its end, or to the purge that an update brings. */
export function copyLifeMs({ updates }: ObjectTraffic, ttlMs: number, purged: boolean): number {
  return purged ? cutOffMs(updates, ttlMs) : ttlMs;
}

/** Edge misses a millisecond without a shield; the copy begins to live when it has come, `fetchMs` after the miss. */
export function pullMisses({ requests, edges }: ObjectTraffic, lifeMs: number, fetchMs: number): number {
  return requests / (1 + (requests / edges) * (lifeMs + fetchMs));
}

/** Requests of all kinds in a cycle of a shield, which lasts for T and the wait for the next request. */
function shieldCycleRequests({ requests }: ObjectTraffic, ttlMs: number): number {
  return 1 + requests * ttlMs;
}

/** Edge misses a millisecond with a shield. */
export function shieldedMisses(traffic: ObjectTraffic, ttlMs: number): number {
  const { requests, edges } = traffic;
  const others = (edges - 1) * (1 - exp((-requests / edges) * ttlMs));
  return (requests * (1 + others)) / shieldCycleRequests(traffic, ttlMs);
}

/** Requests a millisecond that the origin sees from a shield. */
export function shieldFetches(traffic: ObjectTraffic, ttlMs: number): number {
  return traffic.requests / shieldCycleRequests(traffic, ttlMs);
}

/** Share of requests answered with an overwritten version: the copy is t old with rate λ over its life, and was overwritten
 *  with 1 − e^(−μt). Without a shield each edge lives through this alone, with λ/n. */
export function pullStaleShare(traffic: ObjectTraffic, ttlMs: number, shielded: boolean): number {
  const rate = shielded ? traffic.requests : traffic.requests / traffic.edges;
  return (rate * (ttlMs - cutOffMs(traffic.updates, ttlMs))) / (1 + rate * ttlMs);
}

/** Push: the newest version is still on its way when the time since the update is shorter than its way: μd / (1 + μd). */
export function pushStaleShare({ updates }: ObjectTraffic, spreadMs: number): number {
  return (updates * spreadMs) / (1 + updates * spreadMs);
}
