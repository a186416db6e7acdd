/**
 * Records of numbers with handles, for what an engine has in flight: requests, jobs, messages. All fields lie in one typed
 * array that doubles when it is full, and released handles are used again, so that a run allocates nothing per record.
 */

export interface SavedSlotPool {
  readonly fields: number;
  readonly values: Float64Array;
  readonly taken: Uint8Array;
  readonly free: Int32Array;
}

export class SlotPool {
  readonly fields: number;
  #values: Float64Array;
  #taken: Uint8Array;
  /** A stack of free handles; the lowest is on top at the beginning. */
  #free: Int32Array;
  #freeCount: number;

  /** @throws RangeError unless `fields` is a whole number from 1. */
  constructor(fields: number, capacity = 16) {
    if (!Number.isInteger(fields) || fields < 1)
      throw new RangeError(`fields must be a whole number from 1, not ${fields}`);
    this.fields = fields;
    this.#values = new Float64Array(capacity * fields);
    this.#taken = new Uint8Array(capacity);
    this.#free = Int32Array.from({ length: capacity }, (_, i) => capacity - 1 - i);
    this.#freeCount = capacity;
  }

  static restore(saved: SavedSlotPool): SlotPool {
    const pool = new SlotPool(saved.fields, 0);
    pool.#values = saved.values.slice();
    pool.#taken = saved.taken.slice();
    pool.#free = new Int32Array(saved.taken.length);
    pool.#free.set(saved.free);
    pool.#freeCount = saved.free.length;
    return pool;
  }

  /** Records in use. */
  get size(): number {
    return this.#taken.length - this.#freeCount;
  }

  /** Handles are below this. */
  get bound(): number {
    return this.#taken.length;
  }

  /** A record with all fields 0. */
  take(): number {
    if (this.#freeCount === 0) this.#grow();
    const handle = this.#free[--this.#freeCount]!;
    this.#taken[handle] = 1;
    const from = handle * this.fields;
    for (let i = from; i < from + this.fields; i++) this.#values[i] = 0;
    return handle;
  }

  /** @throws RangeError when the handle is not in use. */
  release(handle: number): void {
    if (this.#taken[handle] !== 1) throw new RangeError(`handle ${handle} is not in use`);
    this.#taken[handle] = 0;
    this.#free[this.#freeCount++] = handle;
  }

  has(handle: number): boolean {
    return this.#taken[handle] === 1;
  }

  get(handle: number, field: number): number {
    return this.#values[handle * this.fields + field]!;
  }

  set(handle: number, field: number, value: number): void {
    this.#values[handle * this.fields + field] = value;
  }

  save(): SavedSlotPool {
    return {
      fields: this.fields,
      values: this.#values.slice(),
      taken: this.#taken.slice(),
      free: this.#free.slice(0, this.#freeCount),
    };
  }

  #grow(): void {
    const before = this.#taken.length;
    const after = Math.max(16, before * 2);
    const values = new Float64Array(after * this.fields);
    values.set(this.#values);
    const taken = new Uint8Array(after);
    taken.set(this.#taken);
    this.#values = values;
    this.#taken = taken;
    this.#free = new Int32Array(after);
    for (let handle = after - 1; handle >= before; handle--) this.#free[this.#freeCount++] = handle;
  }
}
