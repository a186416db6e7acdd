/**
 * Sliding log: remembers when each request passed and lets at most `limit` pass in any span of the window's length. The one
 * limiter that keeps exactly the promise people read into "100 a minute"; the price is 8 bytes for each request that passed
 * within the window, for each caller.
 *
 * A clock that steps back is taken to stand still.
 */
import type { RateLimiter } from "./rateLimiter.ts";

export interface SavedSlidingLog {
  readonly limit: number;
  readonly windowMs: number;
  readonly latestMs: number;
  /** Oldest first. */
  readonly times: Float64Array;
}

export class SlidingLog implements RateLimiter {
  readonly limit: number;
  readonly windowMs: number;
  // A ring that grows to the limit and no further: a caller who asks little costs little.
  #times = new Float64Array(8);
  #head = 0;
  #count = 0;
  #latestMs = -Infinity;

  /** @throws RangeError when the limit is no whole number from 1 to 2^30 or the window not positive and finite. */
  constructor(limit: number, windowMs: number) {
    if (!Number.isInteger(limit) || limit < 1 || limit > 0x40000000)
      throw new RangeError(`limit must be a whole number from 1, not ${limit}`);
    if (!(windowMs > 0 && windowMs < Infinity))
      throw new RangeError(`windowMs must be positive, not ${windowMs}`);
    this.limit = limit;
    this.windowMs = windowMs;
  }

  static restore(saved: SavedSlidingLog): SlidingLog {
    const log = new SlidingLog(saved.limit, saved.windowMs);
    for (const time of saved.times) log.#push(time);
    log.#latestMs = saved.latestMs;
    return log;
  }

  /** `cost`: a whole number; a request of cost 3 is logged thrice. */
  tryTake(nowMs: number, cost = 1): boolean {
    const atMs = this.#expire(nowMs);
    if (this.#count + cost > this.limit) return false;
    for (let i = 0; i < cost; i++) this.#push(atMs);
    return true;
  }

  available(nowMs: number): number {
    this.#expire(nowMs);
    return this.limit - this.#count;
  }

  retryAfterMs(nowMs: number, cost = 1): number {
    if (cost > this.limit) return Infinity;
    this.#expire(nowMs);
    const tooMany = this.#count + cost - this.limit;
    if (tooMany <= 0) return 0;
    return this.#times[(this.#head + tooMany - 1) & (this.#times.length - 1)]! + this.windowMs - nowMs;
  }

  save(): SavedSlidingLog {
    const mask = this.#times.length - 1;
    const times = Float64Array.from({ length: this.#count }, (_, i) => this.#times[(this.#head + i) & mask]!);
    return { limit: this.limit, windowMs: this.windowMs, latestMs: this.#latestMs, times };
  }

  /** Forgets what lies a window or more back; returns the time that counts as now. */
  #expire(nowMs: number): number {
    if (nowMs > this.#latestMs) this.#latestMs = nowMs;
    const mask = this.#times.length - 1;
    const edgeMs = this.#latestMs - this.windowMs;
    while (this.#count > 0 && this.#times[this.#head]! <= edgeMs) {
      this.#head = (this.#head + 1) & mask;
      this.#count--;
    }
    return this.#latestMs;
  }

  #push(timeMs: number): void {
    if (this.#count === this.#times.length) {
      const wider = new Float64Array(this.#count * 2);
      wider.set(this.#times.subarray(this.#head));
      wider.set(this.#times.subarray(0, this.#head), this.#times.length - this.#head);
      this.#times = wider;
      this.#head = 0;
    }
    this.#times[(this.#head + this.#count) & (this.#times.length - 1)] = timeMs;
    this.#count++;
  }
}
