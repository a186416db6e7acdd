/**
 * How runs of letters, digits and underscores were cut when they were last read. Code repeats its identifiers and prose its
 * words: most runs of a file were seen before, and what is kept is the words of them that some term cares about. A run is
 * known by two hashes of its letters as written, like a word by those of its folded ones (`wordHash.ts`).
 */

/** A slot is two numbers, so that many fit the processor's cache: the check, and where in the pool the run lies, with bits of the hash above. */
const slotSize = 2;
/** Two runs whose hashes ask for the same place lie side by side. */
const pairSize = 2 * slotSize;
const pairCount = 1 << 15;
const poolBits = 18;
/** Numbers in the pool; when it is full, everything is forgotten. */
const poolSize = 1 << poolBits;
/** Numbers for each word: its start and end in the run, and its number. */
export const wordSize = 3;

export class RunMemory {
  /** Of each run: where its words end in the pool, and then the words. */
  readonly pool = new Int32Array(poolSize);
  private readonly slots = new Int32Array(pairSize * pairCount);
  /** No run lies at 0: that is an empty slot. */
  private used = 1;

  /** Where in the pool the run lies; 0 when it is not known. */
  find(hash: number, check: number): number {
    const { slots } = this;
    const slot = pairOf(hash);
    const first = slots[slot + 1] as number;
    if (slots[slot] === check && (first ^ hash) >>> poolBits === 0) return first & (poolSize - 1);
    const second = slots[slot + slotSize + 1] as number;
    const isSecond = slots[slot + slotSize] === check && (second ^ hash) >>> poolBits === 0;
    return isSecond ? second & (poolSize - 1) : 0;
  }

  /** The first `length` of `words` are triples as in the pool. Of the two runs that had this place the older is forgotten. */
  add(hash: number, check: number, words: Int32Array, length: number): number {
    if (this.used + 1 + length > poolSize) this.clear();
    const { slots, pool } = this;
    const at = this.used;
    this.used += 1 + length;
    pool[at] = this.used;
    for (let index = 0; index < length; index++) pool[at + 1 + index] = words[index] as number;
    const slot = pairOf(hash);
    slots[slot + slotSize] = slots[slot] as number;
    slots[slot + slotSize + 1] = slots[slot + 1] as number;
    slots[slot] = check;
    slots[slot + 1] = (hash & -poolSize) | at;
    return at;
  }

  private clear(): void {
    this.slots.fill(0);
    this.used = 1;
  }
}

const pairOf = (hash: number): number => pairSize * ((hash ^ (hash >>> 15)) & (pairCount - 1));
