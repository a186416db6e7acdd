/** Refresh-ahead: an entry that is read shortly before it expires is loaded again in the background, so that nobody waits for
 *  it (Oracle Coherence, "Read-through, write-through, write-behind, and refresh-ahead caching": the refresh-ahead factor). */

/** True when a read at `nowMs` should start a reload: in the last `window` (a share of the time to live) before the expiry. */
export function shouldRefreshAhead(expiresMs: number, ttlMs: number, window: number, nowMs: number): boolean {
  return nowMs < expiresMs && nowMs >= expiresMs - window * ttlMs;
}
