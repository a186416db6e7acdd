/**
 * Maglev hashing (D. Eisenbud et al., "Maglev: a fast and reliable software network load balancer", NSDI 2016, section 3.4): nodes take turns in
 * claiming slots of a table, each in an order of its own, until all are taken. A look-up is one access, shares differ by one slot; a change of
 * the nodes moves their keys and, unlike a ring, a few others.
 */
import { ListedPlacement } from "./listedPlacement.ts";
import { mixInteger, murmur3 } from "./murmur3.ts";

/**
 * The paper's table: `size` slots, a prime; node i claims offset, offset + skip, offset + 2·skip … modulo size. `skips` lie between 1 and
 * size − 1. Returns the node of each slot.
 */
export function maglevSlots(
  offsets: ArrayLike<number>,
  skips: ArrayLike<number>,
  size: number,
): Uint16Array<ArrayBuffer> {
  const nodes = offsets.length;
  const slots = new Uint16Array(size).fill(0xffff);
  const next = Uint32Array.from(offsets);
  for (let filled = 0; filled < size && nodes > 0; ) {
    for (let node = 0; node < nodes && filled < size; node++) {
      let slot = next[node]!;
      while (slots[slot] !== 0xffff) {
        slot += skips[node]!;
        if (slot >= size) slot -= size;
      }
      slots[slot] = node;
      slot += skips[node]!;
      next[node] = slot >= size ? slot - size : slot;
      filled++;
    }
  }
  return slots;
}

export interface SavedMaglevTable<N> {
  readonly size: number;
  readonly nodes: readonly N[];
  readonly slots: Uint16Array<ArrayBuffer>;
  readonly seed: number;
}

export class MaglevTable<N extends string | number> extends ListedPlacement<N> {
  readonly tableSize: number;
  #slots = new Uint16Array(0);

  /** `tableSize` should be a hundred times the number of nodes, for shares within one percent. @throws RangeError unless it is a prime from 3
   *  to 2^24. */
  constructor(tableSize = 65_537, seed = 0) {
    super(seed);
    if (!(tableSize >= 3 && tableSize <= 1 << 24 && primeFrom(tableSize) === tableSize))
      throw new RangeError(`tableSize must be a prime from 3 to 2^24, not ${tableSize}`);
    this.tableSize = tableSize;
  }

  static restore<N extends string | number>(saved: SavedMaglevTable<N>): MaglevTable<N> {
    const table = new MaglevTable<N>(saved.size, saved.seed);
    table.list.push(...saved.nodes);
    // Slots are replaced, never changed in place: they can be shared with what was saved.
    table.#slots = saved.slots;
    return table;
  }

  /** @throws RangeError beyond as many nodes as slots, or 65,534. */
  override add(node: N): boolean {
    if (this.size >= Math.min(this.tableSize, 65_534))
      throw new RangeError(`a table of ${this.tableSize} slots has no room for another node`);
    return super.add(node);
  }

  ownerOfHash(hash: number): N | undefined {
    return this.list[this.#slots[(hash >>> 0) % this.tableSize]!];
  }

  /** The place in `nodes()` of each slot's node. Not to be written to. */
  get slots(): Uint16Array {
    return this.#slots;
  }

  save(): SavedMaglevTable<N> {
    return { size: this.tableSize, nodes: [...this.list], slots: this.#slots, seed: this.seed };
  }

  /** Nodes claim in the order of their names: the table must not depend on who came first. */
  protected override changed(): void {
    const { tableSize } = this;
    const order = this.list.map((_, i) => i);
    const names = this.list.map(String);
    order.sort((left, right) => (names[left]! < names[right]! ? -1 : 1));
    const hashes = order.map((i) => murmur3(names[i]!, this.seed));
    const offsets = hashes.map((hash) => hash % tableSize);
    const skips = hashes.map((hash) => (mixInteger(hash ^ 0x9e3779b9) % (tableSize - 1)) + 1);
    this.#slots = maglevSlots(offsets, skips, tableSize).map((claimed) => order[claimed] ?? 0);
  }
}

/** The smallest prime that is not below `from`. */
export function primeFrom(from: number): number {
  for (let candidate = Math.max(2, Math.ceil(from)); ; candidate++) {
    let divisor = 2;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor++;
    if (divisor * divisor > candidate) return candidate;
  }
}
