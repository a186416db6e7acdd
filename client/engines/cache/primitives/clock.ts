/**
 * CLOCK, or second chance: entries stand in a circle, a hit only sets the entry's bit, and when room is needed a hand goes
 * round, clears the bits that are set and evicts the first entry whose bit is not (F. J. Corbató, "A paging experiment with
 * the Multics system", MIT Project MAC report MAC-M-384, 1968). Nearly LRU's hit ratio while a hit writes a single byte, which
 * is why page caches and databases use it. New entries come in with the bit clear, so that a scan goes as it came.
 *
 * Evicting takes constant time on average: each step of the hand beyond one was paid for by a hit.
 */
import type { BoundedCache } from "./boundedCache.ts";
import { assertCacheCapacity } from "./capacityLimit.ts";
import { KeySlots, type SavedKeySlots } from "./keySlots.ts";

export interface SavedClock<K, V> extends SavedKeySlots<K, V> {
  readonly capacity: number;
  readonly marks: Uint8Array;
  readonly hand: number;
}

const EMPTY = 2;

export class ClockCache<K, V> implements BoundedCache<K, V> {
  readonly capacity: number;
  /** A slot is a place in the circle. */
  readonly #slots: KeySlots<K, V>;
  /** By slot: 1 when it was used since the hand passed, 0 when not, `EMPTY` where nothing is. */
  readonly #marks: Uint8Array;
  #hand = 0;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    this.capacity = assertCacheCapacity(capacity);
    this.#slots = new KeySlots(capacity);
    this.#marks = new Uint8Array(capacity).fill(EMPTY);
  }

  static restore<K, V>(saved: SavedClock<K, V>): ClockCache<K, V> {
    const cache = new ClockCache<K, V>(saved.capacity);
    cache.#slots.load(saved);
    cache.#marks.set(saved.marks);
    cache.#hand = saved.hand;
    return cache;
  }

  get size(): number {
    return this.#slots.size;
  }

  get(key: K): V | undefined {
    const slot = this.#slots.find(key);
    if (slot < 0) return undefined;
    this.#marks[slot] = 1;
    return this.#slots.values[slot];
  }

  peek(key: K): V | undefined {
    const slot = this.#slots.find(key);
    return slot < 0 ? undefined : this.#slots.values[slot];
  }

  has(key: K): boolean {
    return this.#slots.find(key) >= 0;
  }

  /** Writing counts as a use of an entry that is there. */
  set(key: K, value: V): K | undefined {
    const slots = this.#slots;
    const slot = slots.find(key);
    if (slot >= 0) {
      slots.values[slot] = value;
      this.#marks[slot] = 1;
      return undefined;
    }
    if (slots.size < this.capacity) {
      this.#marks[slots.take(key, value)] = 0;
      return undefined;
    }
    const victim = this.#findVictim();
    const evicted = slots.keys[victim]!;
    slots.replace(victim, key, value);
    return evicted;
  }

  delete(key: K): boolean {
    const slot = this.#slots.find(key);
    if (slot < 0) return false;
    this.#slots.release(slot);
    this.#marks[slot] = EMPTY;
    return true;
  }

  clear(): void {
    this.#slots.clear();
    this.#marks.fill(EMPTY);
    this.#hand = 0;
  }

  /** Those with the bit set outlive the others; among equals the hand comes last to the one that it has just passed. */
  *entries(): Generator<readonly [K, V]> {
    const { keys, values } = this.#slots;
    for (let mark = 1; mark >= 0; mark--) {
      for (let back = 1; back <= this.capacity; back++) {
        const slot = (this.#hand - back + this.capacity) % this.capacity;
        if (this.#marks[slot] === mark) yield [keys[slot]!, values[slot]!];
      }
    }
  }

  save(): SavedClock<K, V> {
    return {
      ...this.#slots.save(),
      capacity: this.capacity,
      marks: this.#marks.slice(),
      hand: this.#hand,
    };
  }

  /** The circle is full. Who comes in the victim's place stands just behind the hand. */
  #findVictim(): number {
    const marks = this.#marks;
    let hand = this.#hand;
    while (marks[hand] === 1) {
      marks[hand] = 0;
      hand = hand + 1 === this.capacity ? 0 : hand + 1;
    }
    this.#hand = hand + 1 === this.capacity ? 0 : hand + 1;
    return hand;
  }
}
