/**
 * Every word form that any term cares about, in one hash table. Forms of one word share a number, so a phrase is a
 * sequence of numbers. A form is known by its two hashes (`wordHash.ts`); the forms themselves are not kept.
 */
import { baseForms, inflections, isPronounceable } from "./inflection.ts";
import { RunMemory } from "./runMemory.ts";
import { checkOf, hashOf } from "./wordHash.ts";

/** A slot holds hash, check and number side by side: one look-up touches one line of the processor's cache. */
const slotSize = 3;
/** Forms that English makes of a word, about. */
const formsPerWord = 8;

export class Vocabulary {
  /** How texts that were read with this vocabulary are cut. */
  readonly runs = new RunMemory();
  readonly size: number;
  private readonly words: readonly string[];
  private table: Int32Array;
  private mask: number;
  private count = 0;

  /** `words` are folded, each a single word to the reader. */
  constructor(words: Iterable<string>) {
    this.words = [...new Set(words)];
    const capacity = 2 ** Math.ceil(Math.log2(formsPerWord * this.words.length + 2));
    this.table = new Int32Array(slotSize * capacity);
    this.mask = capacity - 1;
    this.size = this.numberWords();
    // Words of terms first, then what is made of them: an invented form never takes a real word's number.
    const known = new Set(this.words);
    for (const word of this.words) {
      const number = this.numberOf(word);
      for (const form of formsMadeOf(word, known)) this.add(form, number);
    }
  }

  /**
   * Gives every word its number and returns how many numbers there are. `hash`, `hashed` and `hashing` are one word when
   * several terms use them; a word whose base form no term uses (`caching`) is known by the likeliest base.
   */
  private numberWords(): number {
    const known = new Set(this.words);
    const byBase = new Map<string, number>();
    for (const word of this.words) {
      const base = likeliestBase(word, known);
      let number = byBase.get(base);
      if (number === undefined) {
        number = byBase.size + 1;
        byBase.set(base, number);
      }
      this.add(word, number);
    }
    return byBase.size;
  }

  /** A form that has a number keeps it. */
  private add(form: string, number: number): void {
    const hash = hashOf(form);
    const check = checkOf(form);
    if (this.find(hash, check) !== 0) return;
    if (2 * ++this.count > this.mask) this.grow();
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
    return this.find(hashOf(word), checkOf(word));
  }

  /** All forms that share a number, folded. Looks at every word there is: for once a search, not for once a word. */
  formsOf(number: number): string[] {
    const known = new Set(this.words);
    const forms = this.words
      .filter((word) => this.numberOf(word) === number)
      .flatMap((word) => [word, ...formsMadeOf(word, known)]);
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

/** Inflections of a word and of its base; of every base that it may have, when no term uses one. */
function formsMadeOf(word: string, known: ReadonlySet<string>): string[] {
  const guesses = baseForms(word);
  const base = likeliestBase(word, known, guesses);
  if (base === word) return inflections(word);
  const bases = known.has(base) ? [base] : guesses;
  return [word, ...bases].flatMap(inflections);
}

function likeliestBase(word: string, known: ReadonlySet<string>, guesses = baseForms(word)): string {
  return guesses.find((guess) => known.has(guess)) ?? guesses.find(isPronounceable) ?? word;
}
