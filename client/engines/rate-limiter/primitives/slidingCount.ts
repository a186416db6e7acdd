/**
 * Counts events in the last span of time exactly, by remembering when each happened. As a limiter this is the sliding
 * log; here it is the judge that limiters are held to. Memory: 8 bytes for each event within the span.
 */

export interface SavedSlidingCount {
  readonly spanMs: number;
  /** Oldest first. */
  readonly times: Float64Array;
}

export class SlidingCount {
  readonly spanMs: number;
  // A ring whose length is a power of two, so that wrapping is a mask.
  #times = new Float64Array(64);
  #head = 0;
  #count = 0;

  constructor(spanMs: number) {
    this.spanMs = spanMs;
  }

  static restore(saved: SavedSlidingCount): SlidingCount {
    const counter = new SlidingCount(saved.spanMs);
    for (const time of saved.times) counter.#push(time);
    return counter;
  }

  /** Adds an event at `nowMs`, which must not decrease, and returns how many lie in (nowMs − span, nowMs]. */
  add(nowMs: number): number {
    this.#expire(nowMs);
    this.#push(nowMs);
    return this.#count;
  }

  /** Events in (nowMs − span, nowMs]. */
  count(nowMs: number): number {
    this.#expire(nowMs);
    return this.#count;
  }

  save(): SavedSlidingCount {
    const times = new Float64Array(this.#count);
    for (let i = 0; i < times.length; i++)
      times[i] = this.#times[(this.#head + i) & (this.#times.length - 1)]!;
    return { spanMs: this.spanMs, times };
  }

  #expire(nowMs: number): void {
    const mask = this.#times.length - 1;
    while (this.#count > 0 && this.#times[this.#head]! <= nowMs - this.spanMs) {
      this.#head = (this.#head + 1) & mask;
      this.#count--;
    }
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
