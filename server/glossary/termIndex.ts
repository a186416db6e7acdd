/**
 * Terms, compiled for matching: names become phrases of word numbers, evidence becomes conditions over them. Built once
 * for a set of terms and never changed; looking things up does not depend on how many terms there are.
 */
import { namesOf } from "../content/names.ts";
import type { Term } from "../content/types.ts";
import { type CompiledEvidence, conditionWords, type NumbersOf } from "./evidence.ts";
import { evidenceByName, exactForms, type Name } from "./nameEvidence.ts";
import { phrasesOf } from "./phrases.ts";
import { PhraseTable } from "./phraseTable.ts";
import { Vocabulary } from "./vocabulary.ts";

/** One spelling of one name of one term. */
export interface Pattern {
  readonly termId: string;
  /** The name as the term states it. */
  readonly name: string;
  /** See `Phrase.gaps`. */
  readonly gaps: readonly number[];
  /** Only these forms count, folded; undefined when every inflection does. */
  readonly forms: ReadonlySet<string> | undefined;
  /** One must hold; undefined when the name needs none. */
  readonly evidence: readonly CompiledEvidence[] | undefined;
}

export interface TermIndex {
  readonly vocabulary: Vocabulary;
  readonly phrases: PhraseTable;
  /** By the numbers that `phrases` ends in. Of two with the same words, the one of the earlier term comes first. */
  readonly patterns: readonly Pattern[];
}

interface NamedTerm {
  readonly term: Term;
  readonly names: readonly Name[];
}

/** Where two terms claim the same words, the earlier in the list is asked first: put a team's own terms first. */
export function buildTermIndex(terms: readonly Term[]): TermIndex {
  const named = terms.map(
    (term): NamedTerm => ({
      term,
      names: namesOf(term).map((text) => ({ text, phrases: phrasesOf(text) })),
    }),
  );
  const phrases = named.flatMap(({ names }) => names.flatMap((name) => name.phrases));
  const conditions = conditionsOf(terms);
  const vocabulary = new Vocabulary([...phrases.map(({ words }) => words), ...conditions.values()].flat());
  const numbers = (words: readonly string[]): number[] => words.map((word) => vocabulary.numberOf(word));
  const conditionNumbers = new Map([...conditions].map(([phrase, words]) => [phrase, numbers(words)]));
  const numbersOf: NumbersOf = (phrase) => conditionNumbers.get(phrase) ?? [];
  return {
    vocabulary,
    phrases: new PhraseTable(phrases.map(({ words }) => numbers(words))),
    patterns: named.flatMap(({ term, names }) => patternsOf(term, names, vocabulary, numbersOf)),
  };
}

/** In the order of the names' phrases. */
function patternsOf(
  term: Term,
  names: readonly Name[],
  vocabulary: Vocabulary,
  numbersOf: NumbersOf,
): Pattern[] {
  const evidence =
    term.recognition.length === 0 ? undefined : evidenceByName(term, names, vocabulary, numbersOf);
  return names.flatMap(({ text, phrases }) =>
    phrases.map((phrase) => ({
      termId: term.id,
      name: text,
      gaps: phrase.gaps,
      forms: exactForms(phrase),
      evidence: evidence?.get(text),
    })),
  );
}

/** The words of each phrase that some condition states: many are stated by several. */
function conditionsOf(terms: readonly Term[]): Map<string, string[]> {
  const conditions = new Map<string, string[]>();
  const stated = terms.flatMap(({ recognition }) => recognition.flatMap(({ when }) => when));
  for (const { near, around, notNear, notAround, notIn } of stated) {
    for (const phrases of [near, around, notNear, notAround, notIn]) {
      for (const phrase of phrases ?? []) {
        if (!conditions.has(phrase)) conditions.set(phrase, conditionWords(phrase));
      }
    }
  }
  return conditions;
}
