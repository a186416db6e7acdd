/** How old a copy may be: `max-age` and the extensions `stale-while-revalidate` and `stale-if-error` (M. Nottingham, RFC 5861;
 *  RFC 9111 for the rest). */

export interface FreshnessLimits {
  /** Until this age a copy is used without asking. */
  readonly maxAgeMs: number;
  /** For so long beyond it is still used, while somebody asks in the background. */
  readonly staleWhileRevalidateMs: number;
  /** For so long beyond it is used when asking has failed. */
  readonly staleIfErrorMs: number;
}

export type Freshness = "fresh" | "stale" | "expired";

/** `failed`: the origin has just answered with an error, or not at all. An age of exactly a limit is beyond it. */
export function freshnessOf(ageMs: number, limits: FreshnessLimits, failed = false): Freshness {
  if (ageMs < limits.maxAgeMs) return "fresh";
  const graceMs = failed ? limits.staleIfErrorMs : limits.staleWhileRevalidateMs;
  return ageMs < limits.maxAgeMs + graceMs ? "stale" : "expired";
}
