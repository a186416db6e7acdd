/** A physical clock as computers have it: it is set wrongly, runs a little too fast or too slow, and is corrected now and then. */

export class DriftingClock {
  readonly #rate: number;
  #offset: number;
  #since: number;

  /**
   * @param offset what it shows too much at true time `since`.
   * @param driftPpm microseconds that it gains in a second; quartz has up to 50, and 200 is what Google reckons with.
   */
  constructor(offset: number, driftPpm: number, since = 0) {
    this.#offset = offset;
    this.#rate = driftPpm / 1e6;
    this.#since = since;
  }

  static restore(saved: unknown): DriftingClock {
    const { offset, driftPpm, since } = saved as { offset: number; driftPpm: number; since: number };
    return new DriftingClock(offset, driftPpm, since);
  }

  save(): { offset: number; driftPpm: number; since: number } {
    return { offset: this.#offset, driftPpm: this.#rate * 1e6, since: this.#since };
  }

  /** What it shows too much at this true time. */
  offsetAt(trueTime: number): number {
    return this.#offset + this.#rate * (trueTime - this.#since);
  }

  read(trueTime: number): number {
    return trueTime + this.offsetAt(trueTime);
  }

  /** Sets it at once, forwards or backwards, so that `error` is left (RFC 5905 calls this a step). */
  step(trueTime: number, error: number): void {
    this.#offset = error;
    this.#since = trueTime;
  }
}
