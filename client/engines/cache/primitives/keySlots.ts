/**
 * Numbered places for the entries of a bounded cache: a `Map` finds the slot of a key, and whatever a policy knows about an
 * entry (links, counters, marks) lies in typed arrays under the slot's number. Nothing is allocated once the cache is full,
 * and saving copies arrays instead of walking lists.
 */

const NONE = -1;

export interface SavedKeySlots<K, V> {
  /** By slot. */
  readonly keys: readonly K[];
  readonly values: readonly V[];
  /** Slots that were freed, the one to be taken next at the end. */
  readonly free: Int32Array;
}

export class KeySlots<K, V> {
  readonly count: number;
  /** By slot; to be read only for a slot that is taken. */
  keys: K[] = [];
  values: V[] = [];
  readonly #slots = new Map<K, number>();
  readonly #free: Int32Array;
  #freed = 0;

  /** @throws RangeError unless count is a whole number from 1 to 2^25. */
  constructor(count: number) {
    if (!Number.isInteger(count) || count < 1 || count > 0x2000000) {
      throw new RangeError(`slots must be a whole number from 1 to 33554432, not ${count}`);
    }
    this.count = count;
    this.#free = new Int32Array(count);
  }

  /** Slots that are taken. */
  get size(): number {
    return this.#slots.size;
  }

  /** The slot of a key, −1 when it is absent. */
  find(key: K): number {
    const slot = this.#slots.get(key);
    return slot === undefined ? NONE : slot;
  }

  /** A slot for an absent key: the one freed last, else one never used. The caller has seen to it that there is one. */
  take(key: K, value: V): number {
    const slot = this.#freed > 0 ? this.#free[--this.#freed]! : this.keys.length;
    this.keys[slot] = key;
    this.values[slot] = value;
    this.#slots.set(key, slot);
    return slot;
  }

  /** Gives a taken slot to another key, which is absent: what evicting one for the other needs. */
  replace(slot: number, key: K, value: V): void {
    this.#slots.delete(this.keys[slot]!);
    this.keys[slot] = key;
    this.values[slot] = value;
    this.#slots.set(key, slot);
  }

  release(slot: number): void {
    this.#slots.delete(this.keys[slot]!);
    // A freed slot must not keep what it held from being collected.
    this.keys[slot] = undefined as K;
    this.values[slot] = undefined as V;
    this.#free[this.#freed++] = slot;
  }

  clear(): void {
    this.#slots.clear();
    this.keys.length = 0;
    this.values.length = 0;
    this.#freed = 0;
  }

  save(): SavedKeySlots<K, V> {
    return {
      keys: this.keys.slice(),
      values: this.values.slice(),
      free: this.#free.slice(0, this.#freed),
    };
  }

  /** Takes over what was saved. */
  load(saved: SavedKeySlots<K, V>): void {
    this.keys = saved.keys.slice();
    this.values = saved.values.slice();
    this.#free.set(saved.free);
    this.#freed = saved.free.length;
    const isFree = new Uint8Array(this.keys.length);
    for (const slot of saved.free) isFree[slot] = 1;
    this.#slots.clear();
    for (let slot = 0; slot < this.keys.length; slot++)
      if (isFree[slot] === 0) this.#slots.set(this.keys[slot]!, slot);
  }
}
