/**
 * Whether a text may hold a term at all: a search through a workspace asks this first, since most files do not, and a
 * regular expression over a few letters is some twenty times faster than reading words. It never says no wrongly.
 */
import { namesOf } from "../content/names.ts";
import { phrasesOf } from "./phrases.ts";
import type { TermIndex } from "./termIndex.ts";

/** Letters that may be folded to others, and marks inside words: then only the matcher itself can tell. */
const folded = /[^\0-\x7f\u2010-\u206f\u2190-\u27bf\ud800-\udfff]/;

export function mentionTest(termId: string, index: TermIndex): (text: string) => boolean {
  const names = new Set(index.terms.filter(({ id }) => id === termId).flatMap(namesOf));
  const stems = new Set([...names].flatMap(phrasesOf).map(({ words }) => rarest(words, index)));
  if (stems.size === 0) return () => false;
  const any = new RegExp([...stems].join("|"), "i");
  return (text) => any.test(text) || folded.test(text);
}

/** Of a phrase, the longest beginning that all forms of one of its words share: every use of it holds these letters. */
function rarest(words: readonly string[], { vocabulary }: TermIndex): string {
  return words
    .map((word) => commonStart(vocabulary.formsOf(vocabulary.numberOf(word))))
    .reduce((best, stem) => (stem.length > best.length ? stem : best), "");
}

function commonStart([first = "", ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && other[same] === first[same]) same++;
    length = same;
  }
  return first.slice(0, length);
}
