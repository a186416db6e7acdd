/**
 * Counters that replicas can change without talking to each other: M. Shapiro, N. Preguiça, C. Baquero, M. Zawirski, "A
 * comprehensive study of convergent and commutative replicated data types", INRIA RR-7506, 2011, specifications 6 and 7.
 */

/** Counts up only. Each replica has a number of its own; merging takes the larger of each. */
export class GrowOnlyCounter {
  readonly #counts: Float64Array;

  constructor(replicas: number) {
    this.#counts = new Float64Array(replicas);
  }

  static restore(saved: unknown): GrowOnlyCounter {
    const counts = saved as Float64Array;
    const counter = new GrowOnlyCounter(counts.length);
    counter.#counts.set(counts);
    return counter;
  }

  save(): Float64Array {
    return this.#counts.slice();
  }

  get value(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** @throws RangeError when `by` is negative: what shrinks could not be merged. */
  increment(replica: number, by = 1): void {
    if (!(by >= 0)) throw new RangeError(`a counter that only grows cannot grow by ${by}`);
    this.#counts[replica]! += by;
  }

  merge(other: GrowOnlyCounter): void {
    for (let i = 0; i < this.#counts.length; i++)
      this.#counts[i] = Math.max(this.#counts[i]!, other.#counts[i]!);
  }
}

/** Counts up and down: two counters that only grow. */
export class PositiveNegativeCounter {
  readonly #up: GrowOnlyCounter;
  readonly #down: GrowOnlyCounter;

  constructor(replicas: number, up = new GrowOnlyCounter(replicas), down = new GrowOnlyCounter(replicas)) {
    this.#up = up;
    this.#down = down;
  }

  static restore(saved: unknown): PositiveNegativeCounter {
    const [up, down] = saved as readonly [Float64Array, Float64Array];
    return new PositiveNegativeCounter(up.length, GrowOnlyCounter.restore(up), GrowOnlyCounter.restore(down));
  }

  save(): readonly [Float64Array, Float64Array] {
    return [this.#up.save(), this.#down.save()];
  }

  get value(): number {
    return this.#up.value - this.#down.value;
  }

  add(replica: number, by: number): void {
    if (by >= 0) this.#up.increment(replica, by);
    else this.#down.increment(replica, -by);
  }

  merge(other: PositiveNegativeCounter): void {
    this.#up.merge(other.#up);
    this.#down.merge(other.#down);
  }
}
