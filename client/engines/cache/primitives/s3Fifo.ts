/**
 * S3-FIFO: three queues that are only ever written at one end. New entries enter a small queue, a tenth of the cache; most
 * objects are asked for once, and leave from there quickly. Those used more than once meanwhile go on to the main queue, in
 * which used entries are put back in front. What left the small queue is remembered as a ghost, and goes straight to the main
 * queue when it returns (J. Yang, Y. Zhang, Z. Qiu, Y. Yue, K. V. Rashmi, "FIFO queues are all you need for cache eviction",
 * SOSP 2023, algorithm 1). A hit only counts up to 3: no list is touched.
 */
import type { BoundedCache } from "./boundedCache.ts";
import { assertCacheCapacity } from "./capacityLimit.ts";
import { type SavedSegments, SegmentedEntries } from "./segmentedEntries.ts";

const SMALL = 0;
const MAIN = 1;
const GHOST = 2;

const MAX_USES = 3;
/** Uses beyond the first request that bring an entry from the small queue to the main one. */
const PROMOTED_FROM = 2;

export interface SavedS3Fifo<K, V> extends SavedSegments<K, V> {
  readonly capacity: number;
  readonly smallCapacity: number;
  readonly uses: Uint8Array;
}

export class S3FifoCache<K, V> implements BoundedCache<K, V> {
  readonly capacity: number;
  /** Entries of the small queue from which on it is the one that gives way. */
  readonly smallCapacity: number;
  /** Ghosts at most: as many as the main queue has entries. */
  readonly ghostCapacity: number;
  readonly #segments: SegmentedEntries<K, V>;
  readonly #uses: Uint8Array;

  /** `smallCapacity`: a tenth unless told otherwise.
   *  @throws RangeError */
  constructor(capacity: number, smallCapacity = Math.max(1, Math.floor(capacity / 10))) {
    this.capacity = assertCacheCapacity(capacity);
    if (!Number.isInteger(smallCapacity) || smallCapacity < 1 || smallCapacity > capacity) {
      throw new RangeError(`the small queue must hold from 1 to ${capacity} entries, not ${smallCapacity}`);
    }
    this.smallCapacity = smallCapacity;
    this.ghostCapacity = capacity - smallCapacity;
    this.#segments = new SegmentedEntries(capacity + this.ghostCapacity, 3);
    this.#uses = new Uint8Array(capacity + this.ghostCapacity);
  }

  static restore<K, V>(saved: SavedS3Fifo<K, V>): S3FifoCache<K, V> {
    const cache = new S3FifoCache<K, V>(saved.capacity, saved.smallCapacity);
    cache.#segments.load(saved);
    cache.#uses.set(saved.uses);
    return cache;
  }

  get size(): number {
    const { lengths } = this.#segments;
    return lengths[SMALL]! + lengths[MAIN]!;
  }

  get(key: K): V | undefined {
    const slot = this.#find(key);
    if (slot < 0) return undefined;
    if (this.#uses[slot]! < MAX_USES) this.#uses[slot]!++;
    return this.#segments.slots.values[slot];
  }

  peek(key: K): V | undefined {
    const slot = this.#find(key);
    return slot < 0 ? undefined : this.#segments.slots.values[slot];
  }

  has(key: K): boolean {
    return this.#find(key) >= 0;
  }

  /** Writing counts as a use of an entry that is there. */
  set(key: K, value: V): K | undefined {
    const segments = this.#segments;
    const slot = segments.slots.find(key);
    if (slot >= 0 && segments.segmentOf[slot] !== GHOST) {
      segments.slots.values[slot] = value;
      if (this.#uses[slot]! < MAX_USES) this.#uses[slot]!++;
      return undefined;
    }
    if (slot >= 0) {
      // First out of the ghosts: making room may push others out.
      segments.remove(slot);
      return this.#insert(key, value, MAIN);
    }
    return this.#insert(key, value, SMALL);
  }

  /** Also forgets a ghost. */
  delete(key: K): boolean {
    const slot = this.#segments.slots.find(key);
    if (slot < 0) return false;
    const present = this.#segments.segmentOf[slot] !== GHOST;
    this.#segments.remove(slot);
    return present;
  }

  clear(): void {
    this.#segments.clear();
  }

  *entries(): Generator<readonly [K, V]> {
    yield* this.#segments.entries(MAIN);
    yield* this.#segments.entries(SMALL);
  }

  save(): SavedS3Fifo<K, V> {
    const { capacity, smallCapacity } = this;
    return { ...this.#segments.save(), capacity, smallCapacity, uses: this.#uses.slice() };
  }

  #find(key: K): number {
    const slot = this.#segments.slots.find(key);
    return slot >= 0 && this.#segments.segmentOf[slot] !== GHOST ? slot : -1;
  }

  #insert(key: K, value: V, queue: number): K | undefined {
    const evicted = this.size === this.capacity ? this.#evict() : undefined;
    this.#uses[this.#segments.add(key, value, queue)] = 0;
    return evicted;
  }

  #evict(): K {
    const { lengths } = this.#segments;
    const fromSmall = lengths[SMALL]! >= this.smallCapacity ? this.#evictSmall() : undefined;
    return fromSmall ?? this.#evictMain();
  }

  /** Undefined when all of the small queue went on to the main one. */
  #evictSmall(): K | undefined {
    const segments = this.#segments;
    while (segments.lengths[SMALL]! > 0) {
      const slot = segments.oldest(SMALL);
      const used = this.#uses[slot]! >= PROMOTED_FROM;
      this.#uses[slot] = 0;
      if (used) segments.move(slot, MAIN);
      else return this.#toGhosts(slot);
    }
    return undefined;
  }

  #evictMain(): K {
    const segments = this.#segments;
    for (;;) {
      const slot = segments.oldest(MAIN);
      if (this.#uses[slot]! > 0) {
        this.#uses[slot]!--;
        segments.move(slot, MAIN);
      } else {
        const evicted = segments.slots.keys[slot]!;
        segments.remove(slot);
        return evicted;
      }
    }
  }

  #toGhosts(slot: number): K {
    const segments = this.#segments;
    const evicted = segments.slots.keys[slot]!;
    if (this.ghostCapacity === 0) {
      segments.remove(slot);
      return evicted;
    }
    if (segments.lengths[GHOST] === this.ghostCapacity) segments.remove(segments.oldest(GHOST));
    segments.slots.values[slot] = undefined as V;
    segments.move(slot, GHOST);
    return evicted;
  }
}
