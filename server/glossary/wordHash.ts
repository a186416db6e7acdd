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

/** First hash of a folded word, as `WordReader` makes it. */
export const hashOf = (word: string): number => mixed(word, hashSeed, hashPrime);

/** Second hash of a folded word. */
export const checkOf = (word: string): number => mixed(word, checkSeed, checkPrime);

function mixed(word: string, seed: number, prime: number): number {
  let hash = seed;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), prime);
  return hash;
}
