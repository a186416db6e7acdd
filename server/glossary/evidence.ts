/**
 * Compiles what a term demands before an ambiguous name of it counts (`recognise:` in its file) and judges it at one
 * place of a text. Precision lives here: a popup on every `cap` would cost more trust than a missing one.
 */
import type { Evidence, Place } from "../content/types.ts";
import { foldWord } from "./letters.ts";
import { compilePhrases, mayHold, type Phrases, type Sightings, standsAt, wordFilter } from "./sightings.ts";
import { codeNearLength, passageLength, type Surroundings } from "./surroundings.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { WordList } from "./wordList.ts";
import { plainWords, wordsOf } from "./wordReader.ts";

/** `Evidence` with words looked up and names prepared; absent conditions hold. */
export interface CompiledEvidence {
  readonly spellings: readonly (readonly string[])[] | undefined;
  /** Folded words with spaces between. */
  readonly forms: ReadonlySet<string> | undefined;
  readonly near: Phrases | undefined;
  readonly around: Phrases | undefined;
  readonly notNear: Phrases | undefined;
  readonly notAround: Phrases | undefined;
  readonly notIn: readonly (readonly number[])[];
  /** Of all words of `notIn`: see `wordFilter`. */
  readonly notInWords: Uint32Array;
  readonly imports: readonly string[] | undefined;
  readonly places: readonly Place[] | undefined;
  readonly languages: readonly string[] | undefined;
}

/** Words `first`…`last` of the list are the candidate. */
export interface Candidate {
  readonly text: string;
  readonly languageId: string;
  readonly place: Place;
  readonly words: WordList;
  readonly sightings: Sightings;
  readonly first: number;
  readonly last: number;
  /** The text that counts as near; found only when asked, since many conditions look at the words alone. */
  readonly nearby: () => Surroundings;
  /** Modules that the file imports, in lower case; read only when asked. */
  readonly imports: () => readonly string[];
}

/** Folded words of a condition, as `near` and `notNear` state them. */
export const conditionWords = (phrase: string): string[] =>
  plainWords(phrase) ?? wordsOf(phrase).map(({ text }) => foldWord(text));

export function compileEvidence(evidence: Evidence, vocabulary: Vocabulary): CompiledEvidence {
  const numbersOf = (phrase: string): number[] =>
    conditionWords(phrase).map((word) => vocabulary.numberOf(word));
  const phrases = (list: readonly string[] | undefined): Phrases | undefined =>
    list === undefined ? undefined : compilePhrases(list.map(numbersOf));
  const notIn = (evidence.notIn ?? []).map(numbersOf);
  return {
    spellings: evidence.spelling?.map((spelling) => wordsOf(spelling).map(({ text }) => text)),
    forms: evidence.form && new Set(evidence.form.map((form) => conditionWords(form).join(" "))),
    near: phrases(evidence.near),
    around: phrases(evidence.around),
    notNear: phrases(evidence.notNear),
    notAround: phrases(evidence.notAround),
    notIn,
    notInWords: wordFilter(notIn.flat()),
    imports: evidence.imports?.map((word) => word.toLowerCase()),
    places: evidence.places,
    languages: evidence.languages,
  };
}

/** Whether all stated conditions hold. The cheap ones are asked first. */
export function holds(evidence: CompiledEvidence, candidate: Candidate): boolean {
  const { near, around, imports } = evidence;
  if (!fitsItself(evidence, candidate)) return false;
  if (near !== undefined && !isNear(near, candidate) && !isInPath(near, candidate)) return false;
  if (around !== undefined && !isWithin(around, candidate, passageLength) && !isInPath(around, candidate))
    return false;
  if (imports !== undefined && !imports.some((word) => importsWord(word, candidate.imports()))) return false;
  return !isContradicted(evidence, candidate);
}

/** Whether no condition speaks against the name, even though what should speak for it may be missing. */
export const isPossible = (evidence: CompiledEvidence, candidate: Candidate): boolean =>
  fitsItself(evidence, candidate) && !isContradicted(evidence, candidate);

/** Whether the text around must speak for the name: where that holds, its meaning was shown and not only supposed. */
export const demandsSupport = ({ near, around, imports }: CompiledEvidence): boolean =>
  near !== undefined || around !== undefined || imports !== undefined;

/** What the name itself and its place must be. */
function fitsItself(evidence: CompiledEvidence, candidate: Candidate): boolean {
  const { spellings, forms, places, languages } = evidence;
  if (places !== undefined && !places.includes(candidate.place)) return false;
  if (languages !== undefined && !languages.includes(candidate.languageId)) return false;
  if (spellings !== undefined && !spellings.some((spelling) => isSpelled(spelling, candidate))) return false;
  if (forms !== undefined && !isForm(forms, candidate)) return false;
  return !isPartOfOne(evidence, candidate);
}

function isContradicted({ notNear, notAround }: CompiledEvidence, candidate: Candidate): boolean {
  if (notNear !== undefined && standsNearby(notNear, candidate)) return true;
  return notAround !== undefined && isWithin(notAround, candidate, passageLength);
}

/** Letter for letter, but for a plural's `s`. */
function isSpelled(spelling: readonly string[], { text, words, first, last }: Candidate): boolean {
  if (spelling.length !== last - first + 1) return false;
  return spelling.every((expected, index) => {
    const start = words.starts[first + index] as number;
    const more = (words.ends[first + index] as number) - start - expected.length;
    if (!text.startsWith(expected, start)) return false;
    return (
      more === 0 || (more === 1 && index === spelling.length - 1 && text[start + expected.length] === "s")
    );
  });
}

function isForm(forms: ReadonlySet<string>, { text, words, first, last }: Candidate): boolean {
  let form = "";
  for (let index = first; index <= last; index++) {
    if (index > first) form += " ";
    form += foldWord(text.slice(words.starts[index], words.ends[index]));
  }
  return forms.has(form) || (form.endsWith("s") && forms.has(form.slice(0, -1)));
}

/** In code, what speaks for a term may stand a line or more away; what speaks against it must be on its own. */
function isNear(phrases: Phrases, candidate: Candidate): boolean {
  const { place } = candidate;
  if (standsNearby(phrases, candidate)) return true;
  return (place === "identifier" || place === "string") && isWithin(phrases, candidate, codeNearLength);
}

/** What a file is called speaks for the names in it; it never speaks against them. */
const isInPath = (phrases: Phrases, { sightings }: Candidate): boolean => sightings.of(phrases).isInPath;

const standsNearby = (phrases: Phrases, candidate: Candidate): boolean => {
  const { from, to } = candidate.nearby();
  return standsWithin(phrases, candidate, from, to);
};

function isWithin(phrases: Phrases, candidate: Candidate, length: number): boolean {
  const { words, first, last } = candidate;
  const from = (words.starts[first] as number) - length;
  return standsWithin(phrases, candidate, from, (words.ends[last] as number) + length);
}

/** Whether one of the phrases stands in `from`…`to`, outside the candidate itself. */
const standsWithin = (
  phrases: Phrases,
  { sightings, first, last }: Candidate,
  from: number,
  to: number,
): boolean => sightings.of(phrases).isWithin(from, to, first, last);

/** Whether one of `notIn` stands so that it holds the candidate, and so at least one of the words beside it. */
function isPartOfOne({ notIn, notInWords }: CompiledEvidence, candidate: Candidate): boolean {
  const { words, first, last } = candidate;
  const isBeside =
    (first > 0 && mayHold(notInWords, words.numbers[first - 1] as number)) ||
    (last + 1 < words.length && mayHold(notInWords, words.numbers[last + 1] as number));
  return isBeside && notIn.some((phrase) => isPartOf(phrase, candidate));
}

function isPartOf(phrase: readonly number[], { words, first, last }: Candidate): boolean {
  for (let start = Math.max(0, last - phrase.length + 1); start <= first; start++) {
    if (standsAt(phrase, words, start, words.length)) return true;
  }
  return false;
}

/** Short words must be a whole word of the module's name (`pg` of `pg-pool`), longer ones may be a part (`ioredis`). */
function importsWord(word: string, modules: readonly string[]): boolean {
  if (word.length >= 4) return modules.some((module) => module.includes(word));
  return modules.some((module) => module.split(/[^a-z0-9]+/).includes(word));
}
