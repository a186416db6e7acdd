/**
 * Terms, compiled for matching: names become phrases of word numbers, evidence becomes conditions over them. Built once
 * for a set of terms; what it finds never changes, it only remembers what it was asked before. Looking things up does not
 * depend on how many terms there are.
 */
import { namesOf } from "../content/names.ts";
import type { Term } from "../content/types.ts";
import { type CompiledEvidence, conditionWords, type NumbersOf } from "./evidence.ts";
import { evidenceByName, exactForms, type Name } from "./nameEvidence.ts";
import { type Phrase, phrasesOf } from "./phrases.ts";
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
  /** One must hold; undefined when the name needs none. Compiled when it is first asked for: few names occur in a file. */
  readonly evidence: () => readonly CompiledEvidence[] | undefined;
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
  const vocabulary = new Vocabulary(wordsIn(phrases, conditions.values()));
  const numbers = (words: readonly string[]): number[] => words.map((word) => vocabulary.numberOf(word));
  const numbersOf: NumbersOf = (phrase) => numbers(conditions.get(phrase) ?? []);
  return {
    vocabulary,
    phrases: new PhraseTable(phrases.map(({ words }) => numbers(words))),
    patterns: named.flatMap(({ term, names }) => patternsOf(term, names, vocabulary, numbersOf)),
  };
}

function* wordsIn(phrases: readonly Phrase[], conditions: Iterable<readonly string[]>): Iterable<string> {
  for (const { words } of phrases) yield* words;
  for (const words of conditions) yield* words;
}

/** In the order of the names' phrases. */
function patternsOf(
  term: Term,
  names: readonly Name[],
  vocabulary: Vocabulary,
  numbersOf: NumbersOf,
): Pattern[] {
  const evidence = lazily(() => evidenceByName(term, names, vocabulary, numbersOf));
  return names.flatMap(({ text, phrases }) => {
    const evidenceOfName = term.recognition.length === 0 ? none : lazily(() => evidence().get(text));
    return phrases.map((phrase) => ({
      termId: term.id,
      name: text,
      gaps: phrase.gaps,
      forms: exactForms(phrase),
      evidence: evidenceOfName,
    }));
  });
}

const none = (): undefined => undefined;

/** The value is made when it is first asked for, once. */
function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
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
