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
    this.hash = hashSeed;
    this.check = checkSeed;
    this.add(word, word.length);
  }

  /** A form of the word, which itself is never made: `Ending` of `inflection.ts`. */
  readForm(word: string, cut: number, added: string): void {
    this.hash = hashSeed;
    this.check = checkSeed;
    this.add(word, word.length - cut);
    this.add(added, added.length);
  }

  private add(letters: string, length: number): void {
    let { hash, check } = this;
    for (let at = 0; at < length; at++) {
      const code = letters.charCodeAt(at);
      hash = Math.imul(hash ^ code, hashPrime);
      check = Math.imul(check ^ code, checkPrime);
    }
    this.hash = hash;
    this.check = check;
  }
}
