/**
 * Judges at one place of a text whether what a term demands of an ambiguous name (`compiledEvidence.ts`) holds. Precision lives
 * here: a popup on every `cap` would cost more trust than a missing one.
 */
import type { CompiledEvidence, NameEvidence } from "./compiledEvidence.ts";
import { fold, kindOf, mark } from "./letters.ts";
import { type PhraseSet, standsAt } from "./phraseSet.ts";
import type { Sightings } from "./sightings.ts";
import type { Span } from "./span.ts";
import type { WordList } from "./wordList.ts";

/** Words `first`…`last` of the list are the candidate. */
export interface Candidate {
  readonly text: string;
  /** Index into `placeKinds`. */
  readonly placeKind: number;
  readonly words: WordList;
  readonly sightings: Sightings;
  readonly first: number;
  readonly last: number;
  /** The words that count as near; this and the next three are found only when asked, since many conditions look at the name alone. */
  readonly nearby: Span;
  /** In code, with those of the lines before and after. */
  readonly linesAround: Span;
  /** Those that speak of the same matter. */
  readonly passage: Span;
  /** Those of which one is enough. */
  readonly close: Span;
}

/**
 * What speaks for a name must be more than one word at some distance, which stands there by chance as often as not: two
 * different ones in the passage, one right beside the name, or one in the path of the file.
 */
export function isBacked({ support }: NameEvidence, candidate: Candidate): boolean {
  const { sightings, first, last } = candidate;
  const sighting = sightings.of(support);
  return (
    sighting.isInPath ||
    (!sighting.isAbsent &&
      (sighting.isWithin(candidate.close, first, last) || sighting.areWithin(candidate.passage, first, last)))
  );
}

/** Whether all holds that is asked of one place (`waysInText.ts` asks the rest). The cheap conditions come first. */
export function holds(evidence: CompiledEvidence, candidate: Candidate): boolean {
  const { near, around } = evidence;
  if (!fitsItself(evidence, candidate)) return false;
  if (near !== undefined && !isNear(near, candidate) && !isInPath(near, candidate)) return false;
  if (around !== undefined && !stands(around, candidate, "passage") && !isInPath(around, candidate))
    return false;
  return !isContradicted(evidence, candidate);
}

/** Whether no condition speaks against the name, even though what should speak for it may be missing. */
export const isPossible = (evidence: CompiledEvidence, candidate: Candidate): boolean =>
  fitsItself(evidence, candidate) && !isContradicted(evidence, candidate);

/** What the name itself and its place must be. */
function fitsItself(evidence: CompiledEvidence, candidate: Candidate): boolean {
  const { spellings, forms, places } = evidence;
  if ((places & (1 << candidate.placeKind)) === 0) return false;
  if (spellings !== undefined && !spellings.some((spelling) => isSpelled(spelling, candidate))) return false;
  if (forms !== undefined && !forms.some((form) => isForm(form, candidate))) return false;
  return !isPartOfOne(evidence, candidate);
}

function isContradicted({ notNear, notAround }: CompiledEvidence, candidate: Candidate): boolean {
  if (notNear !== undefined && stands(notNear, candidate, "nearby")) return true;
  return notAround !== undefined && stands(notAround, candidate, "passage");
}

/** Letter for letter, but for a plural's `s`. */
function isSpelled(spelling: readonly string[], { text, words, first, last }: Candidate): boolean {
  if (spelling.length !== last - first + 1) return false;
  for (let index = 0; index < spelling.length; index++) {
    const expected = spelling[index] as string;
    const start = words.starts[first + index] as number;
    if (!text.startsWith(expected, start)) return false;
    const more = (words.ends[first + index] as number) - start - expected.length;
    if (more === 0) continue;
    if (more > 1 || first + index < last || text[start + expected.length] !== "s") return false;
  }
  return true;
}

/** Letter for letter when folded, but for a plural's `s`. */
function isForm(form: string, { text, words, first, last }: Candidate): boolean {
  let at = 0;
  for (let index = first; index <= last; index++) {
    if (index > first && form.charCodeAt(at++) !== space) return false;
    const end = words.ends[index] as number;
    for (let unit = words.starts[index] as number; unit < end; unit++) {
      const code = text.charCodeAt(unit);
      if (kindOf(code) === mark) continue;
      const letter = fold(code);
      if (letter === form.charCodeAt(at)) at++;
      else return at === form.length && letter === letterS && index === last && unit === end - 1;
    }
  }
  return at === form.length;
}

const space = 32;
const letterS = 115;

/** In code, what speaks for a term may stand a line or more away; what speaks against it must be on its own. */
const isNear = (phrases: PhraseSet, candidate: Candidate): boolean =>
  stands(phrases, candidate, "linesAround");

/** What a file is called speaks for the names in it; it never speaks against them. */
const isInPath = (phrases: PhraseSet, { sightings }: Candidate): boolean => sightings.of(phrases).isInPath;

/** Whether one of the phrases stands in the span, outside the candidate itself. */
function stands(
  phrases: PhraseSet,
  candidate: Candidate,
  where: "nearby" | "linesAround" | "passage",
): boolean {
  const sighting = candidate.sightings.of(phrases);
  return !sighting.isAbsent && sighting.isWithin(candidate[where], candidate.first, candidate.last);
}

/** Whether one of `notIn` stands so that it holds the candidate, and so at least one of the words beside it. */
function isPartOfOne({ notIn, notInWords }: CompiledEvidence, candidate: Candidate): boolean {
  const { words, first, last } = candidate;
  const isBeside =
    (first > 0 && notInWords.has(words.numbers[first - 1] as number)) ||
    (last + 1 < words.length && notInWords.has(words.numbers[last + 1] as number));
  return isBeside && notIn.some((phrase) => isPartOf(phrase, candidate));
}

function isPartOf(phrase: readonly number[], { words, first, last }: Candidate): boolean {
  for (let start = Math.max(0, last - phrase.length + 1); start <= first; start++) {
    if (standsAt(phrase, words, start, words.length)) return true;
  }
  return false;
}
