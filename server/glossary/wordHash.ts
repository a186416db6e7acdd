/**
 * Two hashes of 32 bits that differ in seed and step: together they stand for a word, so that its letters need not be
 * compared. Comparing them would touch more places in memory for each word of a text, and two words alike in both hashes
 * come once in some 10^19 pairs.
 */

/** FNV-1a. */
export const hashSeed = 0x811c9dc5 | 0;
export const hashPrime = 0x01000193;
/** The same scheme with other constants. */
export const checkSeed = 0x9e3779b9 | 0;
export const checkPrime = 0x5bd1e995;

/** Both hashes of folded words, as `WordReader` makes them of text. One is kept for many words: no pair is made for each. */
export class WordHasher {
  hash = 0;
  check = 0;

  read(word: string): void {
    let hash = hashSeed;
    let check = checkSeed;
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at);
      hash = Math.imul(hash ^ code, hashPrime);
      check = Math.imul(check ^ code, checkPrime);
    }
    this.hash = hash;
    this.check = check;
  }
}
