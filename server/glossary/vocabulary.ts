/**
 * Every word form that any term cares about, in one hash table. Forms of one word share a number, so a phrase is a
 * sequence of numbers. A form is known by its two hashes (`wordHash.ts`); the forms themselves are not kept.
 */
import { baseForms, endingsOf, inflections, isPronounceable } from "./inflection.ts";
import { RunMemory } from "./runMemory.ts";
import { WordHasher } from "./wordHash.ts";

/** A slot holds hash, check and number side by side: one look-up touches one line of the processor's cache. */
const slotSize = 3;
/** Forms that English makes of a word, about. */
const formsPerWord = 6;
/** With a larger share of its slots in use the table is searched too long. */
const mostFull = 0.7;

export class Vocabulary {
  /** How texts that were read with this vocabulary are cut. */
  readonly runs = new RunMemory();
  readonly size: number;
  private readonly hasher = new WordHasher();
  private readonly words: readonly string[];
  private table: Int32Array;
  private mask: number;
  private count = 0;

  /** `words` are folded, each a single word to the reader; so are the `others`, whose forms give way to those of `words`. */
  constructor(words: Iterable<string>, others: Iterable<string> = []) {
    const known = new Set(words);
    for (const word of others) known.add(word);
    this.words = [...known];
    const capacity = 2 ** Math.ceil(Math.log2(formsPerWord * this.words.length + 2));
    this.table = new Int32Array(slotSize * capacity);
    this.mask = capacity - 1;
    const bases = this.words.map((word) => basesOf(word, known));
    this.size = this.numberWords(bases);
    // Words of terms first, then what is made of them: an invented form never takes a real word's number.
    const inflected = new Set<string>();
    this.words.forEach((word, index) => {
      const number = this.numberOf(word);
      for (const each of [word, ...(bases[index] as string[])]) {
        if (inflected.has(each)) continue;
        inflected.add(each);
        for (const { cut, added } of endingsOf(each)) {
          this.hasher.readForm(each, cut, added);
          this.addHashed(number);
        }
      }
    });
  }

  /**
   * Gives every word its number and returns how many numbers there are. `hash`, `hashed` and `hashing` are one word when
   * several terms use them; a word whose base form no term uses (`caching`) is known by the likeliest base.
   */
  private numberWords(bases: readonly (readonly string[])[]): number {
    const byBase = new Map<string, number>();
    this.words.forEach((word, index) => {
      const base = likeliest(bases[index] as string[]) ?? word;
      let number = byBase.get(base);
      if (number === undefined) {
        number = byBase.size + 1;
        byBase.set(base, number);
      }
      this.add(word, number);
    });
    return byBase.size;
  }

  private add(form: string, number: number): void {
    this.hasher.read(form);
    this.addHashed(number);
  }

  /** The form that the hasher has read; one that has a number keeps it. */
  private addHashed(number: number): void {
    const { hash, check } = this.hasher;
    if (this.find(hash, check) !== 0) return;
    if (++this.count > mostFull * this.mask) this.grow();
    insert(this.table, this.mask, hash, check, number);
  }

  private grow(): void {
    const old = this.table;
    this.table = new Int32Array(2 * old.length);
    this.mask = 2 * this.mask + 1;
    for (let at = 0; at < old.length; at += slotSize) {
      const number = old[at + 2] as number;
      if (number !== 0) insert(this.table, this.mask, old[at] as number, old[at + 1] as number, number);
    }
  }

  /** Number of a folded word; 0 when no term has it. */
  numberOf(word: string): number {
    this.hasher.read(word);
    return this.find(this.hasher.hash, this.hasher.check);
  }

  /** All forms that share a number, folded. Looks at every word there is: for once a search, not for once a word. */
  formsOf(number: number): string[] {
    const known = new Set(this.words);
    const forms = this.words
      .filter((word) => this.numberOf(word) === number)
      .flatMap((word) => [word, ...basesOf(word, known)].flatMap((each) => [each, ...inflections(each)]));
    return [...new Set(forms)].filter((form) => this.numberOf(form) === number);
  }

  /** Number of the word with these two hashes: see `WordReader`. 0 when no term has it. */
  find(hash: number, check: number): number {
    const { table, mask } = this;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slotSize * slot;
      const number = table[at + 2] as number;
      if (number === 0 || (table[at] === hash && table[at + 1] === check)) return number;
    }
  }
}

function insert(table: Int32Array, mask: number, hash: number, check: number, number: number): void {
  let slot = hash & mask;
  while (table[slotSize * slot + 2] !== 0) slot = (slot + 1) & mask;
  const at = slotSize * slot;
  table[at] = hash;
  table[at + 1] = check;
  table[at + 2] = number;
}

/** Base forms that a word may have, but for itself: the one that some term uses, or else every guess. */
function basesOf(word: string, known: ReadonlySet<string>): string[] {
  const guesses = baseForms(word);
  const base = guesses.find((guess) => known.has(guess));
  if (base !== undefined) return [base];
  return guesses.some(isPronounceable) ? guesses : [];
}

const likeliest = (bases: readonly string[]): string | undefined =>
  bases.length === 1 ? bases[0] : bases.find(isPronounceable);
