/**
 * How runs of letters, digits and underscores were cut when they were last read. Code repeats its identifiers and prose its
 * words: most runs of a file were seen before, and what is kept is the words of them that some term cares about. A run is
 * known by two hashes of its letters as written, like a word by those of its folded ones (`wordHash.ts`).
 */

const slotCount = 1 << 14;
/** Numbers in the pool; when it is full, everything is forgotten. */
const poolSize = 1 << 17;
/** Numbers for each word: its start and end in the run, and its number. */
export const wordSize = 3;

export class RunMemory {
  private readonly hashes = new Int32Array(slotCount);
  private readonly checks = new Int32Array(slotCount);
  /** Where in the pool a run's words are; 0 for an empty slot. */
  private readonly places = new Int32Array(slotCount);
  /** For each run the count of its words, then the words. */
  readonly pool = new Int32Array(poolSize);
  private used = 1;

  /** Where in the pool the run's words are; 0 when it is not known. */
  find(hash: number, check: number): number {
    const slot = slotOf(hash);
    return this.hashes[slot] === hash && this.checks[slot] === check ? (this.places[slot] as number) : 0;
  }

  /** `words` are triples as in the pool. A run that had the same slot is forgotten. */
  add(hash: number, check: number, words: readonly number[]): void {
    if (this.used + 1 + words.length > poolSize) this.clear();
    const slot = slotOf(hash);
    this.hashes[slot] = hash;
    this.checks[slot] = check;
    this.places[slot] = this.used;
    this.pool[this.used++] = words.length / wordSize;
    for (const each of words) this.pool[this.used++] = each;
  }

  private clear(): void {
    this.places.fill(0);
    this.used = 1;
  }
}

/** The high bits of a product are the best mixed. */
const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (slotCount - 1);
