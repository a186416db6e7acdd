/** Lamport's logical clock: L. Lamport, "Time, clocks, and the ordering of events in a distributed system", CACM 21(7), 1978. */

/** If e happened before f, e's time is smaller; the converse does not hold. */
export class LamportClock {
  #time: number;

  constructor(time = 0) {
    this.#time = time;
  }

  static restore(time: unknown): LamportClock {
    return new LamportClock(time as number);
  }

  save(): number {
    return this.#time;
  }

  get time(): number {
    return this.#time;
  }

  /** The time of a local event or of sending a message. */
  tick(): number {
    return ++this.#time;
  }

  /** The time of receiving a message that was sent at `sent`. */
  receive(sent: number): number {
    this.#time = Math.max(this.#time, sent) + 1;
    return this.#time;
  }
}

/** The total order of events: by time, and by process where times are equal. Negative if the left one comes first. */
export function compareLamport(
  leftTime: number,
  leftProcess: number,
  rightTime: number,
  rightProcess: number,
): number {
  return leftTime - rightTime || leftProcess - rightProcess;
}
