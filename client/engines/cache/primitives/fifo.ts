/**
 * First in, first out: when the cache is full, the entry goes that was written first, however often it was read since.
 * A hit writes nothing, so that it suits readers in parallel; on most workloads more misses than LRU, and more capacity
 * can even mean more of them (L. A. Belady, R. A. Nelson, G. S. Shedler, CACM 12(6), 1969).
 */
import type { BoundedCache } from "./boundedCache.ts";
import { EntryList, type SavedEntries } from "./entryList.ts";

export class FifoCache<K, V> implements BoundedCache<K, V> {
  readonly #list: EntryList<K, V>;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    this.#list = new EntryList(capacity);
  }

  static restore<K, V>(saved: SavedEntries<K, V>): FifoCache<K, V> {
    const cache = new FifoCache<K, V>(saved.capacity);
    cache.#list.load(saved);
    return cache;
  }

  get capacity(): number {
    return this.#list.capacity;
  }

  get size(): number {
    return this.#list.size;
  }

  get(key: K): V | undefined {
    const slot = this.#list.find(key);
    if (slot < 0) return undefined;
    return this.#list.values[slot];
  }

  peek(key: K): V | undefined {
    const slot = this.#list.find(key);
    return slot < 0 ? undefined : this.#list.values[slot];
  }

  has(key: K): boolean {
    return this.#list.find(key) >= 0;
  }

  /** A key that is there keeps its place in the row. */
  set(key: K, value: V): K | undefined {
    const slot = this.#list.find(key);
    if (slot < 0) return this.#list.insert(key, value);
    this.#list.values[slot] = value;
    return undefined;
  }

  delete(key: K): boolean {
    const slot = this.#list.find(key);
    if (slot < 0) return false;
    this.#list.remove(slot);
    return true;
  }

  clear(): void {
    this.#list.clear();
  }

  entries(): Generator<readonly [K, V]> {
    return this.#list.entries();
  }

  save(): SavedEntries<K, V> {
    return this.#list.save();
  }
}
