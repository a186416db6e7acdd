/**
 * Token bucket: tokens flow in at a steady rate up to a capacity, and each request takes some out. In any span of t
 * seconds at most capacity + rate·t are taken: short bursts pass, the long run is bounded (J. S. Turner, "New directions
 * in communications", IEEE Communications Magazine 24(10), 1986; RFC 2697).
 *
 * Tokens are brought up to date when somebody asks, so that a bucket costs two numbers and no timer. A clock that steps
 * back adds nothing and takes nothing.
 */
import type { RateLimiter } from "./rateLimiter.ts";

export interface SavedTokenBucket {
  readonly capacity: number;
  readonly ratePerSecond: number;
  readonly tokens: number;
  readonly updatedMs: number;
}

export class TokenBucket implements RateLimiter {
  readonly capacity: number;
  readonly ratePerSecond: number;
  #tokens: number;
  #updatedMs: number;

  /** Starts full. @throws RangeError when a number is not positive and finite. */
  constructor(capacity: number, ratePerSecond: number, nowMs = 0) {
    if (!(capacity > 0 && capacity < Infinity))
      throw new RangeError(`capacity must be positive, not ${capacity}`);
    if (!(ratePerSecond > 0 && ratePerSecond < Infinity)) {
      throw new RangeError(`ratePerSecond must be positive, not ${ratePerSecond}`);
    }
    this.capacity = capacity;
    this.ratePerSecond = ratePerSecond;
    this.#tokens = capacity;
    this.#updatedMs = nowMs;
  }

  static restore(saved: SavedTokenBucket): TokenBucket {
    const bucket = new TokenBucket(saved.capacity, saved.ratePerSecond, saved.updatedMs);
    bucket.#tokens = saved.tokens;
    return bucket;
  }

  tryTake(nowMs: number, cost = 1): boolean {
    const tokens = this.available(nowMs);
    if (tokens < cost) return false;
    this.#tokens = tokens - cost;
    if (nowMs > this.#updatedMs) this.#updatedMs = nowMs;
    return true;
  }

  available(nowMs: number): number {
    const elapsedMs = nowMs - this.#updatedMs;
    if (elapsedMs <= 0) return this.#tokens;
    const tokens = this.#tokens + (elapsedMs * this.ratePerSecond) / 1000;
    return Math.min(tokens, this.capacity);
  }

  retryAfterMs(nowMs: number, cost = 1): number {
    if (cost > this.capacity) return Infinity;
    const missing = cost - this.available(nowMs);
    return missing <= 0 ? 0 : (missing * 1000) / this.ratePerSecond;
  }

  save(): SavedTokenBucket {
    const { capacity, ratePerSecond } = this;
    return { capacity, ratePerSecond, tokens: this.#tokens, updatedMs: this.#updatedMs };
  }
}
