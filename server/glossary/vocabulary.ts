/**
 * Every word form that any term cares about, in one hash table of typed arrays. Forms of one word share a number, so a
 * phrase is a sequence of numbers. Most words of a file are not in it, and one probe says so.
 */
import { baseForms, inflections } from "./inflection.ts";
import { fold, kindOf, mark } from "./letters.ts";
import { hashWord } from "./wordReader.ts";

export class Vocabulary {
  /** Number of each word form; 0 is no word. */
  private readonly numbers = new Map<string, number>();
  private readonly slots: Int32Array;
  private readonly hashes: Int32Array;
  private readonly formNumbers: Int32Array;
  private readonly formStarts: Int32Array;
  /** Of all forms, one after the other. */
  private readonly letters: Uint16Array;
  /** One bit for each hash that some form has: small enough to stay in the nearest cache, and most words end here. */
  private readonly filter: Uint32Array;
  readonly size: number;

  /** `words` are folded. */
  constructor(words: Iterable<string>) {
    this.size = numberForms([...new Set(words)], this.numbers);
    const count = this.numbers.size;
    this.hashes = new Int32Array(count + 1);
    this.formNumbers = new Int32Array(count + 1);
    this.formStarts = new Int32Array(count + 2);
    let length = 0;
    for (const form of this.numbers.keys()) length += form.length;
    this.letters = new Uint16Array(length);
    const capacity = 2 ** Math.ceil(Math.log2(count + 1));
    this.slots = new Int32Array(2 * capacity);
    this.filter = new Uint32Array(Math.max(1, capacity / 2));
    let start = 0;
    let index = 0;
    // There are a hundred thousand forms where a team has ten thousand terms: a list of pairs would be most of the work.
    this.numbers.forEach((number, form) => {
      index++;
      const hash = hashWord(form, 0, form.length);
      this.hashes[index] = hash;
      this.formNumbers[index] = number;
      this.formStarts[index] = start;
      for (let at = 0; at < form.length; at++) this.letters[start++] = form.charCodeAt(at);
      this.formStarts[index + 1] = start;
      this.insert(hash, index);
    });
  }

  private insert(hash: number, form: number): void {
    const mask = this.slots.length - 1;
    const bit = hash >>> 7;
    const filterWord = (bit >>> 5) & (this.filter.length - 1);
    this.filter[filterWord] = (this.filter[filterWord] as number) | (1 << (bit & 31));
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = form;
  }

  /** Number of a folded word; 0 when no term has it. */
  numberOf(word: string): number {
    return this.numbers.get(word) ?? 0;
  }

  /** All forms that share a number, folded. Looks at every form there is: for once a search, not for once a word. */
  formsOf(number: number): string[] {
    return [...this.numbers].flatMap(([form, each]) => (each === number ? [form] : []));
  }

  /** Number of the word `start`…`end` of a text, whose hash is known. */
  find(hash: number, text: string, start: number, end: number): number {
    const { slots, hashes, filter } = this;
    const bit = hash >>> 7;
    if (((filter[(bit >>> 5) & (filter.length - 1)] as number) & (1 << (bit & 31))) === 0) return 0;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const form = slots[slot] as number;
      if (form === 0) return 0;
      if (hashes[form] === hash && this.equals(form, text, start, end))
        return this.formNumbers[form] as number;
    }
  }

  private equals(form: number, text: string, start: number, end: number): boolean {
    const { letters, formStarts } = this;
    let at = formStarts[form] as number;
    const formEnd = formStarts[form + 1] as number;
    for (let index = start; index < end; index++) {
      const code = text.charCodeAt(index);
      if (code >= 128 && kindOf(code) === mark) continue;
      // Bit 5 is what tells small letters from capitals, and all digits have it.
      if (at === formEnd || letters[at] !== (code < 128 ? code | 32 : fold(code))) return false;
      at++;
    }
    return at === formEnd;
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
  return guesses.find((guess) => known.has(guess)) ?? guesses[0] ?? word;
}
