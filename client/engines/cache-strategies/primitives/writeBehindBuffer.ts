/**
 * The buffer of a write-behind cache: writes are acknowledged here and go to the source after a delay, the later write to a
 * key replacing the earlier one. The delay counts from the first of them, so that a key that is written all the time is not
 * put off for ever. What is in the buffer when its process dies is lost: the price of the fast answer. Time is passed in.
 */

interface Buffered<V> {
  value: V;
  writes: number;
  readonly dueMs: number;
}

export interface FlushedWrite<K, V> {
  readonly key: K;
  readonly value: V;
  /** Writes that this one stands for. */
  readonly writes: number;
}

export interface SavedWriteBehind<K, V> {
  readonly delayMs: number;
  readonly capacity: number;
  readonly entries: readonly (readonly [K, V, number, number])[];
}

export class WriteBehindBuffer<K, V> {
  readonly #delayMs: number;
  readonly #capacity: number;
  /** In the order in which they become due. */
  readonly #entries = new Map<K, Buffered<V>>();
  #writes = 0;

  /** `capacity`: keys at most. @throws RangeError */
  constructor(delayMs: number, capacity: number) {
    if (!(delayMs >= 0)) throw new RangeError(`the delay must be from 0 ms, not ${delayMs}`);
    if (!(capacity >= 1)) throw new RangeError(`the capacity must be from 1, not ${capacity}`);
    this.#delayMs = delayMs;
    this.#capacity = capacity;
  }

  static restore<K, V>(saved: SavedWriteBehind<K, V>): WriteBehindBuffer<K, V> {
    const buffer = new WriteBehindBuffer<K, V>(saved.delayMs, saved.capacity);
    for (const [key, value, writes, dueMs] of saved.entries) {
      buffer.#entries.set(key, { value, writes, dueMs });
      buffer.#writes += writes;
    }
    return buffer;
  }

  /** Keys that wait. */
  get size(): number {
    return this.#entries.size;
  }

  /** Acknowledged writes that only this buffer holds. */
  get writes(): number {
    return this.#writes;
  }

  get(key: K): V | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Takes a write; false when it must go to the source at once, because the buffer is full of other keys. */
  put(key: K, value: V, nowMs: number): boolean {
    const before = this.#entries.get(key);
    if (before !== undefined) {
      before.value = value;
      before.writes++;
    } else {
      if (this.#entries.size >= this.#capacity) return false;
      this.#entries.set(key, { value, writes: 1, dueMs: nowMs + this.#delayMs });
    }
    this.#writes++;
    return true;
  }

  /** When the next key is due; undefined when none waits. */
  nextDueMs(): number | undefined {
    for (const { dueMs } of this.#entries.values()) return dueMs;
    return undefined;
  }

  /** Takes out the key that has waited longest, if it is due. */
  take(nowMs: number): FlushedWrite<K, V> | undefined {
    for (const [key, { value, writes, dueMs }] of this.#entries) {
      if (dueMs > nowMs) return undefined;
      this.#entries.delete(key);
      this.#writes -= writes;
      return { key, value, writes };
    }
    return undefined;
  }

  /** The process dies. Returns how many acknowledged writes are lost. */
  lose(): number {
    const lost = this.#writes;
    this.#entries.clear();
    this.#writes = 0;
    return lost;
  }

  save(): SavedWriteBehind<K, V> {
    return {
      delayMs: this.#delayMs,
      capacity: this.#capacity,
      entries: [...this.#entries].map(
        ([key, { value, writes, dueMs }]) => [key, value, writes, dueMs] as const,
      ),
    };
  }
}
