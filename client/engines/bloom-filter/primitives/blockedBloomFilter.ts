/**
 * A blocked Bloom filter (F. Putze, P. Sanders, J. Singler, "Cache-, hash- and space-efficient Bloom filters", WEA 2007): one
 * hash chooses a block as large as a cache line, and all bits of a key lie in it. A look-up touches one line of memory instead of k;
 * since keys spread unevenly over the blocks, false positives are more frequent than without.
 */
import { murmur3Pair } from "../../consistent-hashing/primitives/murmur3.ts";
import { mix32 } from "../../kernel/random.ts";
import { bitCount32 } from "./bloomFilter.ts";
import type { MembershipFilter } from "./membershipFilter.ts";

/** A cache line of 64 bytes. */
export const BLOCK_BITS = 512;
const MAX_HASHES = 16;
/** Odd multipliers, one a bit of the key: the top bits of the products are its places in the block, as in the split-block filters
 *  of Parquet and Impala. */
const MULTIPLIERS = Int32Array.from({ length: MAX_HASHES }, (_, i) => mix32(i + 1) | 1);
const pair = new Uint32Array(2);

export interface SavedBlockedBloomFilter {
  readonly blocks: number;
  readonly hashes: number;
  readonly seed: number;
  readonly words: Uint32Array;
}

export class BlockedBloomFilter implements MembershipFilter {
  readonly blocks: number;
  readonly hashes: number;
  readonly seed: number;
  readonly #words: Uint32Array;

  /** Of at least `bits`, rounded up to whole blocks. @throws RangeError unless bits is a whole number from 1 to 2^31 and hashes one
   *  from 1 to 16. */
  constructor(bits: number, hashes: number, seed = 0) {
    if (!Number.isInteger(bits) || bits < 1 || bits > 0x80000000)
      throw new RangeError(`bits must be a whole number from 1 to 2^31, not ${bits}`);
    if (!Number.isInteger(hashes) || hashes < 1 || hashes > MAX_HASHES)
      throw new RangeError(`hashes must be a whole number from 1 to ${MAX_HASHES}, not ${hashes}`);
    this.blocks = Math.ceil(bits / BLOCK_BITS);
    this.hashes = hashes;
    this.seed = seed;
    this.#words = new Uint32Array(this.blocks * (BLOCK_BITS / 32));
  }

  static restore(saved: SavedBlockedBloomFilter): BlockedBloomFilter {
    const filter = new BlockedBloomFilter(saved.blocks * BLOCK_BITS, saved.hashes, saved.seed);
    filter.#words.set(saved.words);
    return filter;
  }

  get bits(): number {
    return this.blocks * BLOCK_BITS;
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
    const words = this.#words;
    const base = this.blockOf(first) * (BLOCK_BITS / 32);
    for (let i = 0; i < this.hashes; i++) {
      const place = Math.imul(second, MULTIPLIERS[i]!) >>> 23;
      words[base + (place >>> 5)]! |= 1 << (place & 31);
    }
  }

  hasHash(first: number, second: number): boolean {
    const words = this.#words;
    const base = this.blockOf(first) * (BLOCK_BITS / 32);
    for (let i = 0; i < this.hashes; i++) {
      const place = Math.imul(second, MULTIPLIERS[i]!) >>> 23;
      if ((words[base + (place >>> 5)]! & (1 << (place & 31))) === 0) return false;
    }
    return true;
  }

  /** The block of a key by its first hash. */
  blockOf(first: number): number {
    return Math.floor((first >>> 0) * (this.blocks / 0x100000000));
  }

  /** A key's positions, counted from the filter's first bit. */
  probes(first: number, second: number): number[] {
    const base = this.blockOf(first) * BLOCK_BITS;
    return Array.from({ length: this.hashes }, (_, i) => base + (Math.imul(second, MULTIPLIERS[i]!) >>> 23));
  }

  bit(position: number): boolean {
    return (this.#words[position >>> 5]! & (1 << (position & 31))) !== 0;
  }

  ones(): number {
    let count = 0;
    for (const word of this.#words) count += bitCount32(word);
    return count;
  }

  save(): SavedBlockedBloomFilter {
    return { blocks: this.blocks, hashes: this.hashes, seed: this.seed, words: this.#words.slice() };
  }
}
