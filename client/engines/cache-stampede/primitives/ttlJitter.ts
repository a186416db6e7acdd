/** Entries that were stored together must not all expire together: a random part of the time to live pulls them apart. */

/** From `ttlMs·(1 − jitter)` to `ttlMs`, uniformly: never longer than what was asked for. `jitter`: 0 to 1; `uniform`: a fresh
 *  random number in [0, 1). */
export function jitteredTtlMs(ttlMs: number, jitter: number, uniform: number): number {
  return ttlMs * (1 - jitter * uniform);
}
