/**
 * A count-min sketch (G. Cormode, S. Muthukrishnan, "An improved data stream summary: the count-min sketch and its applications",
 * Journal of Algorithms 55(1), 2005): rows of counters, one hash a row; a key's count is the least of its counters. It never counts too
 * little, and too much by more than (e/width)·N only with probability e^(−depth).
 *
 * With conservative update (C. Estan, G. Varghese, "New directions in traffic measurement and accounting", ACM TOCS 21(3), 2003) a
 * counter is raised only as far as the key's new count asks for: never worse, but then sketches cannot be merged.
 */
import { murmur3Pair } from "../../consistent-hashing/primitives/murmur3.ts";
import { log } from "../../kernel/math.ts";
import { mix32 } from "../../kernel/random.ts";

// biome-ignore lint/suspicious/noApproximativeNumericConstant: Math's constants may be approximations; an own literal has the same bits everywhere.
const E = 2.718281828459045;
const FULL = 0xffffffff;
const pair = new Uint32Array(2);

export interface CountMinOptions {
  /** Counters of a row: the error is at most (e/width)·N. */
  readonly width: number;
  /** Rows: the error is kept with probability 1 − e^(−depth). */
  readonly depth: number;
  readonly isConservative?: boolean;
  /** Of the hash; sketches that are merged must share it. */
  readonly seed?: number;
}

export interface SavedCountMinSketch {
  readonly options: Required<CountMinOptions>;
  readonly total: number;
  readonly counters: Uint32Array;
}

/** Width and depth for an error of at most `epsilon`·N with probability 1 − `delta`. @throws RangeError unless both lie between 0
 *  and 1. */
export function countMinSize(epsilon: number, delta: number): { width: number; depth: number } {
  for (const value of [epsilon, delta])
    if (!(value > 0 && value < 1))
      throw new RangeError(`epsilon and delta must lie between 0 and 1, not ${value}`);
  return { width: Math.ceil(E / epsilon), depth: Math.ceil(-log(delta)) };
}

export class CountMinSketch {
  readonly width: number;
  readonly depth: number;
  readonly isConservative: boolean;
  readonly seed: number;
  /** Row by row. A counter that is full stays so: counts beyond 2^32 − 1 are too low, which nothing else makes them. */
  readonly #counters: Uint32Array;
  readonly #scale: number;
  #total = 0;

  /** @throws RangeError unless width and depth are whole numbers from 1, depth at most 64, and there are at most 2^28 counters. */
  constructor({ width, depth, isConservative = false, seed = 0 }: CountMinOptions) {
    if (!Number.isInteger(width) || width < 1)
      throw new RangeError(`width must be a whole number from 1, not ${width}`);
    if (!Number.isInteger(depth) || depth < 1 || depth > 64)
      throw new RangeError(`depth must be a whole number from 1 to 64, not ${depth}`);
    if (width * depth > 1 << 28) throw new RangeError(`${width} × ${depth} counters are more than 2^28`);
    this.width = width;
    this.depth = depth;
    this.isConservative = isConservative;
    this.seed = seed;
    this.#counters = new Uint32Array(width * depth);
    this.#scale = width / 0x100000000;
  }

  static restore(saved: SavedCountMinSketch): CountMinSketch {
    const sketch = new CountMinSketch(saved.options);
    sketch.#counters.set(saved.counters);
    sketch.#total = saved.total;
    return sketch;
  }

  /** Of all counts that were added. */
  get total(): number {
    return this.#total;
  }

  /** `count` is a whole number from 0. */
  add(key: string, count = 1): void {
    murmur3Pair(key, pair, this.seed);
    this.addHash(pair[0]!, pair[1]!, count);
  }

  estimate(key: string): number {
    murmur3Pair(key, pair, this.seed);
    return this.estimateHash(pair[0]!, pair[1]!);
  }

  /** For whoever has two hashes of the key already. */
  addHash(first: number, second: number, count = 1): void {
    this.#total += count;
    if (this.isConservative) this.#raise(first, second, this.estimateHash(first, second) + count);
    else this.#increase(first, second, count);
  }

  estimateHash(first: number, second: number): number {
    const counters = this.#counters;
    let least = FULL;
    for (let row = 0, base = 0; row < this.depth; row++, base += this.width) {
      const count = counters[base + this.#column(first, second, row)]!;
      if (count < least) least = count;
    }
    return least;
  }

  /** The counter of a key in a row: for those who show or test it. */
  column(first: number, second: number, row: number): number {
    return this.#column(first, second, row);
  }

  counter(row: number, column: number): number {
    return this.#counters[row * this.width + column]!;
  }

  /** Adds all that `other` counted. @throws RangeError when they were not made alike, or update conservatively: then a merged
   *  counter could stand below what both have seen. */
  merge(other: CountMinSketch): void {
    const isAlike = other.width === this.width && other.depth === this.depth && other.seed === this.seed;
    if (!isAlike) throw new RangeError("only sketches of the same width, depth and seed can be merged");
    if (this.isConservative || other.isConservative)
      throw new RangeError("sketches with conservative update cannot be merged");
    this.#total += other.#total;
    const counters = this.#counters;
    for (let i = 0; i < counters.length; i++)
      counters[i] = Math.min(FULL, counters[i]! + other.#counters[i]!);
  }

  save(): SavedCountMinSketch {
    const { width, depth, isConservative, seed } = this;
    return {
      options: { width, depth, isConservative, seed },
      total: this.#total,
      counters: this.#counters.slice(),
    };
  }

  #increase(first: number, second: number, count: number): void {
    const counters = this.#counters;
    for (let row = 0, base = 0; row < this.depth; row++, base += this.width) {
      const at = base + this.#column(first, second, row);
      const sum = counters[at]! + count;
      counters[at] = Math.min(sum, FULL);
    }
  }

  #raise(first: number, second: number, target: number): void {
    const counters = this.#counters;
    const level = Math.min(target, FULL);
    for (let row = 0, base = 0; row < this.depth; row++, base += this.width) {
      const at = base + this.#column(first, second, row);
      if (counters[at]! < level) counters[at] = level;
    }
  }

  /** Mixed once more for each row: two keys that are near in both hashes must not share their counters in every row. */
  #column(first: number, second: number, row: number): number {
    return Math.floor(mix32(first + Math.imul(row, second | 1)) * this.#scale);
  }
}
