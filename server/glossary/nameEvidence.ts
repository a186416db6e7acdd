/** Which evidence governs which name of a term: `recognise:` of its file, compiled once and shared by the names. */
import type { Term } from "../content/types.ts";
import {
  type CompiledEvidence,
  compileEvidence,
  type NameEvidence,
  nameEvidence,
} from "./compiledEvidence.ts";
import { nounForms } from "./inflection.ts";
import type { Phrase } from "./phrases.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A name with its spellings: see `phrasesOf`. */
export interface Name {
  readonly text: string;
  readonly phrases: readonly Phrase[];
}

/** By a name's text; names that always count have none. */
export type EvidenceByName = ReadonlyMap<string, NameEvidence>;

/**
 * A name that no entry governs but that is an inflection of one that is governed is governed with it: both find the same
 * words, so `scaled out` would else let every `scale out` count.
 */
export function evidenceByName(term: Term, names: readonly Name[], vocabulary: Vocabulary): EvidenceByName {
  const stated = statedEvidence(term, vocabulary);
  const byName = new Map<string, NameEvidence>();
  const byWords = new Map<string, NameEvidence>();
  const found = names.map((name) => wordsFound(name, vocabulary));
  names.forEach(({ text }, index) => {
    const evidence = stated.get(text.toLowerCase()) ?? stated.get(allNames);
    if (evidence === undefined) return;
    byName.set(text, evidence);
    const words = found[index];
    if (words !== undefined && !byWords.has(words)) byWords.set(words, evidence);
  });
  names.forEach(({ text }, index) => {
    const evidence = byWords.get(found[index] ?? "");
    if (!byName.has(text) && evidence !== undefined) byName.set(text, evidence);
  });
  return byName;
}

/** No name is empty. */
const allNames = "";

/** By names in lower case; entries without `of` are added to all, and stand under `allNames` for those that have no other. */
function statedEvidence(term: Term, vocabulary: Vocabulary): Map<string, NameEvidence> {
  const stated = new Map<string, CompiledEvidence[]>();
  const general: CompiledEvidence[] = [];
  for (const { of, when } of term.recognition) {
    const compiled = when.map((evidence) => compileEvidence(evidence, vocabulary));
    if (of === undefined) general.push(...compiled);
    for (const name of new Set(of?.map((each) => each.toLowerCase()))) {
      const others = stated.get(name);
      if (others === undefined) stated.set(name, [...compiled]);
      else others.push(...compiled);
    }
  }
  for (const evidence of stated.values()) evidence.push(...general);
  if (general.length > 0) stated.set(allNames, general);
  return new Map([...stated].map(([name, ways]) => [name, nameEvidence(ways)]));
}

/** What tells the words that a name finds, with what stands between, from those of other names; undefined for exact forms. */
function wordsFound({ phrases: [phrase] }: Name, vocabulary: Vocabulary): string | undefined {
  if (phrase === undefined || exactForms(phrase) !== undefined) return undefined;
  return [...phrase.words.map((word) => vocabulary.numberOf(word)), ...phrase.gaps].join(" ");
}

/**
 * A name that is one participle means more than its verb: Ordering is not every `order`, Windowing not every `window`.
 * Terms that want the verb too say so in an alias.
 */
export function exactForms({ words }: Phrase): ReadonlySet<string> | undefined {
  const [word, ...others] = words;
  return word !== undefined && others.length === 0 && /(?:ing|ed)$/.test(word)
    ? new Set(nounForms(word))
    : undefined;
}
