/**
 * Adaptive replacement cache: two LRU lists, of entries seen once and of entries seen again, and the ghosts of what each of
 * them evicted lately. A request for a ghost says which of the two is too small, and the border between them moves that way
 * (N. Megiddo, D. S. Modha, "ARC: a self-tuning, low overhead replacement cache", USENIX FAST 2003, figure 4). Nothing has to
 * be tuned. Ghosts cost as many keys again as the cache has entries.
 */
import type { BoundedCache } from "./boundedCache.ts";
import { assertCacheCapacity } from "./capacityLimit.ts";
import { type SavedSegments, SegmentedEntries } from "./segmentedEntries.ts";

/** The paper's T1, T2, B1 and B2. */
const ONCE = 0;
const OFTEN = 1;
const ONCE_GHOSTS = 2;
const OFTEN_GHOSTS = 3;

export interface SavedArc<K, V> extends SavedSegments<K, V> {
  readonly capacity: number;
  readonly target: number;
}

export class ArcCache<K, V> implements BoundedCache<K, V> {
  readonly capacity: number;
  readonly #segments: SegmentedEntries<K, V>;
  /** The paper's p: how many entries seen once the cache aims to hold, from 0 to its capacity. */
  #target = 0;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    this.capacity = assertCacheCapacity(capacity);
    this.#segments = new SegmentedEntries(2 * capacity, 4);
  }

  static restore<K, V>(saved: SavedArc<K, V>): ArcCache<K, V> {
    const cache = new ArcCache<K, V>(saved.capacity);
    cache.#segments.load(saved);
    cache.#target = saved.target;
    return cache;
  }

  get size(): number {
    const { lengths } = this.#segments;
    return lengths[ONCE]! + lengths[OFTEN]!;
  }

  /** How many entries seen only once it aims to hold. */
  get target(): number {
    return this.#target;
  }

  get(key: K): V | undefined {
    const slot = this.#find(key);
    if (slot < 0) return undefined;
    this.#segments.move(slot, OFTEN);
    return this.#segments.slots.values[slot];
  }

  peek(key: K): V | undefined {
    const slot = this.#find(key);
    return slot < 0 ? undefined : this.#segments.slots.values[slot];
  }

  has(key: K): boolean {
    return this.#find(key) >= 0;
  }

  /** Writing counts as a use. */
  set(key: K, value: V): K | undefined {
    const segments = this.#segments;
    const slot = segments.slots.find(key);
    if (slot < 0) return this.#insert(key, value);
    let evicted: K | undefined;
    const segment = segments.segmentOf[slot]!;
    if (segment >= ONCE_GHOSTS) {
      this.#adapt(segment);
      if (this.size === this.capacity) evicted = this.#replace(segment === OFTEN_GHOSTS);
    }
    segments.slots.values[slot] = value;
    segments.move(slot, OFTEN);
    return evicted;
  }

  /** Also forgets a ghost. */
  delete(key: K): boolean {
    const slot = this.#segments.slots.find(key);
    if (slot < 0) return false;
    const present = this.#segments.segmentOf[slot]! < ONCE_GHOSTS;
    this.#segments.remove(slot);
    return present;
  }

  clear(): void {
    this.#segments.clear();
    this.#target = 0;
  }

  *entries(): Generator<readonly [K, V]> {
    yield* this.#segments.entries(OFTEN);
    yield* this.#segments.entries(ONCE);
  }

  save(): SavedArc<K, V> {
    return { ...this.#segments.save(), capacity: this.capacity, target: this.#target };
  }

  #find(key: K): number {
    const slot = this.#segments.slots.find(key);
    return slot >= 0 && this.#segments.segmentOf[slot]! < ONCE_GHOSTS ? slot : -1;
  }

  /** Cases II and III: a ghost of one list was asked for, so that list should have been larger. */
  #adapt(segment: number): void {
    const { lengths } = this.#segments;
    const once = lengths[ONCE_GHOSTS]!;
    const often = lengths[OFTEN_GHOSTS]!;
    this.#target =
      segment === ONCE_GHOSTS
        ? Math.min(this.capacity, this.#target + Math.max(1, often / once))
        : Math.max(0, this.#target - Math.max(1, once / often));
  }

  /** Case IV: neither an entry nor a ghost. */
  #insert(key: K, value: V): K | undefined {
    const segments = this.#segments;
    const { lengths, slots } = segments;
    let evicted: K | undefined;
    if (lengths[ONCE]! + lengths[ONCE_GHOSTS]! === this.capacity) {
      if (lengths[ONCE]! < this.capacity) {
        segments.remove(segments.oldest(ONCE_GHOSTS));
        if (this.size === this.capacity) evicted = this.#replace(false);
      } else {
        const victim = segments.oldest(ONCE);
        evicted = slots.keys[victim]!;
        segments.remove(victim);
      }
    } else {
      if (slots.size === 2 * this.capacity) segments.remove(segments.oldest(OFTEN_GHOSTS));
      if (this.size === this.capacity) evicted = this.#replace(false);
    }
    segments.add(key, value, ONCE);
    return evicted;
  }

  /** REPLACE of the paper: makes a ghost of the oldest entry of the list that is larger than it should be. */
  #replace(oftenGhostWanted: boolean): K {
    const segments = this.#segments;
    const once = segments.lengths[ONCE]!;
    const tooLarge = once > this.#target || (oftenGhostWanted && once === this.#target);
    const fromOnce = once > 0 && (tooLarge || segments.lengths[OFTEN] === 0);
    const victim = segments.oldest(fromOnce ? ONCE : OFTEN);
    segments.slots.values[victim] = undefined as V;
    segments.move(victim, fromOnce ? ONCE_GHOSTS : OFTEN_GHOSTS);
    return segments.slots.keys[victim]!;
  }
}
