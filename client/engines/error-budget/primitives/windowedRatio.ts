/**
 * The share of bad events within any of several windows that end now, from one ring of running totals: adding is constant time
 * and so is each question, whatever the windows' lengths. Memory: 16 bytes for each bucket of the longest window.
 */

export interface SavedWindowedRatio {
  readonly bucketMs: number;
  readonly totals: Float64Array;
  readonly bad: Float64Array;
  readonly buckets: number;
}

export class WindowedRatio {
  readonly bucketMs: number;
  // Entry i: totals of all buckets before bucket number i, modulo the length.
  readonly #totals: Float64Array;
  readonly #bad: Float64Array;
  /** Buckets so far. */
  #buckets = 0;

  /** @throws RangeError when the bucket is not positive, or the longest window not a whole number of them up to 2^24. */
  constructor(bucketMs: number, longestMs: number) {
    const length = longestMs / bucketMs;
    if (!(bucketMs > 0)) throw new RangeError(`bucketMs must be positive, not ${bucketMs}`);
    if (!Number.isInteger(length) || length < 1 || length > 0x1000000)
      throw new RangeError(`the longest window must be a whole number of buckets, not ${length}`);
    this.bucketMs = bucketMs;
    this.#totals = new Float64Array(length + 1);
    this.#bad = new Float64Array(length + 1);
  }

  static restore(saved: SavedWindowedRatio): WindowedRatio {
    const ratio = new WindowedRatio(saved.bucketMs, (saved.totals.length - 1) * saved.bucketMs);
    ratio.#totals.set(saved.totals);
    ratio.#bad.set(saved.bad);
    ratio.#buckets = saved.buckets;
    return ratio;
  }

  /** Closes a bucket: so many events came in it, so many of them bad. */
  add(total: number, bad: number): void {
    const length = this.#totals.length;
    const from = this.#buckets % length;
    const to = (this.#buckets + 1) % length;
    this.#totals[to] = this.#totals[from]! + total;
    this.#bad[to] = this.#bad[from]! + bad;
    this.#buckets++;
  }

  /** Events in the last `windowMs`; in all, while there were fewer buckets than that. */
  total(windowMs: number): number {
    return this.#difference(this.#totals, windowMs);
  }

  bad(windowMs: number): number {
    return this.#difference(this.#bad, windowMs);
  }

  /** Share of bad events; 0 when there were none at all. */
  share(windowMs: number): number {
    const total = this.total(windowMs);
    return total === 0 ? 0 : this.bad(windowMs) / total;
  }

  save(): SavedWindowedRatio {
    return {
      bucketMs: this.bucketMs,
      totals: this.#totals.slice(),
      bad: this.#bad.slice(),
      buckets: this.#buckets,
    };
  }

  #difference(sums: Float64Array, windowMs: number): number {
    const length = sums.length;
    const back = Math.min(this.#buckets, length - 1, Math.round(windowMs / this.bucketMs));
    return sums[this.#buckets % length]! - sums[(this.#buckets - back) % length]!;
  }
}
