/**
 * Placement by `hash mod n`: perfectly even, no memory, and when n changes by one all keys but about 1/n move. What
 * consistent hashing is there to replace.
 */
import { murmur3 } from "./murmur3.ts";
import type { Placement } from "./placement.ts";

export interface SavedModuloTable<N> {
  readonly nodes: readonly N[];
  readonly seed: number;
}

export class ModuloTable<N extends string | number> implements Placement<N> {
  readonly #nodes: N[] = [];
  readonly #seed: number;

  /** `seed` of the hash; all programs that place keys must use the same. */
  constructor(seed = 0) {
    this.#seed = seed;
  }

  static restore<N extends string | number>(saved: SavedModuloTable<N>): ModuloTable<N> {
    const table = new ModuloTable<N>(saved.seed);
    for (const node of saved.nodes) table.add(node);
    return table;
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

  add(node: N): boolean {
    if (this.has(node)) return false;
    this.#nodes.push(node);
    return true;
  }

  remove(node: N): boolean {
    const at = this.#nodes.indexOf(node);
    if (at < 0) return false;
    this.#nodes.splice(at, 1);
    return true;
  }

  ownerOfHash(hash: number): N | undefined {
    return this.#nodes[(hash >>> 0) % this.#nodes.length];
  }

  ownerOf(key: string): N | undefined {
    return this.ownerOfHash(murmur3(key, this.#seed));
  }

  save(): SavedModuloTable<N> {
    return { nodes: [...this.#nodes], seed: this.#seed };
  }
}
