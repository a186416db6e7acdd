/**
 * Least recently used: when the cache is full, the entry goes that was not read or written for the longest time. All
 * operations take constant time. Its hit ratio never falls when the capacity grows (it is a stack algorithm: R. L.
 * Mattson et al., "Evaluation techniques for storage hierarchies", IBM Systems Journal 9(2), 1970), but one scan over
 * more keys than fit flushes it.
 */
import type { BoundedCache } from "./boundedCache.ts";
import { EntryList, type SavedEntries } from "./entryList.ts";

export class LruCache<K, V> implements BoundedCache<K, V> {
  readonly #list: EntryList<K, V>;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    this.#list = new EntryList(capacity);
  }

  static restore<K, V>(saved: SavedEntries<K, V>): LruCache<K, V> {
    const cache = new LruCache<K, V>(saved.capacity);
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
    this.#list.toFront(slot);
    return this.#list.values[slot];
  }

  peek(key: K): V | undefined {
    const slot = this.#list.find(key);
    return slot < 0 ? undefined : this.#list.values[slot];
  }

  has(key: K): boolean {
    return this.#list.find(key) >= 0;
  }

  /** Writing counts as a use. */
  set(key: K, value: V): K | undefined {
    const slot = this.#list.find(key);
    if (slot < 0) return this.#list.insert(key, value);
    this.#list.values[slot] = value;
    this.#list.toFront(slot);
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

  /** The entry that would go next, undefined when there is none. */
  oldest(): readonly [K, V] | undefined {
    return this.#list.last();
  }

  entries(): Generator<readonly [K, V]> {
    return this.#list.entries();
  }

  save(): SavedEntries<K, V> {
    return this.#list.save();
  }
}
