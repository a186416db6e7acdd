/** Rate limiting with a token bucket a key. What is inserted stands between the two marks. */

// designwise:begin
/**
 * @typedef {object} RateLimiterOptions
 * @property {number} ratePerSecond What each key may sustain.
 * @property {number} burst What may come at once after a pause: any t seconds let through at most burst + ratePerSecond × t.
 * @property {number} [maxKeys] Bounds memory whatever keys callers send.
 * @property {() => number} [nowMs] Must be monotonic: a wall clock that is set back would lock everybody out.
 */

/**
 * @typedef {object} RateLimitDecision
 * @property {boolean} allowed
 * @property {number} retryAfterMs 0 when allowed. Send it with the refusal (`Retry-After`), or clients retry at once.
 */

/** A token bucket per key. It counts in this process only: n instances let through n times the rate. */
class RateLimiter {
  #ratePerMs;
  #burst;
  #maxKeys;
  #nowMs;
  /** Least recently used first: a Map iterates in the order of insertion, and every use inserts again. */
  #buckets = new Map();

  constructor(options) {
    const { ratePerSecond, burst, maxKeys = 10_000, nowMs = () => performance.now() } = options;
    if (!(ratePerSecond > 0 && ratePerSecond < Infinity))
      throw new RangeError("ratePerSecond must be positive");
    if (!(burst >= 1)) throw new RangeError("burst must be at least 1");
    if (!(maxKeys >= 1)) throw new RangeError("maxKeys must be at least 1");
    this.#ratePerMs = ratePerSecond / 1000;
    this.#burst = burst;
    this.#maxKeys = maxKeys;
    this.#nowMs = nowMs;
  }

  /** Takes `cost` tokens of the key's bucket, or none at all when it holds fewer. */
  take(key, cost = 1) {
    if (!(cost > 0 && cost <= this.#burst)) {
      throw new RangeError(`cost must be above 0 and at most ${this.#burst}: a larger one never passes`);
    }
    const bucket = this.#bucketOf(key);
    if (bucket.tokens < cost) {
      return { allowed: false, retryAfterMs: Math.ceil((cost - bucket.tokens) / this.#ratePerMs) };
    }
    bucket.tokens -= cost;
    return { allowed: true, retryAfterMs: 0 };
  }

  #bucketOf(key) {
    const nowMs = this.#nowMs();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#burst, refilledMs: nowMs };
    // Refilling on use needs no timer, and an idle key costs nothing.
    const elapsedMs = Math.max(0, nowMs - bucket.refilledMs);
    bucket.tokens = Math.min(this.#burst, bucket.tokens + elapsedMs * this.#ratePerMs);
    bucket.refilledMs += elapsedMs;
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size > this.#maxKeys) {
      // The longest unused bucket has refilled the most, so forgetting it (a full bucket) gives away the least.
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest);
        break;
      }
    }
    return bucket;
  }
}
// designwise:end

export { RateLimiter };
