/**
 * A resolver's cache for one name: lookups are Poisson with rate λ, and an answer lives for T after it was fetched. So one of
 * 1 + λT lookups misses (J. Jung, A. W. Berger, H. Balakrishnan, "Modeling TTL-based Internet caches", INFOCOM 2003), and at any
 * moment an answer is held with probability h = λT/(1 + λT), and then has a uniform part of its life left. Rates are per ms.
 */
import { pow } from "../kernel/math.ts";

/** Share of lookups that the cache answers, and of the time that it holds an answer. `fetchMs`: how long a miss takes. */
export function heldShare(rate: number, ttlMs: number, fetchMs: number): number {
  return (rate * ttlMs) / (1 + rate * (ttlMs + fetchMs));
}

/** How long after a change a resolver still has the old answer, on average. */
export function meanStaleMs(rate: number, ttlMs: number): number {
  return (heldShare(rate, ttlMs, 0) * ttlMs) / 2;
}

/** Standard deviation of the same: 0 with probability 1 − h, else uniform up to T. */
export function staleDeviationMs(rate: number, ttlMs: number): number {
  const held = heldShare(rate, ttlMs, 0);
  return ttlMs * Math.sqrt(held / 3 - (held * held) / 4);
}

/** How long after a change the last of n resolvers has the old answer, on average: T·(1 − (1 − (1 − h)^(n + 1)) / ((n + 1)h)). */
export function lastStaleMs(rate: number, ttlMs: number, resolvers: number): number {
  const held = heldShare(rate, ttlMs, 0);
  if (held === 0) return 0;
  return ttlMs * (1 - (1 - pow(1 - held, resolvers + 1)) / ((resolvers + 1) * held));
}
