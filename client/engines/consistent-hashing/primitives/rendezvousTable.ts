/**
 * Rendezvous hashing, or highest random weight (D. Thaler, C. Ravishankar, "Using name-based mappings to increase hit rates", IEEE/ACM
 * Transactions on Networking 6(1), 1998): every node has a score for the key, the highest wins. A node that leaves moves only its own keys,
 * evenly to all others. No table; a look-up asks every node. With weights the score is −w / ln u, u uniform (C. Schindelhauer,
 * G. Schomaker, "Weighted distributed hash tables", SPAA 2005): shares are then in proportion to the weights, exactly.
 */
import { log } from "../../kernel/math.ts";
import { ListedPlacement } from "./listedPlacement.ts";
import { mixInteger, murmur3 } from "./murmur3.ts";

export interface SavedRendezvousTable<N> {
  readonly nodes: readonly N[];
  readonly weights: readonly number[];
  readonly seed: number;
}

export class RendezvousTable<N extends string | number> extends ListedPlacement<N> {
  #weights: number[] = [];
  #hashes = new Uint32Array(0);
  /** Equal weights give the order of the bare hashes: no logarithm is needed. */
  #isEven = true;

  constructor(seed = 0) {
    super(seed);
  }

  static restore<N extends string | number>(saved: SavedRendezvousTable<N>): RendezvousTable<N> {
    const table = new RendezvousTable<N>(saved.seed);
    saved.nodes.forEach((node, i) => {
      table.add(node, saved.weights[i]);
    });
    return table;
  }

  /** @throws RangeError unless the weight is a finite number above 0. */
  override add(node: N, weight = 1): boolean {
    if (!(weight > 0 && weight < Infinity))
      throw new RangeError(`weight must be a number above 0, not ${weight}`);
    if (this.has(node)) return false;
    this.#weights.push(weight);
    return super.add(node);
  }

  ownerOfHash(hash: number): N | undefined {
    const hashes = this.#hashes;
    let best = -1;
    let highest = -Infinity;
    for (let i = 0; i < hashes.length; i++) {
      const mixed = mixInteger(hash ^ hashes[i]!);
      const score = this.#isEven ? mixed : -this.#weights[i]! / log((mixed + 0.5) / 0x100000000);
      if (score > highest || (score === highest && String(this.list[i]!) < String(this.list[best]!))) {
        highest = score;
        best = i;
      }
    }
    return this.list[best];
  }

  save(): SavedRendezvousTable<N> {
    return { nodes: [...this.list], weights: [...this.#weights], seed: this.seed };
  }

  protected override takeOut(at: number): void {
    super.takeOut(at);
    this.#weights.splice(at, 1);
  }

  protected override changed(): void {
    this.#hashes = Uint32Array.from(this.list, (node) => murmur3(String(node), this.seed));
    this.#isEven = this.#weights.every((weight) => weight === this.#weights[0]);
  }
}
