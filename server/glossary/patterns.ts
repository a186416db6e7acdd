/**
 * What an index knows of each phrase: whose name it is, and what must hold where it stands. Made when it is first asked
 * for: few of all names occur in the files that somebody opens.
 */
import { namesOf } from "../content/names.ts";
import type { Term } from "../content/types.ts";
import type { NameEvidence } from "./compiledEvidence.ts";
import { type EvidenceByName, evidenceByName, exactForms } from "./nameEvidence.ts";
import { type Phrase, phrasesOf } from "./phrases.ts";
import { firstNotBelow } from "./span.ts";
import type { Vocabulary } from "./vocabulary.ts";

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
  readonly evidence: NameEvidence | undefined;
}

export class Patterns {
  private readonly made: (Pattern | undefined)[];
  private readonly evidence = new Map<Term, EvidenceByName>();

  /** `firsts[i]` is the number of the first phrase of term i; a term's phrases are those of its names in turn. */
  constructor(
    private readonly terms: readonly Term[],
    private readonly firsts: readonly number[],
    count: number,
    private readonly vocabulary: Vocabulary,
  ) {
    this.made = new Array(count);
  }

  /** By the number of a phrase. */
  at(number: number): Pattern {
    return this.made[number] ?? this.make(number);
  }

  private make(number: number): Pattern {
    // Of terms without a phrase, which begin where the next does, the last.
    const owner = firstNotBelow(this.firsts, number + 1, 0, this.firsts.length) - 1;
    const term = this.terms[owner] as Term;
    let next = this.firsts[owner] as number;
    for (const name of namesOf(term)) {
      for (const phrase of phrasesOf(name)) this.made[next++] ??= this.pattern(term, name, phrase);
    }
    return this.made[number] as Pattern;
  }

  private pattern(term: Term, name: string, phrase: Phrase): Pattern {
    return {
      termId: term.id,
      name,
      gaps: phrase.gaps,
      forms: exactForms(phrase),
      evidence: term.recognition.length === 0 ? undefined : this.evidenceOf(term).get(name),
    };
  }

  private evidenceOf(term: Term): EvidenceByName {
    let evidence = this.evidence.get(term);
    if (evidence === undefined) {
      const names = namesOf(term).map((text) => ({ text, phrases: phrasesOf(text) }));
      evidence = evidenceByName(term, names, this.vocabulary);
      this.evidence.set(term, evidence);
    }
    return evidence;
  }
}
