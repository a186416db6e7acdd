/**
 * Generic cell rate algorithm in its virtual-scheduling form (ITU-T Recommendation I.371, annex A; ATM Forum, Traffic
 * Management Specification 4.0, 1996). It keeps one number, the theoretical arrival time: when the next request would be
 * due if all came evenly. A request may come up to a tolerance before that. With the tolerance of b − 1 intervals it
 * decides exactly as a token bucket of b tokens does, in half the memory, which is why limiters in a shared store use it.
 *
 * A clock that steps back makes requests look early, and grants nothing.
 */
import type { RateLimiter } from "./rateLimiter.ts";

export interface SavedGcra {
  readonly intervalMs: number;
  readonly toleranceMs: number;
  readonly theoreticalMs: number;
}

export class Gcra implements RateLimiter {
  /** Between requests that come evenly: T in I.371. */
  readonly intervalMs: number;
  /** How early a request may come: τ in I.371. */
  readonly toleranceMs: number;
  #theoreticalMs = -Infinity;

  /** @throws RangeError when the interval is not positive, the tolerance negative, or one of them not finite. */
  constructor(intervalMs: number, toleranceMs: number) {
    if (!(intervalMs > 0 && intervalMs < Infinity))
      throw new RangeError(`intervalMs must be positive, not ${intervalMs}`);
    if (!(toleranceMs >= 0 && toleranceMs < Infinity))
      throw new RangeError(`toleranceMs must not be negative, not ${toleranceMs}`);
    this.intervalMs = intervalMs;
    this.toleranceMs = toleranceMs;
  }

  /** The one that decides as a token bucket of this capacity (from 1) and rate. */
  static ofRate(ratePerSecond: number, capacity: number): Gcra {
    const intervalMs = 1000 / ratePerSecond;
    return new Gcra(intervalMs, (capacity - 1) * intervalMs);
  }

  static restore(saved: SavedGcra): Gcra {
    const limiter = new Gcra(saved.intervalMs, saved.toleranceMs);
    limiter.#theoreticalMs = saved.theoreticalMs;
    return limiter;
  }

  tryTake(nowMs: number, cost = 1): boolean {
    const dueMs = Math.max(this.#theoreticalMs, nowMs);
    const nextMs = dueMs + cost * this.intervalMs;
    // For one request this is I.371's own test: it is not more than τ before its time.
    if (nextMs - nowMs > this.toleranceMs + this.intervalMs) return false;
    this.#theoreticalMs = nextMs;
    return true;
  }

  available(nowMs: number): number {
    const aheadMs = Math.max(0, this.#theoreticalMs - nowMs);
    return Math.max(0, (this.toleranceMs + this.intervalMs - aheadMs) / this.intervalMs);
  }

  retryAfterMs(nowMs: number, cost = 1): number {
    const burstMs = this.toleranceMs + this.intervalMs;
    const neededMs = cost * this.intervalMs;
    if (neededMs > burstMs) return Infinity;
    return Math.max(0, Math.max(this.#theoreticalMs, nowMs) + neededMs - burstMs - nowMs);
  }

  save(): SavedGcra {
    const { intervalMs, toleranceMs } = this;
    return { intervalMs, toleranceMs, theoreticalMs: this.#theoreticalMs };
  }
}
