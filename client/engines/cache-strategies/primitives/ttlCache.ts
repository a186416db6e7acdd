/**
 * A bounded cache whose entries expire: each has a time to live, and when there is no room the least recently used goes. Time
 * is passed in. An expired entry is removed when it is asked for, or pushed out like any other; there is no sweep in the
 * background, so that memory is bounded by the capacity alone (memcached's lazy expiration does the same).
 */
import { assertCacheCapacity } from "../../cache/primitives/capacityLimit.ts";
import { type SavedSegments, SegmentedEntries } from "../../cache/primitives/segmentedEntries.ts";

export interface SavedTtlCache<K, V> extends SavedSegments<K, V> {
  readonly capacity: number;
  readonly expiresMs: Float64Array;
}

export class TtlCache<K, V> {
  readonly capacity: number;
  readonly #entries: SegmentedEntries<K, V>;
  /** By slot. */
  readonly #expiresMs: Float64Array;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    this.capacity = assertCacheCapacity(capacity);
    this.#entries = new SegmentedEntries(capacity, 1);
    this.#expiresMs = new Float64Array(capacity);
  }

  static restore<K, V>(saved: SavedTtlCache<K, V>): TtlCache<K, V> {
    const cache = new TtlCache<K, V>(saved.capacity);
    cache.#entries.load(saved);
    cache.#expiresMs.set(saved.expiresMs);
    return cache;
  }

  /** Entries, expired ones that nobody has asked for included. */
  get size(): number {
    return this.#entries.slots.size;
  }

  /** The value while it lives; undefined from its expiry on. */
  get(key: K, nowMs: number): V | undefined {
    const slot = this.#entries.slots.find(key);
    if (slot < 0) return undefined;
    if (nowMs >= this.#expiresMs[slot]!) {
      this.#entries.remove(slot);
      return undefined;
    }
    this.#entries.move(slot, 0);
    return this.#entries.slots.values[slot];
  }

  /** The value without counting as a use, expired or not: what serving stale needs. */
  peek(key: K): V | undefined {
    const slot = this.#entries.slots.find(key);
    return slot < 0 ? undefined : this.#entries.slots.values[slot];
  }

  /** When an entry expires or has expired; undefined when it is absent. */
  expiresMs(key: K): number | undefined {
    const slot = this.#entries.slots.find(key);
    return slot < 0 ? undefined : this.#expiresMs[slot];
  }

  /** Stores until `nowMs + ttlMs`; returns the key that had to go, undefined when there was room.
   *  @throws RangeError for a time to live that is negative or NaN. */
  set(key: K, value: V, ttlMs: number, nowMs: number): K | undefined {
    if (!(ttlMs >= 0)) throw new RangeError(`time to live must be from 0, not ${ttlMs}`);
    const entries = this.#entries;
    let slot = entries.slots.find(key);
    let evicted: K | undefined;
    if (slot >= 0) {
      entries.slots.values[slot] = value;
      entries.move(slot, 0);
    } else {
      if (this.size === this.capacity) {
        const victim = entries.oldest(0);
        evicted = entries.slots.keys[victim]!;
        entries.remove(victim);
      }
      slot = entries.add(key, value, 0);
    }
    this.#expiresMs[slot] = nowMs + ttlMs;
    return evicted;
  }

  /** False when the key was absent. */
  delete(key: K): boolean {
    const slot = this.#entries.slots.find(key);
    if (slot < 0) return false;
    this.#entries.remove(slot);
    return true;
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Most recently used first, expired ones included. */
  entries(): Generator<readonly [K, V]> {
    return this.#entries.entries(0);
  }

  save(): SavedTtlCache<K, V> {
    return {
      ...this.#entries.save(),
      capacity: this.capacity,
      expiresMs: this.#expiresMs.slice(0, this.#entries.slots.keys.length),
    };
  }
}
