/**
 * Hybrid logical clock: S. Kulkarni, M. Demirbas, D. Madappa, B. Avva, M. Leone, "Logical physical clocks", OPODIS 2014,
 * figure 5. A stamp (l, c) keeps causality as Lamport's does, and l stays within the clocks' synchronization error of
 * physical time. CockroachDB, YugabyteDB and MongoDB use it.
 */

export interface HybridStamp {
  /** The largest physical time heard of, in the clock's unit. */
  readonly l: number;
  /** Orders events with the same l. */
  readonly c: number;
}

/** A message from a clock that is further ahead than is allowed; taking it would spread the error. */
export class ClockOffsetError extends Error {
  readonly aheadBy: number;

  constructor(aheadBy: number) {
    super(`the sender's clock is ${aheadBy} ahead, more than is allowed`);
    this.name = "ClockOffsetError";
    this.aheadBy = aheadBy;
  }
}

export class HybridClock {
  readonly #maxAhead: number;
  #l: number;
  #c: number;

  /** @param maxAhead a received l may lie this far ahead of the own physical time (CockroachDB: 500 ms). */
  constructor(maxAhead = Infinity, stamp: HybridStamp = { l: 0, c: 0 }) {
    this.#maxAhead = maxAhead;
    this.#l = stamp.l;
    this.#c = stamp.c;
  }

  static restore(saved: unknown): HybridClock {
    const { maxAhead, l, c } = saved as { maxAhead: number; l: number; c: number };
    return new HybridClock(maxAhead, { l, c });
  }

  save(): { maxAhead: number; l: number; c: number } {
    return { maxAhead: this.#maxAhead, l: this.#l, c: this.#c };
  }

  /** The stamp of a local event or of sending, at this reading of the physical clock. */
  tick(physical: number): HybridStamp {
    if (physical > this.#l) {
      this.#l = physical;
      this.#c = 0;
    } else this.#c++;
    return { l: this.#l, c: this.#c };
  }

  /** The stamp of receiving. @throws ClockOffsetError, and the clock stays as it was. */
  receive(sent: HybridStamp, physical: number): HybridStamp {
    if (sent.l - physical > this.#maxAhead) throw new ClockOffsetError(sent.l - physical);
    const before = this.#l;
    this.#l = Math.max(before, sent.l, physical);
    if (this.#l === before && this.#l === sent.l) this.#c = Math.max(this.#c, sent.c) + 1;
    else if (this.#l === before) this.#c++;
    else if (this.#l === sent.l) this.#c = sent.c + 1;
    else this.#c = 0;
    return { l: this.#l, c: this.#c };
  }
}

/** Negative if the left stamp is smaller. */
export function compareHybrid(left: HybridStamp, right: HybridStamp): number {
  return left.l - right.l || left.c - right.c;
}
