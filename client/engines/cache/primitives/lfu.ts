/**
 * Least frequently used, with the algorithm that takes constant time for all operations: entries of equal count hang in one
 * row, and the rows in a list by count, so that a hit moves its entry to the neighbouring row (K. Shah, A. Mitra, D. Matani,
 * "An O(1) algorithm for implementing the LFU cache eviction scheme", 2010). Of the entries with the lowest count the one
 * goes that has had it for longest. Counts are not aged and end with the entry: what was popular once stays, and a new entry
 * with its count of 1 is the next to go. That is the fault which LFU with aging and TinyLFU were made against.
 */
import type { BoundedCache } from "./boundedCache.ts";
import { assertCacheCapacity } from "./capacityLimit.ts";
import { KeySlots, type SavedKeySlots } from "./keySlots.ts";

const NONE = -1;

export interface SavedLfu<K, V> extends SavedKeySlots<K, V> {
  readonly capacity: number;
  /** By slot. */
  readonly links: readonly [row: Int32Array, newer: Int32Array, older: Int32Array];
  /** By row. */
  readonly rows: SavedRows;
}

interface SavedRows {
  readonly counts: Float64Array;
  readonly links: readonly [next: Int32Array, previous: Int32Array, newest: Int32Array, oldest: Int32Array];
  readonly lowest: number;
  readonly highest: number;
  readonly freeRow: number;
}

export class LfuCache<K, V> implements BoundedCache<K, V> {
  readonly capacity: number;
  readonly #slots: KeySlots<K, V>;
  /** By slot. */
  readonly #row: Int32Array;
  readonly #newer: Int32Array;
  readonly #older: Int32Array;
  /** By row: the uses that its entries have had, the rows with more and with fewer, and its entries' ends. One row more than
   *  there can be entries, since an entry on its way holds two. */
  readonly #counts: Float64Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #newest: Int32Array;
  readonly #oldest: Int32Array;
  #lowest = NONE;
  #highest = NONE;
  /** Rows not in use, linked through `#next`. */
  #freeRow = 0;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    this.capacity = assertCacheCapacity(capacity);
    this.#slots = new KeySlots(capacity);
    this.#row = new Int32Array(capacity);
    this.#newer = new Int32Array(capacity);
    this.#older = new Int32Array(capacity);
    this.#counts = new Float64Array(capacity + 1);
    this.#next = new Int32Array(capacity + 1);
    this.#previous = new Int32Array(capacity + 1);
    this.#newest = new Int32Array(capacity + 1);
    this.#oldest = new Int32Array(capacity + 1);
    this.#forgetRows();
  }

  static restore<K, V>(saved: SavedLfu<K, V>): LfuCache<K, V> {
    const cache = new LfuCache<K, V>(saved.capacity);
    cache.#slots.load(saved);
    for (const [i, target] of [cache.#row, cache.#newer, cache.#older].entries()) target.set(saved.links[i]!);
    const { rows } = saved;
    cache.#counts.set(rows.counts);
    const targets = [cache.#next, cache.#previous, cache.#newest, cache.#oldest];
    for (const [i, target] of targets.entries()) target.set(rows.links[i]!);
    cache.#lowest = rows.lowest;
    cache.#highest = rows.highest;
    cache.#freeRow = rows.freeRow;
    return cache;
  }

  get size(): number {
    return this.#slots.size;
  }

  get(key: K): V | undefined {
    const slot = this.#slots.find(key);
    if (slot < 0) return undefined;
    this.#use(slot);
    return this.#slots.values[slot];
  }

  peek(key: K): V | undefined {
    const slot = this.#slots.find(key);
    return slot < 0 ? undefined : this.#slots.values[slot];
  }

  has(key: K): boolean {
    return this.#slots.find(key) >= 0;
  }

  /** How often the entry was used, 0 when it is absent. */
  usesOf(key: K): number {
    const slot = this.#slots.find(key);
    return slot < 0 ? 0 : this.#counts[this.#row[slot]!]!;
  }

  /** Writing counts as a use. */
  set(key: K, value: V): K | undefined {
    const slots = this.#slots;
    const present = slots.find(key);
    if (present >= 0) {
      slots.values[present] = value;
      this.#use(present);
      return undefined;
    }
    let evicted: K | undefined;
    if (slots.size === this.capacity) {
      const victim = this.#oldest[this.#lowest]!;
      evicted = slots.keys[victim]!;
      this.#drop(victim);
    }
    const slot = slots.take(key, value);
    const lowest = this.#lowest;
    const row = lowest !== NONE && this.#counts[lowest] === 1 ? lowest : this.#addRow(1, NONE);
    this.#append(slot, row);
    return evicted;
  }

  delete(key: K): boolean {
    const slot = this.#slots.find(key);
    if (slot < 0) return false;
    this.#drop(slot);
    return true;
  }

  clear(): void {
    this.#slots.clear();
    this.#forgetRows();
  }

  *entries(): Generator<readonly [K, V]> {
    const { keys, values } = this.#slots;
    for (let row = this.#highest; row !== NONE; row = this.#previous[row]!)
      for (let slot = this.#newest[row]!; slot !== NONE; slot = this.#older[slot]!)
        yield [keys[slot]!, values[slot]!];
  }

  save(): SavedLfu<K, V> {
    return {
      ...this.#slots.save(),
      capacity: this.capacity,
      links: [this.#row.slice(), this.#newer.slice(), this.#older.slice()],
      rows: {
        counts: this.#counts.slice(),
        links: [this.#next.slice(), this.#previous.slice(), this.#newest.slice(), this.#oldest.slice()],
        lowest: this.#lowest,
        highest: this.#highest,
        freeRow: this.#freeRow,
      },
    };
  }

  /** To the row of the next count. */
  #use(slot: number): void {
    const row = this.#row[slot]!;
    const next = this.#next[row]!;
    const count = this.#counts[row]! + 1;
    if (next !== NONE && this.#counts[next] === count) {
      this.#unlink(slot);
      this.#append(slot, next);
    } else if (this.#newest[row] === slot && this.#oldest[row] === slot) {
      // Alone in its row: the row itself moves up.
      this.#counts[row] = count;
    } else {
      const added = this.#addRow(count, row);
      this.#unlink(slot);
      this.#append(slot, added);
    }
  }

  #drop(slot: number): void {
    this.#unlink(slot);
    this.#slots.release(slot);
  }

  #append(slot: number, row: number): void {
    const second = this.#newest[row]!;
    this.#row[slot] = row;
    this.#newer[slot] = NONE;
    this.#older[slot] = second;
    if (second === NONE) this.#oldest[row] = slot;
    else this.#newer[second] = slot;
    this.#newest[row] = slot;
  }

  /** A row that has lost its last entry goes. */
  #unlink(slot: number): void {
    const row = this.#row[slot]!;
    const newer = this.#newer[slot]!;
    const older = this.#older[slot]!;
    if (newer === NONE) this.#newest[row] = older;
    else this.#older[newer] = older;
    if (older === NONE) this.#oldest[row] = newer;
    else this.#newer[older] = newer;
    if (newer === NONE && older === NONE) this.#removeRow(row);
  }

  /** A row after `previous`, or the first of all. */
  #addRow(count: number, previous: number): number {
    const row = this.#freeRow;
    const next = previous === NONE ? this.#lowest : this.#next[previous]!;
    this.#freeRow = this.#next[row]!;
    this.#counts[row] = count;
    this.#newest[row] = this.#oldest[row] = NONE;
    this.#previous[row] = previous;
    this.#next[row] = next;
    if (previous === NONE) this.#lowest = row;
    else this.#next[previous] = row;
    if (next === NONE) this.#highest = row;
    else this.#previous[next] = row;
    return row;
  }

  #removeRow(row: number): void {
    const next = this.#next[row]!;
    const previous = this.#previous[row]!;
    if (previous === NONE) this.#lowest = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#highest = previous;
    else this.#previous[next] = previous;
    this.#next[row] = this.#freeRow;
    this.#freeRow = row;
  }

  #forgetRows(): void {
    for (let row = 0; row <= this.capacity; row++) this.#next[row] = row < this.capacity ? row + 1 : NONE;
    this.#lowest = this.#highest = NONE;
    this.#freeRow = 0;
  }
}
