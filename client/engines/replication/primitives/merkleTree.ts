/**
 * A Merkle tree over buckets of keys: two replicas find the buckets in which they differ with few comparisons, and none
 * below a pair of equal hashes (R. Merkle, 1979; for replicas: G. DeCandia et al., Dynamo, SOSP 2007, section 4.7). A bucket's
 * hash is the exclusive or of the hashes of its entries, so that a changed entry costs one step a level. Against accident,
 * not against an attacker: the hashes have 32 bits.
 */
import { mix32 } from "../../kernel/random.ts";

export interface MerkleDifference {
  /** Buckets that differ, ascending. */
  readonly buckets: readonly number[];
  /** Pairs of hashes that were compared: what the replicas have to send each other to find out. */
  readonly compared: number;
}

export class MerkleTree {
  /** Buckets: a power of two. */
  readonly buckets: number;
  /** The root is at 1, the children of i at 2i and 2i + 1, the buckets at the end. */
  readonly #hashes: Uint32Array;

  /** @throws RangeError unless `buckets` is a power of two up to 2^24. */
  constructor(buckets: number) {
    if (!(buckets >= 1 && buckets <= 0x1000000) || (buckets & (buckets - 1)) !== 0)
      throw new RangeError(`buckets must be a power of two, not ${buckets}`);
    this.buckets = buckets;
    this.#hashes = new Uint32Array(2 * buckets);
    for (let i = buckets - 1; i >= 1; i--) this.#combine(i);
  }

  static restore(saved: Uint32Array): MerkleTree {
    const tree = new MerkleTree(saved.length / 2);
    tree.#hashes.set(saved);
    return tree;
  }

  save(): Uint32Array {
    return this.#hashes.slice();
  }

  get root(): number {
    return this.#hashes[1]!;
  }

  /** Takes `before`, the hash of an entry, out of its bucket and puts `after` in; 0 stands for no entry. */
  replace(bucket: number, before: number, after: number): void {
    let i = this.buckets + bucket;
    this.#hashes[i] = this.#hashes[i]! ^ before ^ after;
    for (i >>= 1; i >= 1; i >>= 1) this.#combine(i);
  }

  /** @throws RangeError when the other tree has another number of buckets. */
  difference(other: MerkleTree): MerkleDifference {
    if (other.buckets !== this.buckets)
      throw new RangeError(`trees of ${this.buckets} and ${other.buckets} buckets`);
    const buckets: number[] = [];
    let compared = 0;
    const open = [1];
    for (let i = open.pop(); i !== undefined; i = open.pop()) {
      compared++;
      if (this.#hashes[i] === other.#hashes[i]) continue;
      if (i >= this.buckets) buckets.push(i - this.buckets);
      else open.push(2 * i + 1, 2 * i);
    }
    return { buckets, compared };
  }

  #combine(i: number): void {
    this.#hashes[i] = mix32(mix32(this.#hashes[2 * i]! + 1) + Math.imul(this.#hashes[2 * i + 1]!, 31));
  }
}
