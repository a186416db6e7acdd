/**
 * A Bloom filter (B. Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13(7), 1970): k hashed bits a
 * key. About 10 bits a key for 1 % false positives, whatever the keys' size; no deletion, no listing, no growth.
 */
import { murmur3Pair } from "../../consistent-hashing/primitives/murmur3.ts";
import { log } from "../../kernel/math.ts";
import { bloomSize } from "./bloomSize.ts";
import type { MembershipFilter } from "./membershipFilter.ts";

const pair = new Uint32Array(2);

export interface SavedBloomFilter {
  readonly bits: number;
  readonly hashes: number;
  readonly seed: number;
  readonly words: Uint32Array;
}

export class BloomFilter implements MembershipFilter {
  readonly bits: number;
  readonly hashes: number;
  readonly seed: number;
  readonly #words: Uint32Array;
  readonly #scale: number;

  /** `seed` of the hash; filters that are united must share it. @throws RangeError unless bits is a whole number from 1 to 2^31
   *  and hashes one from 1 to 64. */
  constructor(bits: number, hashes: number, seed = 0) {
    if (!Number.isInteger(bits) || bits < 1 || bits > 0x80000000)
      throw new RangeError(`bits must be a whole number from 1 to 2^31, not ${bits}`);
    if (!Number.isInteger(hashes) || hashes < 1 || hashes > 64)
      throw new RangeError(`hashes must be a whole number from 1 to 64, not ${hashes}`);
    this.bits = bits;
    this.hashes = hashes;
    this.seed = seed;
    this.#words = new Uint32Array(Math.ceil(bits / 32));
    this.#scale = bits / 0x100000000;
  }

  /** Sized for so many keys at this rate of false positives. @throws RangeError as `bloomSize`. */
  static forCapacity(keys: number, falsePositives: number, seed = 0): BloomFilter {
    const { bits, hashes } = bloomSize(keys, falsePositives);
    return new BloomFilter(bits, hashes, seed);
  }

  static restore(saved: SavedBloomFilter): BloomFilter {
    const filter = new BloomFilter(saved.bits, saved.hashes, saved.seed);
    filter.#words.set(saved.words);
    return filter;
  }

  get positions(): number {
    return this.bits;
  }

  add(key: string): void {
    murmur3Pair(key, pair, this.seed);
    this.addHash(pair[0]!, pair[1]!);
  }

  has(key: string): boolean {
    murmur3Pair(key, pair, this.seed);
    return this.hasHash(pair[0]!, pair[1]!);
  }

  addHash(first: number, second: number): void {
    const { bits, hashes } = this;
    const words = this.#words;
    let position = Math.floor((first >>> 0) * this.#scale);
    let step = Math.floor((second >>> 0) * this.#scale);
    for (let i = 1; i <= hashes; i++) {
      words[position >>> 5]! |= 1 << (position & 31);
      position += step;
      if (position >= bits) position -= bits;
      step += i;
      if (step >= bits) step %= bits;
    }
  }

  hasHash(first: number, second: number): boolean {
    const { bits, hashes } = this;
    const words = this.#words;
    let position = Math.floor((first >>> 0) * this.#scale);
    let step = Math.floor((second >>> 0) * this.#scale);
    for (let i = 1; i <= hashes; i++) {
      if ((words[position >>> 5]! & (1 << (position & 31))) === 0) return false;
      position += step;
      if (position >= bits) position -= bits;
      step += i;
      if (step >= bits) step %= bits;
    }
    return true;
  }

  /** Whether the bit at `position` is set. */
  bit(position: number): boolean {
    return (this.#words[position >>> 5]! & (1 << (position & 31))) !== 0;
  }

  /** How many bits are set. */
  ones(): number {
    let count = 0;
    for (const word of this.#words) count += bitCount32(word);
    return count;
  }

  /** How many different keys were added, from the bits alone: −(m/k)·ln(1 − X/m) (S. Swamidass, P. Baldi, Journal of Chemical
   *  Information and Modeling 47(3), 2007). Infinity when all bits are set. */
  estimatedKeys(): number {
    const ones = this.ones();
    return ones === this.bits ? Infinity : (-this.bits / this.hashes) * log(1 - ones / this.bits);
  }

  /** Adds all that `other` holds. @throws RangeError when the two were not made alike. */
  unite(other: BloomFilter): void {
    const isAlike = other.bits === this.bits && other.hashes === this.hashes && other.seed === this.seed;
    if (!isAlike) throw new RangeError("only filters of the same bits, hashes and seed can be united");
    for (let i = 0; i < this.#words.length; i++) this.#words[i]! |= other.#words[i]!;
  }

  save(): SavedBloomFilter {
    return { bits: this.bits, hashes: this.hashes, seed: this.seed, words: this.#words.slice() };
  }
}

/** Set bits of a word, in parallel (H. Warren, Hacker's Delight, 2nd ed. 2012, section 5-1). */
export function bitCount32(word: number): number {
  let w = word - ((word >>> 1) & 0x55555555);
  w = (w & 0x33333333) + ((w >>> 2) & 0x33333333);
  return Math.imul((w + (w >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
