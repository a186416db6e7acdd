/**
 * How often keys were seen lately, approximately and in eight bytes an entry: the filter of TinyLFU (G. Einziger, R. Friedman,
 * B. Manes, "TinyLFU: a highly efficient cache admission policy", ACM Transactions on Storage 13(4), 2017). A count-min sketch
 * of 4-bit counters, all of which are halved after a sample of ten requests an entry, so that old fame fades. The four
 * counters of a key lie in one block of 64 bytes, as in Caffeine: one look at memory instead of four.
 *
 * Estimates never fall below the true count within a sample, up to 15. The paper's doorkeeper, a Bloom filter that takes up
 * first occurrences, is left out: with counters of four bits it saves little, and it was measured to cost hits.
 */
import { mix32 } from "../../kernel/random.ts";

const ROWS = 4;
const MAX_COUNT = 15;
/** Eight counters of four bits are halved at once: shifted, and cleared of the bit that came from the left neighbour. */
const HALVES = 0x77777777;
/** A block: four words a row, eight counters a word. */
const BLOCK_WORDS = 16;
const COUNTERS_AN_ENTRY = 16;

export interface SavedTinyLfuSketch {
  readonly capacity: number;
  readonly sampleSize: number;
  readonly counters: Int32Array;
  readonly seen: number;
}

export class TinyLfuSketch {
  readonly capacity: number;
  /** Additions until counters are halved. */
  readonly sampleSize: number;
  readonly #counters: Int32Array;
  readonly #blockMask: number;
  #seen = 0;

  /** `capacity`: entries of the cache that asks. @throws RangeError unless it is a whole number from 1 to 2^24. */
  constructor(capacity: number, sampleSize = 10 * capacity) {
    if (!Number.isInteger(capacity) || capacity < 1 || capacity > 0x1000000)
      throw new RangeError(`capacity must be a whole number from 1 to 16777216, not ${capacity}`);
    this.capacity = capacity;
    this.sampleSize = Math.max(2, sampleSize);
    let blocks = 1;
    while (blocks * BLOCK_WORDS * 8 < capacity * COUNTERS_AN_ENTRY) blocks *= 2;
    this.#blockMask = blocks - 1;
    this.#counters = new Int32Array(blocks * BLOCK_WORDS);
  }

  static restore(saved: SavedTinyLfuSketch): TinyLfuSketch {
    const sketch = new TinyLfuSketch(saved.capacity, saved.sampleSize);
    sketch.#counters.set(saved.counters);
    sketch.#seen = saved.seen;
    return sketch;
  }

  /** Counts one occurrence; `hash`: 32 well mixed bits. */
  add(hash: number): void {
    const counters = this.#counters;
    const block = (hash & this.#blockMask) * BLOCK_WORDS;
    // Five bits a row: two choose the word, three the counter in it.
    let choice = mix32(hash ^ 0x5bd1e995);
    for (let row = 0; row < ROWS; row++) {
      const word = block + row * 4 + (choice & 3);
      const shift = choice & 28;
      if (((counters[word]! >>> shift) & MAX_COUNT) < MAX_COUNT) counters[word]! += 1 << shift;
      choice >>>= 5;
    }
    if (++this.#seen >= this.sampleSize) this.#age();
  }

  /** The least of the key's counters, 0 to 15. */
  estimate(hash: number): number {
    const counters = this.#counters;
    const block = (hash & this.#blockMask) * BLOCK_WORDS;
    let choice = mix32(hash ^ 0x5bd1e995);
    let least = MAX_COUNT;
    for (let row = 0; row < ROWS; row++) {
      const count = (counters[block + row * 4 + (choice & 3)]! >>> (choice & 28)) & MAX_COUNT;
      if (count < least) least = count;
      choice >>>= 5;
    }
    return least;
  }

  clear(): void {
    this.#counters.fill(0);
    this.#seen = 0;
  }

  save(): SavedTinyLfuSketch {
    const { capacity, sampleSize } = this;
    return { capacity, sampleSize, counters: this.#counters.slice(), seen: this.#seen };
  }

  #age(): void {
    const counters = this.#counters;
    for (let i = 0; i < counters.length; i++) counters[i] = (counters[i]! >>> 1) & HALVES;
    this.#seen >>>= 1;
  }
}
