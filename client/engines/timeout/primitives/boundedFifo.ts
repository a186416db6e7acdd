/**
 * A bounded queue of numbers, first in, first out. It refuses what does not fit instead of growing, since a queue without
 * a bound turns overload into waiting without end. A ring in one typed array: no allocation per entry.
 */

export interface SavedBoundedFifo {
  readonly limit: number;
  /** Oldest first. */
  readonly entries: Float64Array;
}

export class BoundedFifo {
  /** Entries that fit. */
  readonly limit: number;
  #ring = new Float64Array(64);
  #head = 0;
  #length = 0;

  /** @throws RangeError when the limit is no whole number from 0 to 2^30. */
  constructor(limit: number) {
    if (!Number.isInteger(limit) || limit < 0 || limit > 0x40000000)
      throw new RangeError(`limit must be a whole number from 0, not ${limit}`);
    this.limit = limit;
  }

  static restore(saved: SavedBoundedFifo): BoundedFifo {
    const queue = new BoundedFifo(saved.limit);
    for (const entry of saved.entries) queue.push(entry);
    return queue;
  }

  get length(): number {
    return this.#length;
  }

  /** False, and nothing is kept, when the queue is full. */
  push(entry: number): boolean {
    if (this.#length === this.limit) return false;
    if (this.#length === this.#ring.length) this.#widen();
    this.#ring[(this.#head + this.#length) & (this.#ring.length - 1)] = entry;
    this.#length++;
    return true;
  }

  /** Takes the oldest; undefined when there is none. */
  shift(): number | undefined {
    if (this.#length === 0) return undefined;
    const entry = this.#ring[this.#head]!;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#length--;
    return entry;
  }

  /** The entry at this place, 0 the oldest; undefined beyond the youngest. */
  at(place: number): number | undefined {
    if (!(place >= 0 && place < this.#length)) return undefined;
    return this.#ring[(this.#head + Math.floor(place)) & (this.#ring.length - 1)];
  }

  clear(): void {
    this.#length = 0;
  }

  save(): SavedBoundedFifo {
    return { limit: this.limit, entries: Float64Array.from({ length: this.#length }, (_, i) => this.at(i)!) };
  }

  #widen(): void {
    const wider = new Float64Array(this.#ring.length * 2);
    for (let i = 0; i < this.#length; i++) wider[i] = this.at(i)!;
    this.#ring = wider;
    this.#head = 0;
  }
}
