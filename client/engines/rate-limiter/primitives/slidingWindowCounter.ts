/**
 * Sliding-window counter: two fixed windows, the one before weighted by how much of it the sliding window still covers
 * (J. Desgats, "How we built rate limiting capable of scaling to millions of domains", Cloudflare blog, 2017). Three
 * numbers a caller, and no double quota in an instant. It supposes that the window before was filled evenly: when all of
 * it came at the end, a caller who then follows the estimate still gets nearly twice the limit into one span.
 *
 * A clock that steps back stays in the latest window seen.
 */
import type { RateLimiter } from "./rateLimiter.ts";

export interface SavedSlidingWindowCounter {
  readonly limit: number;
  readonly windowMs: number;
  readonly window: number;
  readonly before: number;
  readonly current: number;
}

export class SlidingWindowCounter implements RateLimiter {
  readonly limit: number;
  readonly windowMs: number;
  #window = -Infinity;
  #before = 0;
  #current = 0;

  /** @throws RangeError when a number is not positive and finite. */
  constructor(limit: number, windowMs: number) {
    if (!(limit > 0 && limit < Infinity)) throw new RangeError(`limit must be positive, not ${limit}`);
    if (!(windowMs > 0 && windowMs < Infinity))
      throw new RangeError(`windowMs must be positive, not ${windowMs}`);
    this.limit = limit;
    this.windowMs = windowMs;
  }

  static restore(saved: SavedSlidingWindowCounter): SlidingWindowCounter {
    const counter = new SlidingWindowCounter(saved.limit, saved.windowMs);
    counter.#window = saved.window;
    counter.#before = saved.before;
    counter.#current = saved.current;
    return counter;
  }

  /** Requests in the last window's length, supposing that those of the window before came evenly. */
  estimate(nowMs: number): number {
    this.#turn(nowMs);
    const share = Math.max(0, nowMs / this.windowMs - this.#window);
    return this.#before * (1 - Math.min(1, share)) + this.#current;
  }

  tryTake(nowMs: number, cost = 1): boolean {
    if (this.estimate(nowMs) + cost > this.limit) return false;
    this.#current += cost;
    return true;
  }

  available(nowMs: number): number {
    return Math.max(0, this.limit - this.estimate(nowMs));
  }

  retryAfterMs(nowMs: number, cost = 1): number {
    if (cost > this.limit) return Infinity;
    if (this.estimate(nowMs) + cost <= this.limit) return 0;
    const startMs = this.#window * this.windowMs;
    // Within this window only the weight of the one before falls.
    const room = this.limit - cost - this.#current;
    if (room >= 0) return Math.max(0, startMs + this.windowMs * (1 - room / this.#before) - nowMs);
    // Later it is this window's own count that weighs less.
    const share = 1 - (this.limit - cost) / this.#current;
    return startMs + this.windowMs * (1 + share) - nowMs;
  }

  save(): SavedSlidingWindowCounter {
    const { limit, windowMs } = this;
    return { limit, windowMs, window: this.#window, before: this.#before, current: this.#current };
  }

  #turn(nowMs: number): void {
    const window = Math.floor(nowMs / this.windowMs);
    if (window <= this.#window) return;
    this.#before = window === this.#window + 1 ? this.#current : 0;
    this.#current = 0;
    this.#window = window;
  }
}
