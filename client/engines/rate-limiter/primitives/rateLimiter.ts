/** What all rate limiters answer. Time is passed in, in milliseconds of any monotonic clock; nothing here reads one. */
export interface RateLimiter {
  /** Takes `cost` units if they are there now; takes nothing and answers false otherwise. */
  tryTake(nowMs: number, cost?: number): boolean;
  /** Units that could be taken now. */
  available(nowMs: number): number;
  /** Milliseconds until `cost` units can be had if nobody else takes any: the value for a `Retry-After` header. 0 when
   *  they are there; Infinity when they never can be. */
  retryAfterMs(nowMs: number, cost?: number): number;
}
