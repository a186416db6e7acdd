/**
 * The receiver's side of an ordered stream: keeps what came early until the gap before it is filled, and says up to where all
 * is there (RFC 9293, section 3.10.7.4). Holds a window of segments, a byte each; what lies beyond it or came before is told
 * apart and not kept.
 */

export interface SavedReassemblyBuffer {
  readonly next: number;
  readonly held: Uint8Array;
  readonly waiting: number;
}

export type Reception = "in-order" | "early" | "duplicate" | "beyond";

export class ReassemblyBuffer {
  /** Segments that may be under way or wait here. */
  readonly window: number;
  readonly #held: Uint8Array;
  #next = 0;
  #waiting = 0;

  /** @throws RangeError when the window is no whole number from 1. */
  constructor(window: number) {
    if (!Number.isInteger(window) || window < 1)
      throw new RangeError(`the window is a whole number of segments from 1, not ${window}`);
    this.window = window;
    this.#held = new Uint8Array(window);
  }

  static restore(saved: SavedReassemblyBuffer): ReassemblyBuffer {
    const buffer = new ReassemblyBuffer(saved.held.length);
    buffer.#held.set(saved.held);
    buffer.#next = saved.next;
    buffer.#waiting = saved.waiting;
    return buffer;
  }

  /** The first segment that is missing: what an acknowledgement says. */
  get next(): number {
    return this.#next;
  }

  /** Segments that came early and wait. */
  get waiting(): number {
    return this.#waiting;
  }

  holds(segment: number): boolean {
    const within = segment >= this.#next && segment < this.#next + this.window;
    return within && this.#held[segment % this.window] === 1;
  }

  /** After "in-order" all up to `next` can be handed to the program. */
  receive(segment: number): Reception {
    if (segment < this.#next || this.holds(segment)) return "duplicate";
    if (segment >= this.#next + this.window) return "beyond";
    if (segment > this.#next) {
      this.#held[segment % this.window] = 1;
      this.#waiting++;
      return "early";
    }
    this.#next++;
    for (let place = this.#next % this.window; this.#held[place] === 1; place = this.#next % this.window) {
      this.#held[place] = 0;
      this.#waiting--;
      this.#next++;
    }
    return "in-order";
  }

  save(): SavedReassemblyBuffer {
    return { next: this.#next, held: this.#held.slice(), waiting: this.#waiting };
  }
}
