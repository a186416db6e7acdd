/**
 * Sets of words by their numbers, made to be asked of every word of a passage: a filter of a kilobit turns most of them
 * away without a branch to foretell, a table decides the others.
 */

/** At most one in `spread` places of a table is taken, so that nearly every word is found where it is looked for first. */
const spread = 4;

export class WordSet {
  private readonly filter: Uint32Array;
  /** 0 where there is none: no word has that number. */
  private readonly table: Int32Array;
  private readonly mask: number;

  constructor(words: readonly number[]) {
    const capacity = 2 ** Math.ceil(Math.log2(spread * words.length + 1));
    this.table = new Int32Array(capacity);
    this.mask = capacity - 1;
    for (const word of words) this.table[this.placeOf(word)] = word;
    this.filter = wordFilter(words);
  }

  has(word: number): boolean {
    return word !== 0 && mayHold(this.filter, word) && this.table[this.placeOf(word)] === word;
  }

  /** Where the word is, or would be. */
  private placeOf(word: number): number {
    const { table, mask } = this;
    let place = word & mask;
    while (table[place] !== 0 && table[place] !== word) place = (place + 1) & mask;
    return place;
  }
}

/** A bit for the last ten bits of each word's number. */
export function wordFilter(words: readonly number[]): Uint32Array {
  const filter = new Uint32Array(32);
  for (const word of words) {
    const at = (word >>> 5) & 31;
    filter[at] = (filter[at] as number) | (1 << (word & 31));
  }
  return filter;
}

/** Whether the word may be one of the filter's; when false, it is not. */
export const mayHold = (filter: Uint32Array, word: number): boolean =>
  ((filter[(word >>> 5) & 31] as number) & (1 << (word & 31))) !== 0;
