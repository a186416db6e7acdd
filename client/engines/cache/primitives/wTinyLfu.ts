/**
 * W-TinyLFU: new entries enter a small LRU window, a hundredth of the cache. Whoever drops out of it is admitted to the main
 * part, a segmented LRU, only when a sketch of recent requests holds it to be more popular than the one it would push out
 * (G. Einziger, R. Friedman, B. Manes, "TinyLFU: a highly efficient cache admission policy", ACM Transactions on Storage 13(4),
 * 2017; known from Java's Caffeine). Scans and one-hit wonders do not get past the window; bursts live in it.
 *
 * The size of the window is fixed here (later work lets it climb towards the better hit ratio), and ties are not broken at
 * random, as Caffeine does against keys chosen to collide.
 */
import type { BoundedCache } from "./boundedCache.ts";
import { hashCacheKey } from "./cacheKeyHash.ts";
import { assertCacheCapacity } from "./capacityLimit.ts";
import { type SavedSegments, SegmentedEntries } from "./segmentedEntries.ts";
import { type SavedTinyLfuSketch, TinyLfuSketch } from "./tinyLfuSketch.ts";

const WINDOW = 0;
const PROBATION = 1;
const PROTECTED = 2;

/** A sample of fewer requests than ten times this says too little about any key. */
const SMALLEST_SKETCH = 128;

export interface WTinyLfuOptions<K> {
  /** Share of the capacity that is the window; one entry at least. */
  readonly windowShare?: number;
  /** Share of the main part that is protected. */
  readonly protectedShare?: number;
  /** 32 well mixed bits of a key; needed for keys that are neither numbers nor strings. */
  readonly hash?: (key: K) => number;
}

export interface SavedWTinyLfu<K, V> extends SavedSegments<K, V> {
  readonly capacity: number;
  readonly options: WTinyLfuOptions<K>;
  readonly hashes: Uint32Array;
  readonly sketch: SavedTinyLfuSketch;
}

export class WTinyLfuCache<K, V> implements BoundedCache<K, V> {
  readonly capacity: number;
  readonly windowCapacity: number;
  readonly protectedCapacity: number;
  readonly #options: WTinyLfuOptions<K>;
  readonly #hash: (key: K) => number;
  readonly #segments: SegmentedEntries<K, V>;
  /** By slot: a hit need not hash its key again. */
  readonly #hashes: Uint32Array;
  #sketch: TinyLfuSketch;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number, options: WTinyLfuOptions<K> = {}) {
    this.capacity = assertCacheCapacity(capacity);
    this.windowCapacity = Math.max(1, Math.round(capacity * (options.windowShare ?? 0.01)));
    this.protectedCapacity = Math.floor((capacity - this.windowCapacity) * (options.protectedShare ?? 0.8));
    this.#options = options;
    this.#hash = options.hash ?? hashCacheKey;
    this.#segments = new SegmentedEntries(capacity, 3);
    this.#hashes = new Uint32Array(capacity);
    this.#sketch = new TinyLfuSketch(Math.max(SMALLEST_SKETCH, capacity));
  }

  static restore<K, V>(saved: SavedWTinyLfu<K, V>): WTinyLfuCache<K, V> {
    const cache = new WTinyLfuCache<K, V>(saved.capacity, saved.options);
    cache.#segments.load(saved);
    cache.#hashes.set(saved.hashes);
    cache.#sketch = TinyLfuSketch.restore(saved.sketch);
    return cache;
  }

  get size(): number {
    return this.#segments.slots.size;
  }

  /** A miss is not counted: what is loaded for it is, when it is set. */
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

  /** How popular the filter holds a key to be, 0 to 15, whether it is an entry or not. */
  popularityOf(key: K): number {
    return this.#sketch.estimate(this.#hash(key));
  }

  /** Writing counts as a use. */
  set(key: K, value: V): K | undefined {
    const segments = this.#segments;
    const present = segments.slots.find(key);
    if (present >= 0) {
      segments.slots.values[present] = value;
      this.#use(present);
      return undefined;
    }
    const hash = this.#hash(key);
    this.#sketch.add(hash);
    const evicted = this.size === this.capacity ? this.#makeRoom() : undefined;
    this.#hashes[segments.add(key, value, WINDOW)] = hash;
    // Before the cache is full there is room in the main part for whoever leaves the window.
    if (segments.lengths[WINDOW]! > this.windowCapacity) segments.move(segments.oldest(WINDOW), PROBATION);
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
    this.#sketch.clear();
  }

  *entries(): Generator<readonly [K, V]> {
    yield* this.#segments.entries(PROTECTED);
    yield* this.#segments.entries(PROBATION);
    yield* this.#segments.entries(WINDOW);
  }

  save(): SavedWTinyLfu<K, V> {
    return {
      ...this.#segments.save(),
      capacity: this.capacity,
      options: this.#options,
      hashes: this.#hashes.slice(),
      sketch: this.#sketch.save(),
    };
  }

  #use(slot: number): void {
    const segments = this.#segments;
    this.#sketch.add(this.#hashes[slot]!);
    if (segments.segmentOf[slot] === WINDOW) segments.move(slot, WINDOW);
    else if (this.protectedCapacity === 0) segments.move(slot, PROBATION);
    else {
      segments.move(slot, PROTECTED);
      if (segments.lengths[PROTECTED]! > this.protectedCapacity)
        segments.move(segments.oldest(PROTECTED), PROBATION);
    }
  }

  /** The window's oldest entry against the main part's: the more popular one stays, the other makes room. */
  #makeRoom(): K {
    const segments = this.#segments;
    const { keys } = segments.slots;
    let candidate = segments.lengths[WINDOW]! >= this.windowCapacity ? segments.oldest(WINDOW) : -1;
    const onProbation = segments.oldest(PROBATION);
    const victim = onProbation >= 0 ? onProbation : segments.oldest(PROTECTED);
    if (candidate >= 0 && victim >= 0 && this.#isMorePopular(candidate, victim)) {
      segments.move(candidate, PROBATION);
      candidate = victim;
    } else if (candidate < 0) candidate = victim;
    const evicted = keys[candidate]!;
    segments.remove(candidate);
    return evicted;
  }

  #isMorePopular(slot: number, other: number): boolean {
    const hashes = this.#hashes;
    return this.#sketch.estimate(hashes[slot]!) > this.#sketch.estimate(hashes[other]!);
  }
}
