/**
 * Terms, compiled for matching: names become phrases of word numbers, evidence becomes conditions over them. Built once
 * for a set of terms and never changed; looking things up does not depend on how many terms there are.
 */
import { namesOf } from "../content/names.ts";
import type { Term } from "../content/types.ts";
import { type CompiledEvidence, compileEvidence, conditionWords, evidenceFor } from "./evidence.ts";
import { nounForms } from "./inflection.ts";
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
  /** One must hold; undefined when the name needs none. */
  readonly evidence: readonly CompiledEvidence[] | undefined;
}

export interface TermIndex {
  readonly vocabulary: Vocabulary;
  readonly phrases: PhraseTable;
  /** By the numbers that `phrases` ends in. Of two with the same words, the one of the earlier term comes first. */
  readonly patterns: readonly Pattern[];
}

interface Draft {
  readonly term: Term;
  readonly name: string;
  readonly phrase: Phrase;
}

/** Where two terms claim the same words, the earlier in the list is asked first: put a team's own terms first. */
export function buildTermIndex(terms: readonly Term[]): TermIndex {
  const drafts = terms.flatMap((term) =>
    namesOf(term).flatMap((name) => phrasesOf(name).map((phrase): Draft => ({ term, name, phrase }))),
  );
  const vocabulary = new Vocabulary([
    ...drafts.flatMap(({ phrase }) => phrase.words),
    ...terms.flatMap(evidenceWords),
  ]);
  const evidence = compiledEvidence(terms, vocabulary);
  const patterns = drafts.map(
    ({ term, name, phrase }): Pattern => ({
      termId: term.id,
      name,
      gaps: phrase.gaps,
      forms: exactForms(phrase),
      evidence: evidence.get(term)?.get(name),
    }),
  );
  const phrases = new PhraseTable(
    drafts.map(({ phrase }) => phrase.words.map((word) => vocabulary.numberOf(word))),
  );
  return { vocabulary, phrases, patterns };
}

const evidenceWords = (term: Term): string[] =>
  term.recognition
    .flatMap(({ when }) => when)
    .flatMap(({ near = [], around = [], notNear = [], notAround = [], notIn = [] }) => [
      ...near,
      ...around,
      ...notNear,
      ...notAround,
      ...notIn,
    ])
    .flatMap(conditionWords);

type EvidenceByName = ReadonlyMap<string, readonly CompiledEvidence[] | undefined>;

/** A name has several spellings but one evidence: compiled once. */
function compiledEvidence(terms: readonly Term[], vocabulary: Vocabulary): Map<Term, EvidenceByName> {
  const governed = terms.filter(({ recognition }) => recognition.length > 0);
  return new Map(governed.map((term) => [term, evidenceByName(term, vocabulary)]));
}

/**
 * A name that no entry governs but that is an inflection of one that is governed is governed with it: both find the same
 * words, so `scaled out` would else let every `scale out` count.
 */
function evidenceByName(term: Term, vocabulary: Vocabulary): EvidenceByName {
  const byName = new Map<string, readonly CompiledEvidence[] | undefined>();
  const byWords = new Map<string, readonly CompiledEvidence[]>();
  const names = namesOf(term);
  for (const name of names) {
    const evidence = evidenceFor(term, name)?.map((each) => compileEvidence(each, vocabulary));
    byName.set(name, evidence);
    const words = wordsFound(name, vocabulary);
    if (words !== undefined && evidence !== undefined && !byWords.has(words)) byWords.set(words, evidence);
  }
  for (const name of names) {
    const words = wordsFound(name, vocabulary);
    if (words !== undefined && byName.get(name) === undefined) byName.set(name, byWords.get(words));
  }
  return byName;
}

/** What tells the words that a name finds, with what stands between, from those of other names; undefined for exact forms. */
function wordsFound(name: string, vocabulary: Vocabulary): string | undefined {
  const [phrase] = phrasesOf(name);
  if (phrase === undefined || exactForms(phrase) !== undefined) return undefined;
  return [...phrase.words.map((word) => vocabulary.numberOf(word)), ...phrase.gaps].join(" ");
}

/**
 * A name that is one participle means more than its verb: Ordering is not every `order`, Windowing not every `window`.
 * Terms that want the verb too say so in an alias.
 */
function exactForms({ words }: Phrase): ReadonlySet<string> | undefined {
  const [word, ...others] = words;
  return word !== undefined && others.length === 0 && /(?:ing|ed)$/.test(word)
    ? new Set(nounForms(word))
    : undefined;
}
