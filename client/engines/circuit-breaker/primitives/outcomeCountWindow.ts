/**
 * The outcomes of the last n calls, as resilience4j's COUNT_BASED window has them: a ring and totals that are kept up to date, so
 * that recording and reading take constant time.
 */
import type { OutcomeWindow } from "./outcomeWindow.ts";

const FAILED = 1;
const SLOW = 2;

export interface SavedOutcomeCountWindow {
  readonly outcomes: Uint8Array;
  readonly next: number;
  readonly calls: number;
}

export class OutcomeCountWindow implements OutcomeWindow {
  readonly size: number;
  readonly #outcomes: Uint8Array;
  #next = 0;
  #calls = 0;
  #failures = 0;
  #slow = 0;

  /** @throws RangeError unless the size is a whole number from 1 to 2^24. */
  constructor(size: number) {
    if (!Number.isInteger(size) || size < 1 || size > 0x1000000)
      throw new RangeError(`size must be a whole number from 1, not ${size}`);
    this.size = size;
    this.#outcomes = new Uint8Array(size);
  }

  static restore(saved: SavedOutcomeCountWindow): OutcomeCountWindow {
    const window = new OutcomeCountWindow(saved.outcomes.length);
    window.#outcomes.set(saved.outcomes);
    window.#next = saved.next;
    window.#calls = saved.calls;
    for (const outcome of saved.outcomes) {
      window.#failures += outcome & FAILED;
      window.#slow += outcome >> 1;
    }
    return window;
  }

  calls(): number {
    return this.#calls;
  }

  failures(): number {
    return this.#failures;
  }

  slow(): number {
    return this.#slow;
  }

  record(failed: boolean, slow: boolean): void {
    const before = this.#outcomes[this.#next]!;
    const now = (failed ? FAILED : 0) | (slow ? SLOW : 0);
    // Places that were never used hold 0, which is no failure and not slow.
    this.#failures += (now & FAILED) - (before & FAILED);
    this.#slow += (now >> 1) - (before >> 1);
    this.#outcomes[this.#next] = now;
    this.#next = this.#next + 1 === this.size ? 0 : this.#next + 1;
    if (this.#calls < this.size) this.#calls++;
  }

  clear(): void {
    this.#outcomes.fill(0);
    this.#next = this.#calls = this.#failures = this.#slow = 0;
  }

  save(): SavedOutcomeCountWindow {
    return { outcomes: this.#outcomes.slice(), next: this.#next, calls: this.#calls };
  }
}
