/**
 * Cuts text into words, the same way for names and for code: `HTTPRateLimiter`, `rate_limiter`, `RATE-LIMITER`, `two2PC`
 * and prose. One reader is moved along the text instead of making a value for each word, since a file has many.
 */
import { fold, ideograph, isLetterPair, kindOf, lower, mark, other, surrogate, upper } from "./letters.ts";

const hashSeed = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;

/** FNV-1a over the folded letters. The reader's `hash` of a word and this of the same word agree. */
export function hashWord(text: string, start: number, end: number): number {
  let hash = hashSeed;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (kindOf(code) !== mark) hash = Math.imul(hash ^ fold(code), hashPrime);
  }
  return hash;
}

/** ASCII is nearly all of any file: its kinds without a call. */
const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => kindOf(code));

export class WordReader {
  /** The word under the reader, after `next` returned true. */
  start = 0;
  end = 0;
  hash = 0;
  /** Hash before the last letter was added. */
  private hashBefore = 0;
  private text = "";
  private limit = 0;

  open(text: string, from: number, to: number): void {
    this.text = text;
    this.start = from;
    this.end = from;
    this.limit = to;
  }

  /** Continues behind `at`, over text that holds no words of interest. */
  skipTo(at: number): void {
    this.end = Math.max(this.end, Math.min(at, this.limit));
  }

  next(): boolean {
    const { text, limit } = this;
    let at = this.end;
    let kind = other;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      kind = code < 128 ? (asciiKinds[code] as number) : kindOf(code);
      if (kind === surrogate) {
        if (isLetterPair(text, at)) break;
        at++;
      } else if (kind !== other && kind !== mark) break;
    }
    if (at >= limit) {
      this.end = limit;
      return false;
    }
    this.start = at;
    this.hash = hashSeed;
    this.end = this.endOfWord(at, kind);
    return true;
  }

  private endOfWord(at: number, kind: number): number {
    if (kind === surrogate || kind === ideograph) {
      const end = at + (kind === surrogate ? 2 : 1);
      this.hash = hashWord(this.text, at, end);
      return end;
    }
    const run = this.endOfRun(at, kind);
    if (kind !== upper || this.kindAt(run) !== lower) return run;
    if (run === at + 1) return this.endOfRun(run, lower);
    // `APIs` and `URLsByHost` are plurals; otherwise the last capital begins the next word.
    if (this.text.charCodeAt(run) === 115 && this.kindAt(run + 1) !== lower) return this.endOfRun(run, lower);
    this.hash = this.hashBefore;
    return run - 1;
  }

  private kindAt(at: number): number {
    return at < this.limit ? kindOf(this.text.charCodeAt(at)) : other;
  }

  /** The end of the letters of one kind, which are hashed on the way. */
  private endOfRun(from: number, kind: number): number {
    const { text, limit } = this;
    let { hash } = this;
    let before = hash;
    let at = from;
    for (; at < limit; at++) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        if (asciiKinds[code] !== kind) break;
        before = hash;
        // Bit 5 is what tells small letters from capitals, and all digits have it.
        hash = Math.imul(hash ^ (code | 32), hashPrime);
      } else {
        const here = kindOf(code);
        if (here === mark) continue;
        if (here !== kind) break;
        before = hash;
        hash = Math.imul(hash ^ fold(code), hashPrime);
      }
    }
    this.hash = hash;
    this.hashBefore = before;
    return at;
  }
}

/** The words of a short text, as written. */
export function wordsOf(
  text: string,
): { readonly start: number; readonly end: number; readonly text: string }[] {
  const reader = new WordReader();
  reader.open(text, 0, text.length);
  const words = [];
  while (reader.next()) {
    words.push({ start: reader.start, end: reader.end, text: text.slice(reader.start, reader.end) });
  }
  return words;
}
