/**
 * Every word form that any term cares about, in one hash table. Forms of one word share a number, so a phrase is a
 * sequence of numbers. A form is known by its two hashes (`wordHash.ts`); the forms themselves are not kept.
 */
import { baseForms, endingsOf, inflections, isPronounceable } from "./inflection.ts";
import { RunMemory } from "./runMemory.ts";
import { WordHasher } from "./wordHash.ts";

/**
 * A slot is two numbers side by side, since one look-up should touch one line of the processor's cache: the check, and the
 * word's number with some bits of the hash above it.
 */
const slotSize = 2;
/** More words than this have no room in a slot. */
const numberBits = 22;
const numberMask = 2 ** numberBits - 1;
/** With a larger share of its slots in use the table is searched too long. */
const mostFull = 0.7;

export class Vocabulary {
  /** How texts that were read with this vocabulary are cut. */
  readonly runs = new RunMemory();
  readonly size: number;
  private readonly hasher = new WordHasher();
  private readonly words: readonly string[];
  private readonly table: Int32Array;
  private readonly mask: number;

  /** `words` are folded, each a single word to the reader; so are the `others`, whose forms give way to those of `words`. */
  constructor(words: Iterable<string>, others: Iterable<string> = []) {
    const known = new Set(words);
    for (const word of others) known.add(word);
    this.words = [...known];
    if (this.words.length > numberMask)
      throw new RangeError(`${this.words.length} words are more than one index can hold: ${numberMask}`);
    const bases = this.words.map((word) => basesOf(word, known));
    const capacity = 2 ** Math.ceil(Math.log2(countForms(this.words, bases) / mostFull + 2));
    this.table = new Int32Array(slotSize * capacity);
    this.mask = capacity - 1;
    this.size = this.numberWords(bases);
    // Words of terms first, then what is made of them: an invented form never takes a real word's number.
    this.words.forEach((word, index) => {
      const number = this.numberOf(word);
      this.addForms(word, number);
      for (const base of bases[index] as readonly string[]) this.addForms(base, number);
    });
  }

  /**
   * Gives every word its number and returns how many numbers there are. `hash`, `hashed` and `hashing` are one word when
   * several terms use them; a word whose base form no term uses (`caching`) is known by the likeliest base.
   */
  private numberWords(bases: readonly (readonly string[])[]): number {
    const byBase = new Map<string, number>();
    this.words.forEach((word, index) => {
      const base = likeliest(bases[index] as readonly string[]) ?? word;
      let number = byBase.get(base);
      if (number === undefined) {
        number = byBase.size + 1;
        byBase.set(base, number);
      }
      this.hasher.read(word);
      this.add(number);
    });
    return byBase.size;
  }

  private addForms(base: string, number: number): void {
    for (const { cut, added } of endingsOf(base)) {
      this.hasher.readForm(base, cut, added);
      this.add(number);
    }
  }

  /** The form that the hasher has read; one that has a number keeps it. */
  private add(number: number): void {
    const { table, mask } = this;
    const { hash, check } = this.hasher;
    if (this.find(hash, check) !== 0) return;
    let slot = hash & mask;
    while (table[slotSize * slot + 1] !== 0) slot = (slot + 1) & mask;
    table[slotSize * slot] = check;
    table[slotSize * slot + 1] = (hash & ~numberMask) | number;
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
      const held = table[slotSize * slot + 1] as number;
      if (held === 0) return 0;
      if (table[slotSize * slot] === check && (held ^ hash) >>> numberBits === 0) return held & numberMask;
    }
  }
}

/** Some are counted twice. */
function countForms(words: readonly string[], bases: readonly (readonly string[])[]): number {
  const count = (all: readonly string[]): number =>
    all.reduce((sum, each) => sum + endingsOf(each).length, 0);
  return bases.reduce((sum, each) => sum + count(each), count(words) + words.length);
}

/** Base forms that a word may have, but for itself: the one that some term uses, or else every guess. */
function basesOf(word: string, known: ReadonlySet<string>): readonly string[] {
  const guesses = baseForms(word);
  const base = guesses.find((guess) => known.has(guess));
  if (base !== undefined) return [base];
  return guesses.some(isPronounceable) ? guesses : [];
}

const likeliest = (bases: readonly string[]): string | undefined =>
  bases.length === 1 ? bases[0] : bases.find(isPronounceable);
