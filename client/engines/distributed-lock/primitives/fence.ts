/**
 * The check at the resource: a request made under a lock carries the lock's token, and one with a lower token than any seen
 * before is refused (M. Kleppmann, How to do distributed locking, 2016). One number of state, to be kept as durably as what
 * it protects. Show it the tokens of reads too: a holder that reads, changes and writes is not safe from a late write that
 * comes between its read and its own write unless the read has raised the fence.
 */
export class Fence {
  #highest: number;

  constructor(highest = 0) {
    this.#highest = highest;
  }

  static restore(saved: number): Fence {
    return new Fence(saved);
  }

  save(): number {
    return this.#highest;
  }

  get highest(): number {
    return this.#highest;
  }

  /** Whether a request with this token may pass; from then on no lower one does. */
  admit(token: number): boolean {
    if (token < this.#highest) return false;
    this.#highest = token;
    return true;
  }
}
