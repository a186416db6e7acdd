/**
 * Segmented LRU: new entries are on probation, and only a hit brings them into the protected segment, whose least recently
 * used entry goes back on probation when it is full (R. Karedla, J. S. Love, B. G. Wherry, "Caching strategies to improve disk
 * system performance", IEEE Computer 27(3), 1994). A scan passes through probation and leaves the protected entries alone.
 */
import type { BoundedCache } from "./boundedCache.ts";
import { assertCacheCapacity } from "./capacityLimit.ts";
import { type SavedSegments, SegmentedEntries } from "./segmentedEntries.ts";

const PROBATION = 0;
const PROTECTED = 1;

export interface SavedSlru<K, V> extends SavedSegments<K, V> {
  readonly capacity: number;
  readonly protectedCapacity: number;
}

export class SlruCache<K, V> implements BoundedCache<K, V> {
  readonly capacity: number;
  readonly protectedCapacity: number;
  readonly #segments: SegmentedEntries<K, V>;

  /** `protectedCapacity`: entries of the protected segment at most, four fifths unless told otherwise.
   *  @throws RangeError */
  constructor(capacity: number, protectedCapacity = Math.floor(0.8 * capacity)) {
    this.capacity = assertCacheCapacity(capacity);
    if (!(protectedCapacity >= 0 && protectedCapacity < capacity)) {
      throw new RangeError(`protected entries must be from 0 to ${capacity - 1}, not ${protectedCapacity}`);
    }
    this.protectedCapacity = Math.floor(protectedCapacity);
    this.#segments = new SegmentedEntries(capacity, 2);
  }

  static restore<K, V>(saved: SavedSlru<K, V>): SlruCache<K, V> {
    const cache = new SlruCache<K, V>(saved.capacity, saved.protectedCapacity);
    cache.#segments.load(saved);
    return cache;
  }

  get size(): number {
    return this.#segments.slots.size;
  }

  get(key: K): V | undefined {
    const slot = this.#segments.slots.find(key);
    if (slot < 0) return undefined;
    this.#use(slot);
    return this.#segments.slots.values[slot];
  }

  peek(key: K): V | undefined {
    const slot = this.#segments.slots.find(key);
    return slot < 0 ? undefined : this.#segments.slots.values[slot];
  }

  has(key: K): boolean {
    return this.#segments.slots.find(key) >= 0;
  }

  /** Writing counts as a use. */
  set(key: K, value: V): K | undefined {
    const segments = this.#segments;
    const slot = segments.slots.find(key);
    if (slot >= 0) {
      segments.slots.values[slot] = value;
      this.#use(slot);
      return undefined;
    }
    let evicted: K | undefined;
    if (this.size === this.capacity) {
      // Protected entries are fewer than the capacity: somebody is on probation.
      const victim = segments.oldest(PROBATION);
      evicted = segments.slots.keys[victim]!;
      segments.remove(victim);
    }
    segments.add(key, value, PROBATION);
    return evicted;
  }

  delete(key: K): boolean {
    const slot = this.#segments.slots.find(key);
    if (slot < 0) return false;
    this.#segments.remove(slot);
    return true;
  }

  clear(): void {
    this.#segments.clear();
  }

  *entries(): Generator<readonly [K, V]> {
    yield* this.#segments.entries(PROTECTED);
    yield* this.#segments.entries(PROBATION);
  }

  save(): SavedSlru<K, V> {
    const { capacity, protectedCapacity } = this;
    return { ...this.#segments.save(), capacity, protectedCapacity };
  }

  #use(slot: number): void {
    const segments = this.#segments;
    if (this.protectedCapacity === 0) {
      segments.move(slot, PROBATION);
      return;
    }
    segments.move(slot, PROTECTED);
    if (segments.lengths[PROTECTED]! > this.protectedCapacity)
      segments.move(segments.oldest(PROTECTED), PROBATION);
  }
}
