/**
 * A bounded waiting line that serves the latest first. Under overload it keeps the young requests fast, whose callers still
 * wait, and gives up the old ones ("adaptive LIFO": B. Maurer, "Fail at Scale", ACM Queue 13(8), 2015).
 */
import type { WaitingLine } from "./waitingLine.ts";

export interface SavedBoundedStack {
  readonly limit: number;
  /** Oldest first. */
  readonly entries: Float64Array;
}

export class BoundedStack implements WaitingLine {
  readonly limit: number;
  #entries = new Float64Array(64);
  #length = 0;

  /** @throws RangeError when the limit is no whole number from 0 to 2^30. */
  constructor(limit: number) {
    if (!Number.isInteger(limit) || limit < 0 || limit > 0x40000000)
      throw new RangeError(`limit must be a whole number from 0, not ${limit}`);
    this.limit = limit;
  }

  static restore(saved: SavedBoundedStack): BoundedStack {
    const stack = new BoundedStack(saved.limit);
    for (const entry of saved.entries) stack.push(entry);
    return stack;
  }

  get length(): number {
    return this.#length;
  }

  /** False, and nothing is kept, when the stack is full. */
  push(entry: number): boolean {
    if (this.#length === this.limit) return false;
    if (this.#length === this.#entries.length) {
      const wider = new Float64Array(this.#length * 2);
      wider.set(this.#entries);
      this.#entries = wider;
    }
    this.#entries[this.#length++] = entry;
    return true;
  }

  /** Takes the youngest; undefined when there is none. */
  shift(): number | undefined {
    return this.#length === 0 ? undefined : this.#entries[--this.#length];
  }

  save(): SavedBoundedStack {
    return { limit: this.limit, entries: this.#entries.slice(0, this.#length) };
  }
}
