/**
 * Terms, compiled for matching: names become phrases of word numbers, evidence becomes conditions over them. Built once
 * for a set of terms; what it finds never changes, it only remembers what it was asked before. Looking things up does not
 * depend on how many terms there are.
 */
import { namesOf } from "../content/names.ts";
import type { Term } from "../content/types.ts";
import { Patterns } from "./patterns.ts";
import { PhraseList } from "./phraseList.ts";
import { conditionPhrases, phrasesOf } from "./phrases.ts";
import { PhraseTable } from "./phraseTable.ts";
import { Vocabulary } from "./vocabulary.ts";

export interface TermIndex {
  readonly terms: readonly Term[];
  readonly vocabulary: Vocabulary;
  readonly phrases: PhraseTable;
  /** By the numbers that `phrases` ends in. Of two with the same words, the one of the earlier term comes first. */
  readonly patterns: Patterns;
}

/** Where two terms claim the same words, the earlier in the list is asked first: put a team's own terms first. */
export function buildTermIndex(terms: readonly Term[]): TermIndex {
  const list = new PhraseList();
  const firsts: number[] = [];
  for (const term of terms) {
    firsts.push(list.length);
    for (const name of namesOf(term)) for (const { words } of phrasesOf(name)) list.add(words);
  }
  const vocabulary = new Vocabulary(list.words, wordsOfConditions(terms));
  return {
    terms,
    vocabulary,
    phrases: new PhraseTable(list, vocabulary),
    patterns: new Patterns(terms, firsts, list.length, vocabulary),
  };
}

/** Each word that some condition states: most conditions are stated by several names. */
function wordsOfConditions(terms: readonly Term[]): ReadonlySet<string> {
  const phrases = new Set<string>();
  for (const { recognition } of terms) {
    for (const { when } of recognition) {
      for (const evidence of when) {
        for (const kind of wordConditions) for (const phrase of evidence[kind] ?? []) phrases.add(phrase);
      }
    }
  }
  const words = new Set<string>();
  for (const phrase of phrases)
    for (const each of conditionPhrases(phrase)) for (const word of each) words.add(word);
  return words;
}

const wordConditions = ["near", "around", "notNear", "notAround", "notIn"] as const;
