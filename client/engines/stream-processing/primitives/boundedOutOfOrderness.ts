/**
 * A watermark for events that come at most so much out of order: the latest event time seen, less the bound (Flink's
 * BoundedOutOfOrdernessWatermarks; T. Akidau et al., "The dataflow model", VLDB 2015). It says "nothing older is expected any more",
 * and an event that is older all the same is late.
 */
export class BoundedOutOfOrderness {
  readonly boundMs: number;
  #latestMs: number;

  /** @throws RangeError for a negative bound. */
  constructor(boundMs: number, latestMs = -Infinity) {
    if (!(boundMs >= 0)) throw new RangeError(`boundMs must not be negative, but is ${boundMs}`);
    this.boundMs = boundMs;
    this.#latestMs = latestMs;
  }

  static restore(saved: { readonly boundMs: number; readonly latestMs: number }): BoundedOutOfOrderness {
    return new BoundedOutOfOrderness(saved.boundMs, saved.latestMs);
  }

  /** Never falls; −Infinity before the first event. */
  get watermarkMs(): number {
    return this.#latestMs - this.boundMs;
  }

  see(eventMs: number): void {
    if (eventMs > this.#latestMs) this.#latestMs = eventMs;
  }

  save(): { readonly boundMs: number; readonly latestMs: number } {
    return { boundMs: this.boundMs, latestMs: this.#latestMs };
  }
}
