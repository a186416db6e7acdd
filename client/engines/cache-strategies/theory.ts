/**
 * Closed forms for one key that is read with rate λ and written with rate μ (Poisson), and whose entry lives for T. Present
 * and absent spans follow each other, and reads see the share of the time that the key is present (renewal theory; for plain
 * expiry: J. Jung, A. W. Berger, H. Balakrishnan, "Modeling TTL-based Internet caches", INFOCOM 2003). Rates are per ms.
 */
import { exp } from "../kernel/math.ts";

export interface KeyTraffic {
  /** Reads and writes a millisecond. */
  readonly reads: number;
  readonly writes: number;
}

/** (1 − e^(−rate·span)) / rate: the mean of the shorter of an exponential time and a span. */
export function meanCutOff(rate: number, spanMs: number): number {
  const x = rate * spanMs;
  // Below this the series is exact to rounding, and the quotient is not.
  return x < 1e-8 ? spanMs : (1 - exp(-x)) / rate;
}

/** How long an entry stays when writes delete it. */
export function lifeUntilDeletedMs({ writes }: KeyTraffic, ttlMs: number): number {
  return meanCutOff(writes, ttlMs);
}

/** How long an entry stays when each write begins its life anew: (e^(μT) − 1) / μ. */
export function lifeRenewedByWritesMs({ writes }: KeyTraffic, ttlMs: number): number {
  const x = writes * ttlMs;
  if (x < 1e-8) return ttlMs;
  return x > 600 ? Infinity : (exp(x) - 1) / writes;
}

/** How long an entry stays when a read in the last `window` of its life begins it anew: T, and (1 − w)T and the wait for
 *  that read for each time that there is one. */
export function lifeRefreshedMs({ reads }: KeyTraffic, ttlMs: number, window: number): number {
  const windowMs = window * ttlMs;
  const none = exp(-reads * windowMs);
  if (none < 1e-12) return Infinity;
  // E[X; X < w] of an exponential wait X, by parts.
  const waited = meanCutOff(reads, windowMs) - windowMs * none;
  return ttlMs + ((1 - none) * (ttlMs - windowMs) + waited) / none;
}

/** Share of reads that find the key present. `fills`: what ends an absent span at once; a load ends it after `loadMs`. */
export function presentShare(
  { reads, writes }: KeyTraffic,
  lifeMs: number,
  loadMs: number,
  writesFill: boolean,
): number {
  if (lifeMs === Infinity) return 1;
  const rate = writesFill ? reads + writes : reads;
  return lifeMs / (lifeMs + 1 / rate + loadMs);
}

/** Share of reads of an entry that nobody deletes which are answered with an overwritten value: λ(T − (1 − e^(−μT))/μ) of
 *  1 + λT reads a cycle. */
export function staleShare({ reads, writes }: KeyTraffic, ttlMs: number, loadMs: number): number {
  return (reads * (ttlMs - meanCutOff(writes, ttlMs))) / (1 + reads * (ttlMs + loadMs));
}

/** Acknowledged writes in a write-behind buffer: dirty for D after a first write, 1 + μD/2 of them on average meanwhile. */
export function writesAtRisk({ writes }: KeyTraffic, delayMs: number): number {
  const x = writes * delayMs;
  return (x * (1 + x / 2)) / (1 + x);
}

/** Writes a millisecond that reach the source when those within D of a first one are merged. */
export function mergedWrites({ writes }: KeyTraffic, delayMs: number): number {
  return writes / (1 + writes * delayMs);
}
