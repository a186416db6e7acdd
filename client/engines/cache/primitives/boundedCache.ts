/** What the caches of this folder have in common. Keys may be anything but `undefined`, compared as a `Map` does. */
export interface BoundedCache<K, V> {
  readonly capacity: number;
  readonly size: number;
  /** The value, or undefined on a miss. */
  get(key: K): V | undefined;
  /** The value, without counting as a use. */
  peek(key: K): V | undefined;
  has(key: K): boolean;
  /** Stores, and returns the key that was evicted to make room, undefined when none was. */
  set(key: K, value: V): K | undefined;
  /** False when the key was absent. */
  delete(key: K): boolean;
  clear(): void;
  /** The entry that will be evicted last comes first. */
  entries(): Generator<readonly [K, V]>;
}
