/** Cache-aside with single flight. What is inserted stands between the two marks. */

// designwise:begin
/**
 * A cached answer; `null` is the cached knowledge that there is nothing.
 * @template V
 * @typedef {object} CacheEntry
 * @property {V | null} value
 */

/**
 * The cache: in memory (below), or a Redis client behind these three methods, with a timeout of some milliseconds.
 * @template K, V
 * @typedef {object} CacheStore
 * @property {(key: K) => Promise<CacheEntry<V> | undefined>} get
 * @property {(key: K, entry: CacheEntry<V>, ttlMs: number) => Promise<void>} set
 * @property {(key: K) => Promise<void>} delete
 */

/**
 * @template K, V
 * @typedef {object} CacheAsideOptions
 * @property {CacheStore<K, V>} store
 * @property {(key: K) => Promise<V | null>} load Reads the source of truth; `null` when there is nothing under the key. Its errors are never cached.
 * @property {number} ttlMs
 * @property {number} negativeTtlMs How long "there is nothing" is believed; 0 asks the source every time.
 * @property {(error: unknown) => void} onStoreError A cache that fails costs speed, not answers; this is where you count it.
 */

class CacheAside {
  #options;
  #flights = new Map();

  constructor(options) {
    this.#options = options;
  }

  /** Callers that ask for the same key at the same time share one look-up and one load. */
  get(key) {
    const running = this.#flights.get(key);
    if (running) return running;
    const isCurrent = () => this.#flights.get(key) === flight;
    const flight = this.#fetch(key, isCurrent).finally(() => {
      if (isCurrent()) this.#flights.delete(key);
    });
    this.#flights.set(key, flight);
    return flight;
  }

  /** Call it after each write to the source. It rejects when the cache fails: the old value may live until its TTL. */
  async invalidate(key) {
    // A load that began before the write must not put the old value back after the delete.
    this.#flights.delete(key);
    await this.#options.store.delete(key);
  }

  async #fetch(key, isCurrent) {
    const { store, load, ttlMs, negativeTtlMs, onStoreError } = this.#options;
    try {
      const cached = await store.get(key);
      if (cached) return cached.value;
    } catch (error) {
      onStoreError(error);
    }
    const value = await load(key);
    // Entries that were filled together must not expire together: take off up to a tenth at random.
    const lifetimeMs = (value === null ? negativeTtlMs : ttlMs) * (1 - 0.1 * Math.random());
    try {
      if (lifetimeMs > 0 && isCurrent()) await store.set(key, { value }, lifetimeMs);
      // The invalidation may also have come while the cache was being written.
      if (!isCurrent()) await store.delete(key);
    } catch (error) {
      onStoreError(error);
    }
    return value;
  }
}

/** At most `maxEntries`; the least recently used goes first. */
class MemoryStore {
  #entries = new Map();
  #maxEntries;
  #nowMs;

  constructor(maxEntries = 10_000, nowMs = () => performance.now()) {
    this.#maxEntries = maxEntries;
    this.#nowMs = nowMs;
  }

  async get(key) {
    const found = this.#entries.get(key);
    this.#entries.delete(key);
    if (!found || found.expiresMs <= this.#nowMs()) return undefined;
    // A Map iterates in the order of insertion: inserting again makes it the most recently used.
    this.#entries.set(key, found);
    return found.entry;
  }

  async set(key, entry, ttlMs) {
    this.#entries.delete(key);
    this.#entries.set(key, { entry, expiresMs: this.#nowMs() + ttlMs });
    if (this.#entries.size <= this.#maxEntries) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      break;
    }
  }

  async delete(key) {
    this.#entries.delete(key);
  }
}
// designwise:end

export { CacheAside, MemoryStore };
