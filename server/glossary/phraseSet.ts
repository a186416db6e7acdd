/** The words and phrases that a condition states, as word numbers, made to be looked for in a text. */
import { breakGap } from "./gap.ts";
import type { WordList } from "./wordList.ts";
import { WordSet, wordFilter } from "./wordSet.ts";

export interface PhraseSet {
  readonly single: readonly number[];
  readonly longer: readonly (readonly number[])[];
  /** Of `single`. */
  readonly words: WordSet;
  /** Of the first words of all: most words of a text need no look-up. */
  readonly filter: Uint32Array;
}

/** All phrases of several conditions. */
export function joinPhraseSets(all: readonly PhraseSet[]): PhraseSet {
  const longer = new Map(
    all.flatMap((each) => each.longer.map((phrase) => [phrase.join(" "), phrase] as const)),
  );
  return phraseSet([
    ...[...new Set(all.flatMap(({ single }) => [...single]))].map((word) => [word]),
    ...longer.values(),
  ]);
}

export function phraseSet(phrases: readonly (readonly number[])[]): PhraseSet {
  const single = phrases.flatMap((phrase) => (phrase.length === 1 ? phrase : []));
  return {
    single,
    longer: phrases.filter(({ length }) => length > 1),
    words: new WordSet(single),
    filter: wordFilter(phrases.map(([word = 0]) => word)),
  };
}

/** Whether the phrase begins at word `at` of the list and ends before `limit`. */
export function standsAt(phrase: readonly number[], words: WordList, at: number, limit: number): boolean {
  if (phrase.length === 0 || at + phrase.length > limit) return false;
  for (let index = 0; index < phrase.length; index++) {
    if (words.numbers[at + index] !== phrase[index]) return false;
    if (index > 0 && words.gapBefore(at + index) === breakGap) return false;
  }
  return true;
}

/** Whether one of the phrases begins at `at` of `numbers`, whatever stands between its words. */
export const beginsIn = (numbers: readonly number[], at: number, { words, longer }: PhraseSet): boolean =>
  words.has(numbers[at] as number) ||
  longer.some((phrase) => phrase.every((word, index) => numbers[at + index] === word));
