/**
 * A scalable Bloom filter (P. Almeida, C. Baquero, N. Preguiça, D. Hutchison, "Scalable Bloom filters", Information Processing
 * Letters 101(6), 2007): when the newest filter is as full as it was meant to be, a larger and stricter one joins the chain. The rate of
 * all together stays below p₀/(1 − r) however many keys come; a look-up asks each of the filters.
 */
import { murmur3Pair } from "../../consistent-hashing/primitives/murmur3.ts";
import { BloomFilter, type SavedBloomFilter } from "./bloomFilter.ts";
import type { MembershipFilter } from "./membershipFilter.ts";

const pair = new Uint32Array(2);

export interface ScalableBloomOptions {
  /** Keys that the first filter is sized for. */
  readonly capacity: number;
  /** False positives of all filters together, at most; between 0 and 1. */
  readonly falsePositives: number;
  /** How many times larger each filter is than the one before; the paper advises 2, or 4 where growth is great. */
  readonly growth?: number;
  /** The rate of each filter over that of the one before, between 0 and 1; the paper advises 0.8 to 0.9. */
  readonly tightening?: number;
  readonly seed?: number;
}

export interface SavedScalableBloomFilter {
  readonly options: Required<ScalableBloomOptions>;
  readonly filters: readonly SavedBloomFilter[];
  readonly inNewest: number;
}

export class ScalableBloomFilter implements MembershipFilter {
  readonly #options: Required<ScalableBloomOptions>;
  #filters: BloomFilter[] = [];
  /** Keys that the newest filter took in as new. */
  #inNewest = 0;

  /** @throws RangeError when an option is out of its range. */
  constructor(options: ScalableBloomOptions) {
    this.#options = { growth: 2, tightening: 0.85, seed: 0, ...options };
    const { growth, tightening } = this.#options;
    if (!Number.isInteger(growth) || growth < 1)
      throw new RangeError(`growth must be a whole number from 1, not ${growth}`);
    if (!(tightening > 0 && tightening < 1))
      throw new RangeError(`tightening must lie between 0 and 1, not ${tightening}`);
    this.#grow();
  }

  static restore(saved: SavedScalableBloomFilter): ScalableBloomFilter {
    const filter = new ScalableBloomFilter(saved.options);
    filter.#filters = saved.filters.map((one) => BloomFilter.restore(one));
    filter.#inNewest = saved.inNewest;
    return filter;
  }

  get bits(): number {
    return this.#filters.reduce((sum, filter) => sum + filter.bits, 0);
  }

  get positions(): number {
    return this.bits;
  }

  /** Oldest first. */
  get filters(): readonly BloomFilter[] {
    return this.#filters;
  }

  /** A key that seems present is not added again: it would use up capacity for nothing. */
  add(key: string): void {
    murmur3Pair(key, pair, this.#options.seed);
    this.addHash(pair[0]!, pair[1]!);
  }

  has(key: string): boolean {
    murmur3Pair(key, pair, this.#options.seed);
    return this.hasHash(pair[0]!, pair[1]!);
  }

  /** @throws RangeError when the next filter would have more than 2^31 bits. */
  addHash(first: number, second: number): void {
    if (this.hasHash(first, second)) return;
    if (this.#inNewest === this.capacityOf(this.#filters.length - 1)) this.#grow();
    this.#filters.at(-1)!.addHash(first, second);
    this.#inNewest++;
  }

  /** The newest first: it holds the most keys. */
  hasHash(first: number, second: number): boolean {
    for (let i = this.#filters.length - 1; i >= 0; i--)
      if (this.#filters[i]!.hasHash(first, second)) return true;
    return false;
  }

  /** Keys that the filter with this number, from 0, is sized for. */
  capacityOf(filter: number): number {
    let { capacity } = this.#options;
    for (let i = 0; i < filter; i++) capacity *= this.#options.growth;
    return capacity;
  }

  ones(): number {
    return this.#filters.reduce((sum, filter) => sum + filter.ones(), 0);
  }

  save(): SavedScalableBloomFilter {
    return {
      options: this.#options,
      filters: this.#filters.map((filter) => filter.save()),
      inNewest: this.#inNewest,
    };
  }

  /** The first filter's rate is what leaves room for a geometric series of them. */
  #grow(): void {
    const { falsePositives, tightening, seed } = this.#options;
    let rate = falsePositives * (1 - tightening);
    for (let i = 0; i < this.#filters.length; i++) rate *= tightening;
    this.#filters.push(BloomFilter.forCapacity(this.capacityOf(this.#filters.length), rate, seed));
    this.#inNewest = 0;
  }
}
