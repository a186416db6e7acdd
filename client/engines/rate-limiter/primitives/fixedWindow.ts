/**
 * Fixed-window counter: at most `limit` units in each window, windows aligned to multiples of their length. Two numbers
 * a caller and easy to explain, but twice the limit passes in an instant around a boundary: the end of one window and
 * the start of the next.
 *
 * A clock that steps back stays in the latest window seen, so that it cannot hand out a second quota.
 */
import type { RateLimiter } from "./rateLimiter.ts";

export interface SavedFixedWindow {
  readonly limit: number;
  readonly windowMs: number;
  readonly window: number;
  readonly taken: number;
}

export class FixedWindow implements RateLimiter {
  readonly limit: number;
  readonly windowMs: number;
  /** The number of the window that `#taken` counts for. */
  #window = -Infinity;
  #taken = 0;

  /** @throws RangeError when a number is not positive and finite. */
  constructor(limit: number, windowMs: number) {
    if (!(limit > 0 && limit < Infinity)) throw new RangeError(`limit must be positive, not ${limit}`);
    if (!(windowMs > 0 && windowMs < Infinity))
      throw new RangeError(`windowMs must be positive, not ${windowMs}`);
    this.limit = limit;
    this.windowMs = windowMs;
  }

  static restore(saved: SavedFixedWindow): FixedWindow {
    const counter = new FixedWindow(saved.limit, saved.windowMs);
    counter.#window = saved.window;
    counter.#taken = saved.taken;
    return counter;
  }

  tryTake(nowMs: number, cost = 1): boolean {
    const window = Math.floor(nowMs / this.windowMs);
    if (window > this.#window) {
      this.#window = window;
      this.#taken = 0;
    }
    if (this.#taken + cost > this.limit) return false;
    this.#taken += cost;
    return true;
  }

  available(nowMs: number): number {
    return Math.floor(nowMs / this.windowMs) > this.#window ? this.limit : this.limit - this.#taken;
  }

  retryAfterMs(nowMs: number, cost = 1): number {
    if (cost > this.limit) return Infinity;
    if (this.available(nowMs) >= cost) return 0;
    return (this.#window + 1) * this.windowMs - nowMs;
  }

  save(): SavedFixedWindow {
    return { limit: this.limit, windowMs: this.windowMs, window: this.#window, taken: this.#taken };
  }
}
