/**
 * A fixed number of slots, many more than nodes, and a table of who owns each: what Redis Cluster, Couchbase and Riak do. Keys never change their slot;
 * a node that joins is given whole slots, taken evenly from all others, and exactly its share of them moves.
 */
import { crc16, hashTag } from "./crc16.ts";

/** Of Redis Cluster. */
export const REDIS_SLOTS = 16_384;

export interface SavedSlotTable<N> {
  readonly nodes: readonly N[];
  readonly owners: Uint16Array;
}

export class SlotTable<N extends string | number> {
  readonly slots: number;
  /** By slot: the place of its node in the list. */
  readonly #owners: Uint16Array;
  #nodes: N[] = [];

  /** @throws RangeError unless slots is a whole number from 1 to 65,536. */
  constructor(slots = REDIS_SLOTS) {
    if (!Number.isInteger(slots) || slots < 1 || slots > 65_536)
      throw new RangeError(`slots must be a whole number from 1 to 65536, not ${slots}`);
    this.slots = slots;
    this.#owners = new Uint16Array(slots);
  }

  static restore<N extends string | number>(saved: SavedSlotTable<N>): SlotTable<N> {
    const table = new SlotTable<N>(saved.owners.length);
    table.#nodes = [...saved.nodes];
    table.#owners.set(saved.owners);
    return table;
  }

  get size(): number {
    return this.#nodes.length;
  }

  nodes(): readonly N[] {
    return [...this.#nodes];
  }

  /** Gives the node its share of slots, from whoever has most; returns how many slots moved. 0 when it is there already.
   *  @throws RangeError when there would be more nodes than slots. */
  add(node: N): number {
    if (this.#nodes.includes(node)) return 0;
    if (this.#nodes.length === this.slots)
      throw new RangeError(`${this.slots} slots have no room for another node`);
    const place = this.#nodes.push(node) - 1;
    if (place === 0) return this.slots;
    const counts = this.counts();
    const share = Math.floor(this.slots / this.#nodes.length);
    // What each may keep: the share, and one more for as many as the division leaves over.
    let moved = 0;
    for (let keeps = share + 1; moved < share; keeps--) {
      for (let slot = 0; slot < this.slots && moved < share; slot++) {
        const donor = this.#owners[slot]!;
        if (donor === place || counts[donor]! <= keeps) continue;
        counts[donor]!--;
        this.#owners[slot] = place;
        moved++;
      }
    }
    return moved;
  }

  /** Its slots go to whoever has fewest; returns how many moved. The last node stays. */
  remove(node: N): number {
    const place = this.#nodes.indexOf(node);
    if (place < 0 || this.#nodes.length === 1) return 0;
    this.#nodes.splice(place, 1);
    let moved = 0;
    const counts = new Array<number>(this.#nodes.length).fill(0);
    for (let slot = 0; slot < this.slots; slot++) {
      const owner = this.#owners[slot]!;
      if (owner !== place) counts[owner > place ? owner - 1 : owner]!++;
    }
    for (let slot = 0; slot < this.slots; slot++) {
      const owner = this.#owners[slot]!;
      if (owner !== place) this.#owners[slot] = owner > place ? owner - 1 : owner;
      else {
        const heir = counts.indexOf(Math.min(...counts));
        counts[heir]!++;
        this.#owners[slot] = heir;
        moved++;
      }
    }
    return moved;
  }

  /** Undefined while there are no nodes. */
  ownerOfSlot(slot: number): N | undefined {
    return this.#nodes[this.#owners[slot]!];
  }

  /** For an unsigned 32-bit hash. */
  ownerOfHash(hash: number): N | undefined {
    return this.ownerOfSlot((hash >>> 0) % this.slots);
  }

  /** As Redis Cluster places keys: by the CRC of what stands between the first braces, or of the whole key. */
  ownerOf(key: string): N | undefined {
    return this.ownerOfSlot(crc16(hashTag(key)) % this.slots);
  }

  /** Slots of each node, in the order of `nodes()`. */
  counts(): number[] {
    const counts = new Array<number>(this.#nodes.length).fill(0);
    if (counts.length > 0) for (const owner of this.#owners) counts[owner]!++;
    return counts;
  }

  save(): SavedSlotTable<N> {
    return { nodes: [...this.#nodes], owners: this.#owners.slice() };
  }
}
