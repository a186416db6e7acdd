/**
 * How runs of letters, digits and underscores were cut when they were last read. Code repeats its identifiers and prose its
 * words: most runs of a file were seen before, and what is kept is the words of them that some term cares about. A run is
 * known by two hashes of its letters as written, like a word by those of its folded ones (`wordHash.ts`).
 */

/** A slot holds hash, check, and where in the pool the run's words begin and end. */
const slotSize = 4;
/** Two runs whose hashes ask for the same place lie side by side. */
const pairSize = 2 * slotSize;
const pairCount = 1 << 13;
/** Numbers in the pool; when it is full, everything is forgotten. */
const poolSize = 1 << 17;
/** Numbers for each word: its start and end in the run, and its number. */
export const wordSize = 3;

export class RunMemory {
  readonly slots = new Int32Array(pairSize * pairCount);
  readonly pool = new Int32Array(poolSize);
  private used = 1;

  /** The slot of the run: its words lie in `slots[slot + 2]`…`slots[slot + 3]` of the pool. Negative when it is not known. */
  find(hash: number, check: number): number {
    const { slots } = this;
    const slot = pairOf(hash);
    if (slots[slot] === hash && slots[slot + 1] === check) return slot;
    const other = slot + slotSize;
    return slots[other] === hash && slots[other + 1] === check ? other : -1;
  }

  /** `words` are triples as in the pool. Of the two runs that had this place the older is forgotten. */
  add(hash: number, check: number, words: readonly number[]): number {
    if (this.used + words.length > poolSize) this.clear();
    const { slots, pool } = this;
    const slot = pairOf(hash);
    slots.copyWithin(slot + slotSize, slot, slot + slotSize);
    slots[slot] = hash;
    slots[slot + 1] = check;
    slots[slot + 2] = this.used;
    for (const each of words) pool[this.used++] = each;
    slots[slot + 3] = this.used;
    return slot;
  }

  private clear(): void {
    this.slots.fill(0);
    this.used = 1;
  }
}

const pairOf = (hash: number): number => pairSize * ((hash ^ (hash >>> 15)) & (pairCount - 1));
