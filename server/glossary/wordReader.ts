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

export class WordReader {
  /** The word under the reader, after `next` returned true. */
  start = 0;
  end = 0;
  hash = 0;
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
      kind = kindOf(text.charCodeAt(at));
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
    this.end = this.endOfWord(at, kind);
    this.hash = hashWord(text, at, this.end);
    return true;
  }

  private endOfWord(at: number, kind: number): number {
    if (kind === surrogate) return at + 2;
    if (kind === ideograph) return at + 1;
    if (kind !== upper) return this.endOfRun(at + 1, kind);
    const run = this.endOfRun(at + 1, upper);
    if (this.kindAt(run) !== lower) return run;
    if (run === at + 1) return this.endOfRun(run, lower);
    // `APIs` and `URLsByHost` are plurals; otherwise the last capital begins the next word.
    const plural = this.text.charCodeAt(run) === 115 && this.kindAt(run + 1) !== lower;
    return plural ? run + 1 : run - 1;
  }

  private kindAt(at: number): number {
    return at < this.limit ? kindOf(this.text.charCodeAt(at)) : other;
  }

  private endOfRun(from: number, kind: number): number {
    const { text, limit } = this;
    let at = from;
    for (; at < limit; at++) {
      const here = kindOf(text.charCodeAt(at));
      if (here !== kind && here !== mark) break;
    }
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
