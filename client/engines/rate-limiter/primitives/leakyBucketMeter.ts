/**
 * Leaky bucket as a meter: each request pours its cost into a bucket that leaks at a steady rate, and what would overflow
 * is refused; nothing waits (J. S. Turner, "New directions in communications", IEEE Communications Magazine 24(10), 1986;
 * ITU-T I.371's continuous-state leaky bucket). It is the token bucket seen from below: its level is what is missing there.
 * The name is also used for a queue (`LeakyBucketQueue`), which delays where this refuses.
 */
import type { RateLimiter } from "./rateLimiter.ts";

export interface SavedLeakyBucketMeter {
  readonly capacity: number;
  readonly leakPerSecond: number;
  readonly level: number;
  readonly updatedMs: number;
}

export class LeakyBucketMeter implements RateLimiter {
  readonly capacity: number;
  readonly leakPerSecond: number;
  #level = 0;
  #updatedMs: number;

  /** Starts empty. @throws RangeError when a number is not positive and finite. */
  constructor(capacity: number, leakPerSecond: number, nowMs = 0) {
    if (!(capacity > 0 && capacity < Infinity))
      throw new RangeError(`capacity must be positive, not ${capacity}`);
    if (!(leakPerSecond > 0 && leakPerSecond < Infinity))
      throw new RangeError(`leakPerSecond must be positive, not ${leakPerSecond}`);
    this.capacity = capacity;
    this.leakPerSecond = leakPerSecond;
    this.#updatedMs = nowMs;
  }

  static restore(saved: SavedLeakyBucketMeter): LeakyBucketMeter {
    const meter = new LeakyBucketMeter(saved.capacity, saved.leakPerSecond, saved.updatedMs);
    meter.#level = saved.level;
    return meter;
  }

  /** What is in the bucket now. */
  level(nowMs: number): number {
    const elapsedMs = nowMs - this.#updatedMs;
    if (elapsedMs <= 0) return this.#level;
    return Math.max(0, this.#level - (elapsedMs * this.leakPerSecond) / 1000);
  }

  tryTake(nowMs: number, cost = 1): boolean {
    const level = this.level(nowMs) + cost;
    if (level > this.capacity) return false;
    this.#level = level;
    if (nowMs > this.#updatedMs) this.#updatedMs = nowMs;
    return true;
  }

  available(nowMs: number): number {
    return this.capacity - this.level(nowMs);
  }

  retryAfterMs(nowMs: number, cost = 1): number {
    if (cost > this.capacity) return Infinity;
    const over = this.level(nowMs) + cost - this.capacity;
    return over <= 0 ? 0 : (over * 1000) / this.leakPerSecond;
  }

  save(): SavedLeakyBucketMeter {
    const { capacity, leakPerSecond } = this;
    return { capacity, leakPerSecond, level: this.#level, updatedMs: this.#updatedMs };
  }
}
