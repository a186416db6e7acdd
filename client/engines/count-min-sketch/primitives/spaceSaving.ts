/**
 * Space-Saving (A. Metwally, D. Agrawal, A. El Abbadi, "Efficient computation of frequent and top-k elements in data streams", ICDT
 * 2005): the most frequent keys of a stream with a fixed number of counters. A key without a counter takes over the smallest one,
 * its count included. Every key that makes up more than 1/capacity of the stream has a counter; a count is too high by at most the
 * smallest, never too low; and all counts add up to the length of the stream.
 *
 * The counters are a binary heap, smallest first, in typed arrays: an update costs about log₂ capacity steps at worst, and most cost
 * one.
 */

export interface FrequentKey<K> {
  readonly key: K;
  /** At least how often the key came, and at most `error` too much. */
  readonly count: number;
  readonly error: number;
}

export interface SavedSpaceSaving<K> {
  readonly capacity: number;
  /** In the order of the heap. */
  readonly keys: readonly K[];
  readonly counts: Float64Array;
  readonly errors: Float64Array;
  readonly total: number;
}

export class SpaceSaving<K extends string | number> {
  readonly capacity: number;
  /** Place in the heap by key. */
  readonly #places = new Map<K, number>();
  #keys: K[] = [];
  readonly #counts: Float64Array;
  readonly #errors: Float64Array;
  #total = 0;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > 1 << 24)
      throw new RangeError(`capacity must be a whole number from 1 to 2^24, not ${capacity}`);
    this.capacity = capacity;
    this.#counts = new Float64Array(capacity);
    this.#errors = new Float64Array(capacity);
  }

  static restore<K extends string | number>(saved: SavedSpaceSaving<K>): SpaceSaving<K> {
    const summary = new SpaceSaving<K>(saved.capacity);
    summary.#keys = [...saved.keys];
    summary.#counts.set(saved.counts);
    summary.#errors.set(saved.errors);
    summary.#total = saved.total;
    saved.keys.forEach((key, place) => {
      summary.#places.set(key, place);
    });
    return summary;
  }

  /** Keys that have a counter. */
  get size(): number {
    return this.#keys.length;
  }

  /** Length of the stream. */
  get total(): number {
    return this.#total;
  }

  /** What a key's count can be too high by, at most; 0 while there are free counters. */
  get least(): number {
    return this.#keys.length < this.capacity ? 0 : this.#counts[0]!;
  }

  /** `count` is a number above 0. Returns the key that lost its counter, if one did. */
  add(key: K, count = 1): K | undefined {
    this.#total += count;
    const place = this.#places.get(key);
    if (place !== undefined) {
      this.#counts[place]! += count;
      this.#down(place);
      return undefined;
    }
    if (this.#keys.length < this.capacity) {
      this.#keys.push(key);
      this.#up(this.#keys.length - 1, key, count, 0);
      return undefined;
    }
    const evicted = this.#keys[0]!;
    this.#places.delete(evicted);
    this.#errors[0] = this.#counts[0]!;
    this.#counts[0]! += count;
    this.#keys[0] = key;
    this.#places.set(key, 0);
    this.#down(0);
    return evicted;
  }

  get(key: K): FrequentKey<K> | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#at(place);
  }

  /** The keys with the highest counts, those first; equal ones in no particular order. */
  top(count: number): FrequentKey<K>[] {
    const all = this.#keys.map((_, place) => this.#at(place));
    return all.sort((left, right) => right.count - left.count).slice(0, count);
  }

  save(): SavedSpaceSaving<K> {
    const { capacity } = this;
    const counts = this.#counts.slice();
    return { capacity, keys: [...this.#keys], counts, errors: this.#errors.slice(), total: this.#total };
  }

  #at(place: number): FrequentKey<K> {
    return { key: this.#keys[place]!, count: this.#counts[place]!, error: this.#errors[place]! };
  }

  #put(place: number, key: K, count: number, error: number): void {
    this.#keys[place] = key;
    this.#counts[place] = count;
    this.#errors[place] = error;
    this.#places.set(key, place);
  }

  #up(from: number, key: K, count: number, error: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#counts[parent]! <= count) break;
      this.#put(place, this.#keys[parent]!, this.#counts[parent]!, this.#errors[parent]!);
      place = parent;
    }
    this.#put(place, key, count, error);
  }

  /** Sinks the counter at `from`, which has grown. */
  #down(from: number): void {
    const counts = this.#counts;
    const size = this.#keys.length;
    const key = this.#keys[from]!;
    const count = counts[from]!;
    const error = this.#errors[from]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      if (child + 1 < size && counts[child + 1]! < counts[child]!) child++;
      if (counts[child]! >= count) break;
      this.#put(place, this.#keys[child]!, counts[child]!, this.#errors[child]!);
      place = child;
    }
    if (place !== from) this.#put(place, key, count, error);
  }
}
