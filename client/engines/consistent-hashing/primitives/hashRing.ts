/**
 * Consistent hashing: nodes stand at many pseudo-random points of a circle of 2^32 places, and a key belongs to the
 * node at the first point at or after its hash. A node that joins or leaves moves only the keys of its own arcs, about
 * 1/n of them (D. Karger et al., "Consistent hashing and random trees", STOC 1997; many points a node: I. Stoica et al.,
 * Chord, SIGCOMM 2001, section 6.2).
 *
 * Points lie sorted in typed arrays. A table over the leading bits of the hash says where to start looking, so that a
 * look-up costs about two steps however many points there are; binary search was measured four times slower. Points
 * depend on the nodes alone, not on the order in which they came, so that all programs of a system agree.
 */
import { mixInteger, murmur3 } from "./murmur3.ts";
import type { Placement } from "./placement.ts";

const MAX_BITS = 18;

export interface SavedHashRing<N> {
  readonly pointsPerNode: number;
  readonly seed: number;
  readonly nodes: readonly N[];
  readonly positions: Uint32Array<ArrayBuffer>;
  readonly owners: Uint16Array<ArrayBuffer>;
}

export class HashRing<N extends string | number> implements Placement<N> {
  readonly pointsPerNode: number;
  readonly #seed: number;
  #nodes: N[] = [];
  /** Ascending; equal ones in the order of their nodes' names. */
  #positions = new Uint32Array(0);
  /** For each position the index of its node. */
  #owners = new Uint16Array(0);
  /** For each value of a hash's leading bits the first position not below. */
  #starts = new Uint32Array(1);
  #shift = 31;

  /** `seed` of the hash; all programs that place keys must use the same. @throws RangeError unless pointsPerNode is a
   *  whole number from 1 to 65,536. */
  constructor(pointsPerNode = 160, seed = 0) {
    if (!Number.isInteger(pointsPerNode) || pointsPerNode < 1 || pointsPerNode > 65_536) {
      throw new RangeError(`pointsPerNode must be a whole number from 1 to 65536, not ${pointsPerNode}`);
    }
    this.pointsPerNode = pointsPerNode;
    this.#seed = seed;
  }

  static restore<N extends string | number>(saved: SavedHashRing<N>): HashRing<N> {
    const ring = new HashRing<N>(saved.pointsPerNode, saved.seed);
    ring.#nodes = [...saved.nodes];
    // Positions and owners are replaced, never changed in place: they can be shared with what was saved.
    ring.#setPoints(saved.positions, saved.owners);
    return ring;
  }

  get size(): number {
    return this.#nodes.length;
  }

  nodes(): readonly N[] {
    return [...this.#nodes];
  }

  has(node: N): boolean {
    return this.#nodes.includes(node);
  }

  /** @throws RangeError beyond 65,535 nodes. */
  add(node: N): boolean {
    if (this.has(node)) return false;
    if (this.#nodes.length === 65_535) throw new RangeError("a ring holds at most 65535 nodes");
    const owner = this.#nodes.push(node) - 1;
    const added = this.#pointsOf(node);
    const total = this.#positions.length + added.length;
    const positions = new Uint32Array(total);
    const owners = new Uint16Array(total);
    for (let at = 0, old = 0, fresh = 0; at < total; at++) {
      const takeOld =
        old < this.#positions.length && (fresh === added.length || this.#oldFirst(old, added[fresh]!, node));
      positions[at] = takeOld ? this.#positions[old]! : added[fresh]!;
      owners[at] = takeOld ? this.#owners[old++]! : owner;
      if (!takeOld) fresh++;
    }
    this.#setPoints(positions, owners);
    return true;
  }

  remove(node: N): boolean {
    const owner = this.#nodes.indexOf(node);
    if (owner < 0) return false;
    this.#nodes.splice(owner, 1);
    const left = this.#positions.length - this.pointsPerNode;
    const positions = new Uint32Array(left);
    const owners = new Uint16Array(left);
    for (let from = 0, to = 0; from < this.#positions.length; from++) {
      const old = this.#owners[from]!;
      if (old === owner) continue;
      positions[to] = this.#positions[from]!;
      owners[to++] = old > owner ? old - 1 : old;
    }
    this.#setPoints(positions, owners);
    return true;
  }

  ownerOfHash(hash: number): N | undefined {
    const positions = this.#positions;
    const h = hash >>> 0;
    let at = this.#starts[h >>> this.#shift]!;
    while (at < positions.length && positions[at]! < h) at++;
    return this.#nodes[this.#owners[at === positions.length ? 0 : at]!];
  }

  ownerOf(key: string): N | undefined {
    return this.ownerOfHash(murmur3(key, this.#seed));
  }

  /** Share of the circle that each node owns, in the order of `nodes()`; they add up to 1. */
  shares(): Float64Array {
    const shares = new Float64Array(this.#nodes.length);
    let before = (this.#positions.at(-1) ?? 0) - 0x100000000;
    for (let i = 0; i < this.#positions.length; i++) {
      shares[this.#owners[i]!]! += (this.#positions[i]! - before) / 0x100000000;
      before = this.#positions[i]!;
    }
    return shares;
  }

  /** Every point as [position, node], ascending. */
  *points(): Generator<readonly [number, N]> {
    for (let i = 0; i < this.#positions.length; i++)
      yield [this.#positions[i]!, this.#nodes[this.#owners[i]!]!];
  }

  save(): SavedHashRing<N> {
    const { pointsPerNode } = this;
    const nodes = [...this.#nodes];
    return { pointsPerNode, seed: this.#seed, nodes, positions: this.#positions, owners: this.#owners };
  }

  #pointsOf(node: N): Uint32Array {
    const points = new Uint32Array(this.pointsPerNode);
    const name = murmur3(String(node), this.#seed);
    // A second hash of the name, so that two nodes whose first hashes collide do not share all their points.
    const step = murmur3(String(node), ~this.#seed) | 1;
    for (let i = 0; i < points.length; i++) points[i] = mixInteger(name + Math.imul(i, step));
    return points.sort();
  }

  /** Whether the old point `at` comes before the point `position` of `node`. */
  #oldFirst(at: number, position: number, node: N): boolean {
    const old = this.#positions[at]!;
    return old < position || (old === position && String(this.#nodes[this.#owners[at]!]!) < String(node));
  }

  #setPoints(positions: Uint32Array<ArrayBuffer>, owners: Uint16Array<ArrayBuffer>): void {
    this.#positions = positions;
    this.#owners = owners;
    let bits = 1;
    while (bits < MAX_BITS && 1 << bits < positions.length * 2) bits++;
    this.#shift = 32 - bits;
    this.#starts = new Uint32Array(1 << bits);
    const bucketSize = 0x100000000 / this.#starts.length;
    for (let bucket = 0, at = 0; bucket < this.#starts.length; bucket++) {
      while (at < positions.length && positions[at]! < bucket * bucketSize) at++;
      this.#starts[bucket] = at;
    }
  }
}
