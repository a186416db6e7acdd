/**
 * A counting Bloom filter (L. Fan, P. Cao, J. Almeida, A. Broder, "Summary cache", IEEE/ACM Transactions on Networking 8(3), 2000):
 * counters of four bits in place of bits, so that a key can be removed. A counter that is full stays so for ever: bringing it down
 * might forget a key that is still there. By the paper's bound a counter overflows with probability 1.4·10⁻¹⁵ at the best k.
 */
import { murmur3Pair } from "../../consistent-hashing/primitives/murmur3.ts";
import type { MembershipFilter } from "./membershipFilter.ts";

const FULL = 15;
const pair = new Uint32Array(2);

export interface SavedCountingBloomFilter {
  readonly counters: number;
  readonly hashes: number;
  readonly seed: number;
  readonly bytes: Uint8Array;
}

export class CountingBloomFilter implements MembershipFilter {
  readonly counters: number;
  readonly hashes: number;
  readonly seed: number;
  /** Two counters a byte. */
  readonly #bytes: Uint8Array;
  readonly #scale: number;

  /** @throws RangeError unless counters is a whole number from 1 to 2^31 and hashes one from 1 to 64. */
  constructor(counters: number, hashes: number, seed = 0) {
    if (!Number.isInteger(counters) || counters < 1 || counters > 0x80000000)
      throw new RangeError(`counters must be a whole number from 1 to 2^31, not ${counters}`);
    if (!Number.isInteger(hashes) || hashes < 1 || hashes > 64)
      throw new RangeError(`hashes must be a whole number from 1 to 64, not ${hashes}`);
    this.counters = counters;
    this.hashes = hashes;
    this.seed = seed;
    this.#bytes = new Uint8Array(Math.ceil(counters / 2));
    this.#scale = counters / 0x100000000;
  }

  static restore(saved: SavedCountingBloomFilter): CountingBloomFilter {
    const filter = new CountingBloomFilter(saved.counters, saved.hashes, saved.seed);
    filter.#bytes.set(saved.bytes);
    return filter;
  }

  get bits(): number {
    return 4 * this.counters;
  }

  get positions(): number {
    return this.counters;
  }

  add(key: string): void {
    murmur3Pair(key, pair, this.seed);
    this.addHash(pair[0]!, pair[1]!);
  }

  has(key: string): boolean {
    murmur3Pair(key, pair, this.seed);
    return this.hasHash(pair[0]!, pair[1]!);
  }

  /** False, and nothing changes, when the key is certainly absent. Only keys that were added may be removed: removing one that is a
   *  false positive takes counts away from keys that are there, which are then denied. */
  remove(key: string): boolean {
    murmur3Pair(key, pair, this.seed);
    return this.removeHash(pair[0]!, pair[1]!);
  }

  addHash(first: number, second: number): void {
    this.#change(first, second, 1);
  }

  removeHash(first: number, second: number): boolean {
    if (!this.hasHash(first, second)) return false;
    this.#change(first, second, -1);
    return true;
  }

  hasHash(first: number, second: number): boolean {
    const { counters, hashes } = this;
    let position = Math.floor((first >>> 0) * this.#scale);
    let step = Math.floor((second >>> 0) * this.#scale);
    for (let i = 1; i <= hashes; i++) {
      if (this.counter(position) === 0) return false;
      position += step;
      if (position >= counters) position -= counters;
      step += i;
      if (step >= counters) step %= counters;
    }
    return true;
  }

  /** 0 to 15. */
  counter(position: number): number {
    return (this.#bytes[position >>> 1]! >>> ((position & 1) << 2)) & FULL;
  }

  /** Counters that are not 0. */
  ones(): number {
    let count = 0;
    for (const byte of this.#bytes) count += ((byte & FULL) === 0 ? 0 : 1) + (byte > FULL ? 1 : 0);
    return count;
  }

  save(): SavedCountingBloomFilter {
    const { counters, hashes, seed } = this;
    return { counters, hashes, seed, bytes: this.#bytes.slice() };
  }

  /** The positions of one key may repeat: then its counter goes up, and later down, as often. */
  #change(first: number, second: number, by: 1 | -1): void {
    const { counters, hashes } = this;
    let position = Math.floor((first >>> 0) * this.#scale);
    let step = Math.floor((second >>> 0) * this.#scale);
    for (let i = 1; i <= hashes; i++) {
      const count = this.counter(position);
      if (count !== FULL && count + by >= 0)
        this.#bytes[position >>> 1]! += by * (1 << ((position & 1) << 2));
      position += step;
      if (position >= counters) position -= counters;
      step += i;
      if (step >= counters) step %= counters;
    }
  }
}
