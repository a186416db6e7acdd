/**
 * Every word form that any term cares about, in one hash table. Forms of one word share a number, so a phrase is a
 * sequence of numbers. A form is known by two hashes of 32 bits: comparing letters would touch three more places in
 * memory for each word of a text, and two words alike in both hashes come once in some 10^19 pairs.
 */
import { baseForms, inflections, isPronounceable } from "./inflection.ts";
import { WordReader } from "./wordReader.ts";

/** A slot holds hash, check and number side by side: one look-up touches one line of the processor's cache. */
const slotSize = 3;

export class Vocabulary {
  /** Number of each word form; 0 is no word. */
  private readonly numbers = new Map<string, number>();
  private readonly table: Int32Array;
  private readonly mask: number;
  readonly size: number;

  /** `words` are folded, each a single word to the reader. */
  constructor(words: Iterable<string>) {
    this.size = numberForms([...new Set(words)], this.numbers);
    const capacity = 2 * 2 ** Math.ceil(Math.log2(this.numbers.size + 1));
    this.table = new Int32Array(slotSize * capacity);
    this.mask = capacity - 1;
    const reader = new WordReader();
    this.numbers.forEach((number, form) => {
      reader.load(form, 0, form.length);
      reader.open(0, form.length);
      if (reader.next()) this.insert(reader.hash, reader.check, number);
    });
  }

  private insert(hash: number, check: number, number: number): void {
    let slot = hash & this.mask;
    while (this.table[slotSize * slot + 2] !== 0) slot = (slot + 1) & this.mask;
    this.table.set([hash, check, number], slotSize * slot);
  }

  /** Number of a folded word; 0 when no term has it. */
  numberOf(word: string): number {
    return this.numbers.get(word) ?? 0;
  }

  /** All forms that share a number, folded. Looks at every form there is: for once a search, not for once a word. */
  formsOf(number: number): string[] {
    return [...this.numbers].flatMap(([form, each]) => (each === number ? [form] : []));
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

/**
 * Gives every form of every word its number and returns how many numbers there are. `hash`, `hashed` and `hashing` are
 * one word when several terms use them; a word whose base form no term uses (`caching`) is known by the likeliest base.
 */
function numberForms(words: readonly string[], numbers: Map<string, number>): number {
  const all = new Set(words);
  const byBase = new Map<string, number>();
  const guesses = words.map(baseForms);
  const bases = words.map((word, index) => likeliestBase(word, guesses[index] as string[], all));
  words.forEach((word, index) => {
    const base = bases[index] as string;
    let number = byBase.get(base);
    if (number === undefined) {
      number = byBase.size + 1;
      byBase.set(base, number);
    }
    numbers.set(word, number);
  });
  // Words of terms first, then what is made of them: an invented form never takes a real word's number.
  const inflect = (word: string, number: number): void => {
    for (const form of inflections(word)) if (!numbers.has(form)) numbers.set(form, number);
  };
  words.forEach((word, index) => {
    const base = bases[index] as string;
    const number = numbers.get(word) as number;
    inflect(word, number);
    if (base !== word && all.has(base)) inflect(base, number);
    else if (base !== word) for (const guess of guesses[index] as string[]) inflect(guess, number);
  });
  return byBase.size;
}

function likeliestBase(word: string, guesses: readonly string[], known: ReadonlySet<string>): string {
  return guesses.find((guess) => known.has(guess)) ?? guesses.find(isPronounceable) ?? word;
}
