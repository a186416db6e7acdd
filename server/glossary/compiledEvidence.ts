/** What a term demands before an ambiguous name of it counts (`recognise:` in its file), with its words looked up. */
import type { Evidence, Place } from "../content/types.ts";
import { placeKinds } from "../languages/regions.ts";
import { foldWord } from "./letters.ts";
import { joinPhraseSets, type PhraseSet, phraseSet } from "./phraseSet.ts";
import { conditionPhrases } from "./phrases.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { wordsOf } from "./wordReader.ts";
import { WordSet } from "./wordSet.ts";

/** `Evidence` with words looked up and names prepared; absent conditions hold. */
export interface CompiledEvidence {
  readonly spellings: readonly (readonly string[])[] | undefined;
  /** Folded words with spaces between. */
  readonly forms: readonly string[] | undefined;
  readonly near: PhraseSet | undefined;
  readonly around: PhraseSet | undefined;
  readonly notNear: PhraseSet | undefined;
  readonly notAround: PhraseSet | undefined;
  readonly notIn: readonly (readonly number[])[];
  /** All words of `notIn`. */
  readonly notInWords: WordSet;
  readonly imports: readonly string[] | undefined;
  /** A bit for each, by its index in `placeKinds`. */
  readonly places: number;
  readonly languages: readonly string[] | undefined;
}

export function compileEvidence(evidence: Evidence, vocabulary: Vocabulary): CompiledEvidence {
  const numbersOf = (phrase: string): number[][] =>
    conditionPhrases(phrase).map((words) => words.map((word) => vocabulary.numberOf(word)));
  const phrases = (list: readonly string[] | undefined): PhraseSet | undefined =>
    list === undefined ? undefined : phraseSet(list.flatMap(numbersOf));
  const notIn = (evidence.notIn ?? []).flatMap(numbersOf);
  return {
    spellings: evidence.spelling?.map((spelling) => wordsOf(spelling).map(({ text }) => text)),
    forms: evidence.form?.map((form) =>
      wordsOf(form)
        .map(({ text }) => foldWord(text))
        .join(" "),
    ),
    near: phrases(evidence.near),
    around: phrases(evidence.around),
    notNear: phrases(evidence.notNear),
    notAround: phrases(evidence.notAround),
    notIn,
    notInWords: new WordSet(notIn.flat()),
    imports: evidence.imports?.map((word) => word.toLowerCase()),
    places: placeBits(evidence.places ?? placeKinds),
    languages: evidence.languages,
  };
}

const placeBits = (places: readonly Place[]): number =>
  places.reduce((bits, place) => bits | (1 << placeKinds.indexOf(place)), 0);

/** What governs a name: one way must hold. */
export interface NameEvidence {
  readonly ways: readonly CompiledEvidence[];
  /** All that speaks for the name in any of them. */
  readonly support: PhraseSet;
}

export const nameEvidence = (ways: readonly CompiledEvidence[]): NameEvidence => ({
  ways,
  support: joinPhraseSets(
    ways.flatMap(({ near, around }) => [near, around].filter((each) => each !== undefined)),
  ),
});

/** Whether the text around must speak for the name: where that holds, its meaning was shown and not only supposed. */
export const demandsSupport = ({ near, around, imports }: CompiledEvidence): boolean =>
  near !== undefined || around !== undefined || imports !== undefined;
