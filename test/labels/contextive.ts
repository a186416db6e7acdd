/**
 * Contextive's matching as it is published (its `Tokeniser`, `CandidateTerms` and `Normalization`, version 1.17), written
 * anew to compare with: the run of characters between delimiters, cut into words, and every joined window of them looked
 * up in a dictionary of normalised names. Its German spellings and its path for Chinese are left out: no label needs them.
 */
import { namesOf } from "../../server/content/names.ts";
import type { Term } from "../../server/content/types.ts";

const delimiters = new Set([..." ().>:,{}[]\n\r"]);
const parts = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Nd}+/gu;

/** Singular of the last word, by the common English rules. */
function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word) || word.length < 4) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

const normalised = (text: string): string =>
  singular(text.toLowerCase()).replace(/[ _-]/g, "").normalize("NFKD").replace(/\p{M}/gu, "");

export class Contextive {
  private readonly termOf = new Map<string, string>();

  constructor(terms: readonly Term[]) {
    for (const term of terms) {
      for (const name of namesOf(term)) {
        const key = normalised(name.replace(/\s*\([^)]*\)/g, ""));
        if (!this.termOf.has(key)) this.termOf.set(key, term.id);
      }
    }
  }

  /** Terms that its hover would show at an offset; several when their words lie in the same run. */
  at(text: string, offset: number): Set<string> {
    if (delimiters.has(text[offset] ?? " ")) return new Set();
    let start = offset;
    while (start > 0 && !delimiters.has(text[start - 1] as string)) start--;
    let end = offset;
    while (end < text.length && !delimiters.has(text[end] as string)) end++;
    return this.inRun(text.slice(start, end));
  }

  /** How many hovers a text holds: terms of each of its runs. */
  count(text: string): number {
    let count = 0;
    for (const run of text.split(/[ ().>:,{}[\]\n\r]+/)) if (run !== "") count += this.inRun(run).size;
    return count;
  }

  private inRun(run: string): Set<string> {
    const words = (run.length > 500 ? run.slice(0, 500) : run).match(parts) ?? [];
    const hits: { from: number; to: number; term: string }[] = [];
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= Math.min(words.length, from + 8); to++) {
        const term = this.termOf.get(normalised(words.slice(from, to).join("")));
        if (term !== undefined) hits.push({ from, to, term });
      }
    }
    const isInLonger = (hit: { from: number; to: number }): boolean =>
      hits.some(({ from, to }) => from <= hit.from && to >= hit.to && to - from > hit.to - hit.from);
    return new Set(hits.filter((hit) => !isInLonger(hit)).map(({ term }) => term));
  }
}
