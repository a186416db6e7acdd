/**
 * One partition of a topic, as in Kafka (J. Kreps, N. Narkhede, J. Rao, "Kafka: a distributed messaging system for log
 * processing", NetDB 2011): records are appended and get consecutive offsets, readers keep their own position, and the oldest
 * records go when there are too many. Nobody who is slow holds anyone else up; who is too slow misses records.
 */

export interface SavedPartitionLog {
  readonly limit: number;
  readonly start: number;
  readonly records: Float64Array;
}

export class PartitionLog {
  /** Records kept at most. */
  readonly limit: number;
  #ring: Float64Array;
  #start = 0;
  #end = 0;

  /** @throws RangeError unless the limit is a whole number from 1 to 2^30. */
  constructor(limit: number) {
    if (!Number.isInteger(limit) || limit < 1 || limit > 0x40000000)
      throw new RangeError(`limit must be a whole number from 1, not ${limit}`);
    this.limit = limit;
    this.#ring = new Float64Array(16);
  }

  static restore(saved: SavedPartitionLog): PartitionLog {
    const log = new PartitionLog(saved.limit);
    log.#start = log.#end = saved.start;
    for (const record of saved.records) log.append(record);
    return log;
  }

  /** The oldest offset that can still be read. */
  get start(): number {
    return this.#start;
  }

  /** The offset that the next record will get. */
  get end(): number {
    return this.#end;
  }

  /** Returns the record's offset. */
  append(record: number): number {
    if (this.#end - this.#start === this.limit) this.#start++;
    else if (this.#end - this.#start === this.#ring.length) this.#widen();
    this.#ring[this.#end & (this.#ring.length - 1)] = record;
    return this.#end++;
  }

  /** Undefined for offsets that are gone or not there yet. */
  at(offset: number): number | undefined {
    if (!(offset >= this.#start && offset < this.#end)) return undefined;
    return this.#ring[offset & (this.#ring.length - 1)];
  }

  /** Forgets all records below this offset. */
  trim(offset: number): void {
    this.#start = Math.min(this.#end, Math.max(this.#start, offset));
  }

  save(): SavedPartitionLog {
    const records = Float64Array.from(
      { length: this.#end - this.#start },
      (_, i) => this.at(this.#start + i)!,
    );
    return { limit: this.limit, start: this.#start, records };
  }

  /** Twice as long; a power of two, so that an offset's place is its low bits. */
  #widen(): void {
    const before = this.#ring;
    const after = new Float64Array(before.length * 2);
    for (let offset = this.#start; offset < this.#end; offset++)
      after[offset & (after.length - 1)] = before[offset & (before.length - 1)]!;
    this.#ring = after;
  }
}
