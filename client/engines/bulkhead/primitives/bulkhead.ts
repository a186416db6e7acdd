/**
 * A bulkhead: at most so many calls at once and so many that wait for their turn; all others are refused at once (M. Nygard,
 * Release It!, 2007; semaphore and thread pool bulkheads of resilience4j, `bulkhead` of cockatiel). It hands out places and does
 * not run anything itself, so that it serves threads, connections and promises alike.
 */
import { BoundedFifo, type SavedBoundedFifo } from "../../timeout/primitives/boundedFifo.ts";

/** The call has a place and may begin. */
export const BULKHEAD_ADMITTED = 1;
/** It waits; `release` will name it when its turn has come. */
export const BULKHEAD_QUEUED = 0;
/** No place is free and no more may wait. */
export const BULKHEAD_FULL = -1;

export interface SavedBulkhead {
  readonly places: number;
  readonly running: number;
  readonly waiting: SavedBoundedFifo;
}

export class Bulkhead {
  readonly places: number;
  #running = 0;
  #waiting: BoundedFifo;

  /** @throws RangeError unless `places` is a whole number from 1 and `queue` one from 0. */
  constructor(places: number, queue = 0) {
    if (!Number.isInteger(places) || places < 1)
      throw new RangeError(`places must be a whole number from 1, not ${places}`);
    this.places = places;
    this.#waiting = new BoundedFifo(queue);
  }

  static restore(saved: SavedBulkhead): Bulkhead {
    const bulkhead = new Bulkhead(saved.places);
    bulkhead.#running = saved.running;
    bulkhead.#waiting = BoundedFifo.restore(saved.waiting);
    return bulkhead;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get queue(): number {
    return this.#waiting.limit;
  }

  /** BULKHEAD_ADMITTED, BULKHEAD_QUEUED or BULKHEAD_FULL for the call with this number. */
  enter(call: number): number {
    if (this.#running < this.places) {
      this.#running++;
      return BULKHEAD_ADMITTED;
    }
    return this.#waiting.push(call) ? BULKHEAD_QUEUED : BULKHEAD_FULL;
  }

  /** A call has ended. The one that waited longest takes its place and is returned; undefined when none waits.
   *  @throws RangeError when nothing runs. */
  release(): number | undefined {
    if (this.#running === 0) throw new RangeError("nothing runs that could end");
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    return next;
  }

  save(): SavedBulkhead {
    return { places: this.places, running: this.#running, waiting: this.#waiting.save() };
  }
}
