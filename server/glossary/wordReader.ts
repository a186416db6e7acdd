/**
 * Cuts text into words, the same way for names and for code: `HTTPRateLimiter`, `rate_limiter`, `RATE-LIMITER`, `two2PC`
 * and prose. One reader is moved along the text instead of making a value for each word, since a file has many.
 */
import { fold, ideograph, isLetterPair, kindOf, lower, mark, other, surrogate, upper } from "./letters.ts";
import { Units } from "./units.ts";
import { checkPrime, checkSeed, hashPrime, hashSeed } from "./wordHash.ts";

/** ASCII is nearly all of any file: its kinds without a call. */
const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code));

export class WordReader {
  /** The word under the reader, after `next` returned true. */
  start = 0;
  end = 0;
  /** Two hashes of the folded letters: see `wordHash.ts`. */
  hash = 0;
  check = 0;
  private readonly memory = new Units();
  private text = "";
  /** Units of the text from `base` on. */
  private units: Uint16Array = new Uint16Array(0);
  private base = 0;
  private limit = 0;

  /** Takes up a text, of which `from`…`to` will be read, and returns its units from there on. */
  load(text: string, from: number, to: number): Uint16Array {
    this.text = text;
    this.base = from;
    this.units = this.memory.of(from === 0 && to === text.length ? text : text.slice(from, to));
    return this.units;
  }

  /** Begins to read `from`…`to`, which lie in what was loaded. */
  open(from: number, to: number): void {
    this.start = from;
    this.end = from;
    this.limit = to;
  }

  /** Moves to the next word. One loop finds it, another reads it when it is ASCII, as nearly all words of any file are. */
  next(): boolean {
    const { units, base } = this;
    const limit = this.limit - base;
    let at = this.end - base;
    let kind = other;
    let code = 0;
    for (; at < limit; at++) {
      code = units[at] as number;
      if (code < 128) {
        kind = asciiKinds[code] as number;
        if (kind !== other) break;
        continue;
      }
      kind = kindOf(code);
      if (kind === surrogate) {
        if (isLetterPair(this.text, base + at)) break;
        at++;
      } else if (kind !== other && kind !== mark) break;
    }
    if (at >= limit) {
      this.end = this.limit;
      return false;
    }
    const start = at;
    const firstKind = kind;
    let hash = hashSeed;
    let check = checkSeed;
    while (code < 128) {
      if (asciiKinds[code] !== kind) {
        // A capital and small letters are one word.
        if (kind !== upper || at !== start + 1 || asciiKinds[code] !== lower) break;
        kind = lower;
      }
      // Bit 5 is what tells small letters from capitals, and all digits have it.
      hash = Math.imul(hash ^ (code | 32), hashPrime);
      check = Math.imul(check ^ (code | 32), checkPrime);
      at++;
      if (at === limit) break;
      code = units[at] as number;
    }
    this.start = base + start;
    if (at === limit || (code < 128 && (kind !== upper || asciiKinds[code] !== lower))) {
      this.hash = hash;
      this.check = check;
      this.end = base + at;
    } else this.readSlowly(this.start, firstKind);
    return true;
  }

  private readSlowly(start: number, kind: number): void {
    this.hash = hashSeed;
    this.check = checkSeed;
    this.end = this.endOfWord(start, kind);
  }

  /** The same without haste, for every other word. */
  private endOfWord(at: number, kind: number): number {
    if (kind === surrogate || kind === ideograph) {
      const end = at + (kind === surrogate ? 2 : 1);
      this.add(at, end);
      return end;
    }
    const run = this.endOfRun(at, kind);
    if (kind !== upper || this.kindAt(run) !== lower) return run;
    if (run === at + 1) return this.endOfRun(run, lower);
    // `APIs` and `URLsByHost` are plurals; otherwise the last capital begins the next word.
    if (this.text.charCodeAt(run) === 115 && this.kindAt(run + 1) !== lower) return this.endOfRun(run, lower);
    this.hash = hashSeed;
    this.check = checkSeed;
    this.add(at, run - 1);
    return run - 1;
  }

  /** Adds folded letters to the hashes. */
  private add(start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const code = this.text.charCodeAt(at);
      if (kindOf(code) === mark) continue;
      this.hash = Math.imul(this.hash ^ fold(code), hashPrime);
      this.check = Math.imul(this.check ^ fold(code), checkPrime);
    }
  }

  private kindAt(at: number): number {
    return at < this.limit ? kindOf(this.text.charCodeAt(at)) : other;
  }

  /** The end of the letters of one kind, which are hashed on the way. */
  private endOfRun(from: number, kind: number): number {
    const { text, limit } = this;
    let { hash, check } = this;
    let at = from;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      let letter = code | 32;
      if (code < 128) {
        // Bit 5 is what tells small letters from capitals, and all digits have it.
        if (asciiKinds[code] !== kind) break;
      } else {
        const here = kindOf(code);
        if (here === mark) continue;
        if (here !== kind) break;
        letter = fold(code);
      }
      hash = Math.imul(hash ^ letter, hashPrime);
      check = Math.imul(check ^ letter, checkPrime);
    }
    this.hash = hash;
    this.check = check;
    return at;
  }
}

/** One for all short texts: an index reads tens of thousands of names. */
const reader = new WordReader();

/** The words of a short text, as written. */
export function wordsOf(
  text: string,
): { readonly start: number; readonly end: number; readonly text: string }[] {
  reader.load(text, 0, text.length);
  reader.open(0, text.length);
  const words = [];
  while (reader.next()) {
    words.push({ start: reader.start, end: reader.end, text: text.slice(reader.start, reader.end) });
  }
  return words;
}

/** Words of small letters, perhaps after a capital, with single spaces or hyphens between: most names and conditions. */
const plain = /^[A-Z]?[a-z]+(?:[ -][a-z]+)*$/;

/** The folded words of a plain text, without reading it letter by letter; undefined for any other. */
export const plainWords = (text: string): string[] | undefined =>
  plain.test(text) ? text.toLowerCase().split(/[ -]/) : undefined;
