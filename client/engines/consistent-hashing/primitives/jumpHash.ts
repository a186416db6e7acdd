/**
 * Jump consistent hash (J. Lamping, E. Veach, "A fast, minimal memory, consistent hash algorithm", arXiv 1406.2294, 2014): a key to one of
 * n numbered buckets without a table, perfectly even, and one more bucket takes 1/(n + 1) of the keys and moves no other. Buckets have
 * numbers: only the last can be taken away.
 */
import { ListedPlacement } from "./listedPlacement.ts";
import { mixInteger } from "./murmur3.ts";

// 2862933555777941757, the multiplier of the key's generator, by 16 and 32 bits.
const FACTOR_HIGH = 0x27bb2ee6;
const FACTOR_LOW = 0x87b0b0fd | 0;
const FACTOR_0 = 0xb0fd;
const FACTOR_1 = 0x87b0;

/**
 * The bucket, from 0, of a 64-bit key given as two halves: the same as the paper's C++, in 32-bit arithmetic. `buckets` is a whole number
 * from 1 to 2^31 − 1.
 */
export function jumpHash(keyHigh: number, keyLow: number, buckets: number): number {
  let high = keyHigh | 0;
  let low = keyLow | 0;
  let bucket = -1;
  let next = 0;
  while (next < buckets) {
    bucket = next;
    // key ← key · factor + 1, modulo 2^64.
    const a0 = low & 0xffff;
    const a1 = low >>> 16;
    const middle = (Math.imul(a1, FACTOR_0) >>> 0) + (Math.imul(a0, FACTOR_0) >>> 16);
    const upper = (Math.imul(a0, FACTOR_1) >>> 0) + (middle & 0xffff);
    const carried = Math.imul(a1, FACTOR_1) + (middle >>> 16) + (upper >>> 16);
    high = (carried + Math.imul(high, FACTOR_LOW) + Math.imul(low, FACTOR_HIGH)) | 0;
    low = (Math.imul(low, FACTOR_LOW) + 1) | 0;
    if (low === 0) high = (high + 1) | 0;
    next = Math.floor((bucket + 1) * (0x80000000 / ((high >>> 1) + 1)));
  }
  return bucket;
}

export interface SavedJumpTable<N> {
  readonly nodes: readonly N[];
  readonly seed: number;
}

/**
 * Named nodes over jump hash. When another than the last leaves, the last takes its bucket: the keys of both move, twice as many as must.
 * Who owns what depends on the order in which nodes came and went, so that all programs of a system must see the same.
 */
export class JumpTable<N extends string | number> extends ListedPlacement<N> {
  constructor(seed = 0) {
    super(seed);
  }

  static restore<N extends string | number>(saved: SavedJumpTable<N>): JumpTable<N> {
    const table = new JumpTable<N>(saved.seed);
    table.list.push(...saved.nodes);
    return table;
  }

  ownerOfHash(hash: number): N | undefined {
    if (this.list.length === 0) return undefined;
    return this.list[jumpHash(mixInteger(hash), hash, this.list.length)];
  }

  save(): SavedJumpTable<N> {
    return { nodes: [...this.list], seed: this.seed };
  }

  protected override takeOut(at: number): void {
    const last = this.list.pop()!;
    if (at < this.list.length) this.list[at] = last;
  }
}
