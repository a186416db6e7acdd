/**
 * Saved simulations of one run, for going back. Within the memory they may use they are kept as they come; beyond it
 * they thin out logarithmically: the one goes whose loss leaves the smallest gap in proportion to its age, so that the
 * recent past stays dense. Gaps beyond `REPLAY_EVENTS` appear only when nothing else is left to drop.
 */
import type { SavedSimulation } from "./simulation.ts";

/** Memory of all snapshots of a run, bytes. */
export const SNAPSHOT_BYTES = 64 * 1024 * 1024;
/** Events that seeking replays at most, as long as memory allows. */
export const REPLAY_EVENTS = 200_000;
const SNAPSHOT_COUNT = 2048;
const FIRST_INTERVAL = 16;
const MIN_INTERVAL = 4096;
const MAX_INTERVAL = 100_000;

export class Snapshots {
  #saved: SavedSimulation[] = [];
  #bytes = 0;
  readonly #budgetBytes: number;

  constructor(budgetBytes = SNAPSHOT_BYTES) {
    this.#budgetBytes = budgetBytes;
  }

  get count(): number {
    return this.#saved.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The number of events after which the next one is due. Large states are saved less often, so that saving costs a
   *  bounded part of the running time: an event costs about as much as copying some bytes. The first are close to each
   *  other, for engines whose few events each do much. */
  get nextDue(): number {
    const last = this.#saved.at(-1);
    if (last === undefined) return 0;
    const interval = Math.min(MAX_INTERVAL, Math.max(MIN_INTERVAL, Math.floor(last.bytes / 8)));
    return last.events + Math.min(interval, Math.max(FIRST_INTERVAL, Math.floor(last.events / 8)));
  }

  /** `snapshot` must lie beyond all the others. */
  add(snapshot: SavedSimulation): void {
    this.#saved.push(snapshot);
    this.#bytes += snapshot.bytes;
    while (
      (this.#bytes > this.#budgetBytes || this.#saved.length > SNAPSHOT_COUNT) &&
      this.#saved.length > 2
    ) {
      this.#drop();
    }
  }

  /** The latest at or before `events`. */
  atOrBefore(events: number): SavedSimulation {
    return this.#latest((saved) => saved.events <= events);
  }

  /** The latest at or before `x`. */
  atOrBeforeTime(x: number): SavedSimulation {
    return this.#latest((saved) => saved.x <= x);
  }

  /** Forgets what lies beyond `events`, because an action has made another future. */
  dropBeyond(events: number): void {
    while (this.#saved.length > 1 && this.#saved.at(-1)!.events > events)
      this.#bytes -= this.#saved.pop()!.bytes;
  }

  /** Binary search: `fits` holds up to some place and nowhere beyond. The first always remains to fall back on. */
  #latest(fits: (saved: SavedSimulation) => boolean): SavedSimulation {
    let low = 0;
    let high = this.#saved.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (fits(this.#saved[middle]!)) low = middle;
      else high = middle - 1;
    }
    return this.#saved[low]!;
  }

  /** Neither the first, from which everything can be replayed, nor the last, from which `nextDue` counts. */
  #drop(): void {
    const saved = this.#saved;
    const now = saved.at(-1)!.events;
    let best = 1;
    let bestScore = Infinity;
    for (let i = 1; i < saved.length - 1; i++) {
      const gap = saved[i + 1]!.events - saved[i - 1]!.events;
      const score = gap / (now - saved[i]!.events) + (gap > REPLAY_EVENTS ? now : 0);
      if (score < bestScore) {
        bestScore = score;
        best = i;
      }
    }
    this.#bytes -= saved[best]!.bytes;
    saved.splice(best, 1);
  }
}
