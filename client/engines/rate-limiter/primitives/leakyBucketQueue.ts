/**
 * Leaky bucket as a queue: requests wait in a bounded queue that lets one out every 1/rate seconds, so that what stands
 * behind it sees no burst at all (A. Tanenbaum, D. Wetherall, Computer Networks, 5th ed. 2011, section 5.4.2; nginx
 * `limit_req` with `burst` and without `nodelay`). It accepts what a token bucket of the same size accepts, and pays for the
 * even output with delay.
 *
 * No list of who waits is needed: when the last one leaves says how many there are.
 */
import type { RateLimiter } from "./rateLimiter.ts";

export interface SavedLeakyBucketQueue {
  readonly waiting: number;
  readonly ratePerSecond: number;
  readonly freeAtMs: number;
}

export class LeakyBucketQueue implements RateLimiter {
  /** Requests that may wait, besides one that need not: nginx's `burst`. */
  readonly waiting: number;
  readonly ratePerSecond: number;
  /** When one that comes then leaves without waiting. */
  #freeAtMs = -Infinity;

  /** @throws RangeError when `waiting` is negative, the rate not positive, or one of them not finite. */
  constructor(waiting: number, ratePerSecond: number) {
    if (!(waiting >= 0 && waiting < Infinity))
      throw new RangeError(`waiting must not be negative, not ${waiting}`);
    if (!(ratePerSecond > 0 && ratePerSecond < Infinity))
      throw new RangeError(`ratePerSecond must be positive, not ${ratePerSecond}`);
    this.waiting = waiting;
    this.ratePerSecond = ratePerSecond;
  }

  static restore(saved: SavedLeakyBucketQueue): LeakyBucketQueue {
    const queue = new LeakyBucketQueue(saved.waiting, saved.ratePerSecond);
    queue.#freeAtMs = saved.freeAtMs;
    return queue;
  }

  /** When the request leaves the queue, or undefined when it is refused. The caller waits; nothing here does. */
  enter(nowMs: number, cost = 1): number | undefined {
    const leavesMs = nowMs + this.delayMs(nowMs);
    const intervalMs = 1000 / this.ratePerSecond;
    if (leavesMs - nowMs + (cost - 1) * intervalMs > this.waiting * intervalMs) return undefined;
    this.#freeAtMs = leavesMs + cost * intervalMs;
    return leavesMs;
  }

  /** How long a request that comes now would wait. */
  delayMs(nowMs: number): number {
    return Math.max(0, this.#freeAtMs - nowMs);
  }

  tryTake(nowMs: number, cost = 1): boolean {
    return this.enter(nowMs, cost) !== undefined;
  }

  /** Requests that would be accepted now, most of them to wait. */
  available(nowMs: number): number {
    return Math.max(0, this.waiting + 1 - (this.delayMs(nowMs) * this.ratePerSecond) / 1000);
  }

  retryAfterMs(nowMs: number, cost = 1): number {
    if (cost > this.waiting + 1) return Infinity;
    return Math.max(0, this.delayMs(nowMs) - ((this.waiting + 1 - cost) * 1000) / this.ratePerSecond);
  }

  save(): SavedLeakyBucketQueue {
    return { waiting: this.waiting, ratePerSecond: this.ratePerSecond, freeAtMs: this.#freeAtMs };
  }
}
