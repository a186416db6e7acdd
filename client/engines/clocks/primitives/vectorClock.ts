/**
 * Vector clocks: C. Fidge, "Timestamps in message-passing systems that preserve the partial ordering", 1988; F. Mattern,
 * "Virtual time and global states of distributed systems", 1989. They tell exactly what happened before what, at the price
 * of one number a process.
 */

export type CausalOrder = "before" | "after" | "equal" | "concurrent";

export class VectorClock {
  readonly #process: number;
  readonly #times: Uint32Array;

  /** @param process the number of the own process, from 0 to below `processes`. */
  constructor(processes: number, process: number) {
    this.#process = process;
    this.#times = new Uint32Array(processes);
  }

  static restore(saved: unknown): VectorClock {
    const { process, times } = saved as { process: number; times: Uint32Array };
    const clock = new VectorClock(times.length, process);
    clock.#times.set(times);
    return clock;
  }

  save(): { process: number; times: Uint32Array } {
    return { process: this.#process, times: this.#times.slice() };
  }

  /** The stamp of a local event or of sending a message: a copy. */
  tick(): Uint32Array {
    this.#times[this.#process]!++;
    return this.#times.slice();
  }

  /** The stamp of receiving a message that was stamped `sent`: a copy. */
  receive(sent: Uint32Array): Uint32Array {
    mergeVectors(this.#times, sent);
    return this.tick();
  }
}

/** Sets each entry of `into` to the larger of both. */
export function mergeVectors(into: Uint32Array, other: Uint32Array): void {
  for (let i = 0; i < into.length; i++) if (other[i]! > into[i]!) into[i] = other[i]!;
}

/** How the event stamped `left` lies to the one stamped `right`. */
export function compareVectors(left: Uint32Array, right: Uint32Array): CausalOrder {
  let less = false;
  let more = false;
  for (let i = 0; i < left.length; i++) {
    if (left[i]! < right[i]!) less = true;
    else if (left[i]! > right[i]!) more = true;
  }
  if (less) return more ? "concurrent" : "before";
  return more ? "after" : "equal";
}
