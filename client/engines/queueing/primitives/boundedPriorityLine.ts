/**
 * A bounded waiting line that serves the smallest key first, and equal keys in the order in which they came: shortest job
 * first when the key is the job's size, classes when it is the class. A heap with four children a node in typed arrays
 * (D. B. Johnson, Information Processing Letters 4(3), 1975): half the levels of a binary one, and no object per entry.
 */
import type { WaitingLine } from "./waitingLine.ts";

export interface SavedBoundedPriorityLine {
  readonly limit: number;
  readonly entries: Float64Array;
  readonly keys: Float64Array;
  readonly orders: Float64Array;
  readonly pushed: number;
}

export class BoundedPriorityLine implements WaitingLine {
  readonly limit: number;
  #entries = new Float64Array(64);
  #keys = new Float64Array(64);
  /** The number of each push: decides between equal keys. */
  #orders = new Float64Array(64);
  #pushed = 0;
  #length = 0;

  /** @throws RangeError when the limit is no whole number from 0 to 2^30. */
  constructor(limit: number) {
    if (!Number.isInteger(limit) || limit < 0 || limit > 0x40000000)
      throw new RangeError(`limit must be a whole number from 0, not ${limit}`);
    this.limit = limit;
  }

  static restore(saved: SavedBoundedPriorityLine): BoundedPriorityLine {
    const line = new BoundedPriorityLine(saved.limit);
    line.#resize(Math.max(64, saved.entries.length));
    line.#entries.set(saved.entries);
    line.#keys.set(saved.keys);
    line.#orders.set(saved.orders);
    line.#length = saved.entries.length;
    line.#pushed = saved.pushed;
    return line;
  }

  get length(): number {
    return this.#length;
  }

  /** The smallest key; undefined when the line is empty. */
  get firstKey(): number | undefined {
    return this.#length === 0 ? undefined : this.#keys[0];
  }

  /** False, and nothing is kept, when the line is full. @throws RangeError for a key that is no number. */
  push(entry: number, key: number): boolean {
    if (Number.isNaN(key)) throw new RangeError("a key must be a number");
    if (this.#length === this.limit) return false;
    if (this.#length === this.#entries.length) this.#resize(this.#length * 2);
    let place = this.#length++;
    const order = this.#pushed++;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      // An equal key that came before stays before.
      if (this.#keys[parent]! <= key) break;
      this.#move(parent, place);
      place = parent;
    }
    this.#put(place, entry, key, order);
    return true;
  }

  /** Takes the entry with the smallest key; undefined when there is none. */
  shift(): number | undefined {
    if (this.#length === 0) return undefined;
    const first = this.#entries[0]!;
    const last = --this.#length;
    if (last > 0) this.#sink(this.#entries[last]!, this.#keys[last]!, this.#orders[last]!);
    return first;
  }

  clear(): void {
    this.#length = 0;
  }

  save(): SavedBoundedPriorityLine {
    return {
      limit: this.limit,
      entries: this.#entries.slice(0, this.#length),
      keys: this.#keys.slice(0, this.#length),
      orders: this.#orders.slice(0, this.#length),
      pushed: this.#pushed,
    };
  }

  #sink(entry: number, key: number, order: number): void {
    let place = 0;
    for (;;) {
      let least = 4 * place + 1;
      if (least >= this.#length) break;
      const end = Math.min(least + 4, this.#length);
      for (let child = least + 1; child < end; child++) if (this.#before(child, least)) least = child;
      const smallest = this.#keys[least]!;
      if (key < smallest || (key === smallest && order < this.#orders[least]!)) break;
      this.#move(least, place);
      place = least;
    }
    this.#put(place, entry, key, order);
  }

  #before(left: number, right: number): boolean {
    const difference = this.#keys[left]! - this.#keys[right]!;
    return difference < 0 || (difference === 0 && this.#orders[left]! < this.#orders[right]!);
  }

  #move(from: number, to: number): void {
    this.#put(to, this.#entries[from]!, this.#keys[from]!, this.#orders[from]!);
  }

  #put(place: number, entry: number, key: number, order: number): void {
    this.#entries[place] = entry;
    this.#keys[place] = key;
    this.#orders[place] = order;
  }

  #resize(capacity: number): void {
    const [entries, keys, orders] = [this.#entries, this.#keys, this.#orders];
    this.#entries = new Float64Array(capacity);
    this.#keys = new Float64Array(capacity);
    this.#orders = new Float64Array(capacity);
    this.#entries.set(entries);
    this.#keys.set(keys);
    this.#orders.set(orders);
  }
}
