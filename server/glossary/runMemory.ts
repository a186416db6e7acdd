/**
 * How runs of letters, digits and underscores were cut when they were last read. Code repeats its identifiers and prose its
 * words: most runs of a file were seen before, and what is kept is the words of them that some term cares about. A run is
 * known by two hashes of its letters as written, like a word by those of its folded ones (`wordHash.ts`).
 */

/** Two runs whose hashes ask for the same place lie side by side. */
const pairSize = 2;
const pairCount = 1 << 15;
const poolBits = 18;
/** Numbers in the pool; when it is full, everything is forgotten. */
const poolSize = 1 << poolBits;
const poolMask = poolSize - 1;
/** Numbers for each word: its start and end in the run, and its number. */
export const wordSize = 3;
/** Numbers before the words of a run. */
export const headSize = 2;

export class RunMemory {
  /** Of each run: its check, where its words end in the pool, and then the words. */
  readonly pool = new Int32Array(poolSize);
  /** Where in the pool each run lies, with bits of its hash above: so small that all of it fits the processor's cache. */
  private readonly slots = new Int32Array(pairSize * pairCount);
  /** No run lies at 0: that is an empty slot. */
  private used = 1;

  /** Where in the pool the run lies; 0 when it is not known. */
  find(hash: number, check: number): number {
    const { slots, pool } = this;
    const slot = pairOf(hash);
    const first = slots[slot] as number;
    if ((first ^ hash) >>> poolBits === 0 && pool[first & poolMask] === check) return first & poolMask;
    const second = slots[slot + 1] as number;
    return (second ^ hash) >>> poolBits === 0 && pool[second & poolMask] === check ? second & poolMask : 0;
  }

  /** The first `length` of `words` are triples as in the pool. Of the two runs that had this place the older is forgotten. */
  add(hash: number, check: number, words: Int32Array, length: number): number {
    if (this.used + headSize + length > poolSize) this.clear();
    const { slots, pool } = this;
    const at = this.used;
    this.used += headSize + length;
    pool[at] = check;
    pool[at + 1] = this.used;
    for (let index = 0; index < length; index++) pool[at + headSize + index] = words[index] as number;
    const slot = pairOf(hash);
    slots[slot + 1] = slots[slot] as number;
    slots[slot] = (hash & ~poolMask) | at;
    return at;
  }

  private clear(): void {
    this.slots.fill(0);
    this.used = 1;
  }
}

const pairOf = (hash: number): number => pairSize * ((hash ^ (hash >>> 15)) & (pairCount - 1));
