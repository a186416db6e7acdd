/**
 * Range partitioning: each node owns keys from a border up to the next, as tablets of Bigtable or chunks of MongoDB (F. Chang et al., "Bigtable: a distributed
 * storage system for structured data", OSDI 2006). Neighbouring keys stay together, so that scans ask few nodes; and so do keys that are written one after
 * another. A range that has grown too large is split at a key of its own.
 */

export interface SavedRangeTable<N> {
  readonly borders: readonly number[];
  readonly owners: readonly N[];
}

export class RangeTable<N extends string | number> {
  /** Ascending; range i goes from border i − 1 (included) to border i. */
  #borders: number[] = [];
  #owners: N[];

  /** One range, of everything. */
  constructor(first: N) {
    this.#owners = [first];
  }

  static restore<N extends string | number>(saved: SavedRangeTable<N>): RangeTable<N> {
    const table = new RangeTable<N>(saved.owners[0]!);
    table.#borders = [...saved.borders];
    table.#owners = [...saved.owners];
    return table;
  }

  /** Ranges; a node may own several. */
  get size(): number {
    return this.#owners.length;
  }

  borders(): readonly number[] {
    return [...this.#borders];
  }

  owners(): readonly N[] {
    return [...this.#owners];
  }

  ownerOf(key: number): N {
    return this.#owners[this.#rangeOf(key)]!;
  }

  /** Cuts the range that `at` lies in: keys from `at` on go to `owner`. False when there is a border already. @throws RangeError unless `at` is a finite
   *  number. */
  split(at: number, owner: N): boolean {
    if (!Number.isFinite(at)) throw new RangeError(`a border must be a finite number, not ${at}`);
    const range = this.#rangeOf(at);
    if (range > 0 && this.#borders[range - 1] === at) return false;
    this.#borders.splice(range, 0, at);
    this.#owners.splice(range + 1, 0, owner);
    return true;
  }

  /** The owners of the ranges that a scan from `from` (included) to `to` (not) meets, in the order of keys. */
  ownersOf(from: number, to: number): N[] {
    if (!(from < to)) return [];
    const last = this.#rangeOf(to);
    const isOpen = last > 0 && this.#borders[last - 1] === to;
    return this.#owners.slice(this.#rangeOf(from), isOpen ? last : last + 1);
  }

  save(): SavedRangeTable<N> {
    return { borders: [...this.#borders], owners: [...this.#owners] };
  }

  #rangeOf(key: number): number {
    let low = 0;
    let high = this.#borders.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#borders[middle]! <= key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
