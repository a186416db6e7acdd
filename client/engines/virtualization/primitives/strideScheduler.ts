/**
 * Stride scheduling: whoever has advanced least in its own virtual time runs next, and its time advances the slower the greater
 * its weight (C. Waldspurger, W. Weihl, "Stride scheduling: deterministic proportional-share resource management", MIT 1995; the
 * idea of Linux's completely fair scheduler). Each runnable one gets its proportion to within a quantum at all times. Who was
 * asleep begins where the others are: sleeping saves nothing up.
 */

export interface SavedStrideScheduler {
  readonly passes: Float64Array;
  readonly weights: Float64Array;
  readonly wasRunnable: Uint8Array;
  readonly now: number;
}

export class StrideScheduler {
  readonly #weights: Float64Array;
  /** Virtual time of each. */
  readonly #passes: Float64Array;
  readonly #wasRunnable: Uint8Array;
  /** Virtual time of whoever ran last. */
  #now = 0;

  /** @throws RangeError for a weight that is not positive. */
  constructor(weights: readonly number[]) {
    for (const weight of weights)
      if (!(weight > 0 && weight < Infinity)) throw new RangeError(`weights must be positive, not ${weight}`);
    this.#weights = Float64Array.from(weights);
    this.#passes = new Float64Array(weights.length);
    this.#wasRunnable = new Uint8Array(weights.length);
  }

  static restore(saved: SavedStrideScheduler): StrideScheduler {
    const scheduler = new StrideScheduler([...saved.weights]);
    scheduler.#passes.set(saved.passes);
    scheduler.#wasRunnable.set(saved.wasRunnable);
    scheduler.#now = saved.now;
    return scheduler;
  }

  /** Who runs for the next quantum, and is charged for it; −1 when nobody can. */
  next(isRunnable: (one: number) => boolean): number {
    let chosen = -1;
    for (let one = 0; one < this.#passes.length; one++) {
      const runnable = isRunnable(one);
      if (runnable && this.#wasRunnable[one] === 0)
        this.#passes[one] = Math.max(this.#passes[one]!, this.#now);
      this.#wasRunnable[one] = runnable ? 1 : 0;
      if (runnable && (chosen < 0 || this.#passes[one]! < this.#passes[chosen]!)) chosen = one;
    }
    if (chosen < 0) return chosen;
    this.#now = this.#passes[chosen]!;
    this.#passes[chosen] = this.#now + 1 / this.#weights[chosen]!;
    return chosen;
  }

  save(): SavedStrideScheduler {
    return {
      passes: this.#passes.slice(),
      weights: this.#weights.slice(),
      wasRunnable: this.#wasRunnable.slice(),
      now: this.#now,
    };
  }
}
