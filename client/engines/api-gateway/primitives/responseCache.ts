/**
 * Responses kept for as long as their `max-age` says (RFC 9111, section 4.2), bounded by number: the one stored longest ago makes
 * room. Hits do not prolong an entry's life, so that nobody gets an answer older than its age allows.
 */

export interface SavedResponseCache<Key, Value> {
  readonly capacity: number;
  readonly entries: readonly (readonly [Key, Value, number])[];
}

export class ResponseCache<Key, Value> {
  readonly capacity: number;
  readonly #entries = new Map<Key, { readonly value: Value; readonly staleAtMs: number }>();

  /** @throws RangeError when the capacity is no whole number from 1. */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1)
      throw new RangeError(`the capacity is a whole number from 1, not ${capacity}`);
    this.capacity = capacity;
  }

  static restore<Key, Value>(saved: SavedResponseCache<Key, Value>): ResponseCache<Key, Value> {
    const cache = new ResponseCache<Key, Value>(saved.capacity);
    for (const [key, value, staleAtMs] of saved.entries) cache.#entries.set(key, { value, staleAtMs });
    return cache;
  }

  /** Entries kept, stale ones included until they are asked for or make room. */
  get size(): number {
    return this.#entries.size;
  }

  /** Undefined when there is none, or it is stale. */
  get(key: Key, nowMs: number): Value | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (nowMs < entry.staleAtMs) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  /** Keeps a response that is fresh for `freshForMs`; for 0 or less it is not kept. */
  store(key: Key, value: Value, nowMs: number, freshForMs: number): void {
    this.#entries.delete(key);
    if (!(freshForMs > 0)) return;
    if (this.#entries.size === this.capacity) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    this.#entries.set(key, { value, staleAtMs: nowMs + freshForMs });
  }

  clear(): void {
    this.#entries.clear();
  }

  save(): SavedResponseCache<Key, Value> {
    const entries = [...this.#entries].map(([key, { value, staleAtMs }]) => [key, value, staleAtMs] as const);
    return { capacity: this.capacity, entries };
  }
}
