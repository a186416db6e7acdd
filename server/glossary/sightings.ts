/**
 * Where the words and phrases of a condition stand: in a list of words, or in the path of its file. Many names of a passage
 * ask for the same condition, so what was seen is kept: each word is looked at once for each condition that is asked of its
 * passage.
 */
import { beginsIn, type PhraseSet, standsAt } from "./phraseSet.ts";
import { PresentWords } from "./presentWords.ts";
import { firstNotBelow, type Span } from "./span.ts";
import type { WordList } from "./wordList.ts";
import { mayHold } from "./wordSet.ts";

/** One for each list of words. */
export class Sightings {
  private readonly byPhrases = new Map<PhraseSet, Sighting>();
  private readonly present: PresentWords;

  /** `pathWords` are the numbers of the words in the file's path: see `pathWords.ts`. Numbers are at most `highest`. */
  constructor(
    private readonly words: WordList,
    private readonly pathWords: readonly number[],
    highest: number,
  ) {
    this.present = new PresentWords(words, highest);
  }

  of(phrases: PhraseSet): Sighting {
    let sighting = this.byPhrases.get(phrases);
    if (sighting === undefined) {
      sighting = new Sighting(phrases, this.words, this.present, this.pathWords);
      this.byPhrases.set(phrases, sighting);
    }
    return sighting;
  }
}

class Sighting {
  /** Whether a phrase stands in the path of the file. */
  readonly isInPath: boolean;
  /** Whether none stands in the text at all. */
  readonly isAbsent: boolean;
  /** Words `low`…`high` (exclusive) have been looked at. */
  private low = 0;
  private high = 0;
  /** At which of them a phrase begins, ascending, and the words of the shortest that does; `count` of either. */
  private readonly at: number[] = [];
  private readonly lengths: number[] = [];
  private count = 0;

  constructor(
    private readonly phrases: PhraseSet,
    private readonly words: WordList,
    present: PresentWords,
    pathWords: readonly number[],
  ) {
    this.isAbsent =
      !present.haveOne(phrases.single) && !phrases.longer.some((phrase) => present.haveAll(phrase));
    const { filter } = phrases;
    this.isInPath = pathWords.some((word, at) => mayHold(filter, word) && beginsIn(pathWords, at, phrases));
  }

  /** Whether a phrase stands in the span, which holds words `first`…`last`, and outside of these. */
  isWithin(span: Span, first: number, last: number): boolean {
    return this.nextOutside(this.firstIn(span), span.high, first, last) >= 0;
  }

  /** Whether two stand there that begin with different words. */
  areWithin(span: Span, first: number, last: number): boolean {
    const { numbers } = this.words;
    const one = this.nextOutside(this.firstIn(span), span.high, first, last);
    if (one < 0) return false;
    const word = numbers[this.at[one] as number];
    let other = one;
    do other = this.nextOutside(other + 1, span.high, first, last);
    while (other >= 0 && numbers[this.at[other] as number] === word);
    return other >= 0;
  }

  private firstIn({ low, high }: Span): number {
    this.lookAt(low, high);
    return firstNotBelow(this.at, low, 0, this.count);
  }

  /** The first sighting from `index` on that begins before word `high` and lies outside `first`…`last`; -1 when none does. */
  private nextOutside(index: number, high: number, first: number, last: number): number {
    const { at, lengths, count } = this;
    for (let next = index; next < count; next++) {
      const begin = at[next] as number;
      if (begin >= high) return -1;
      if (begin > last || begin + (lengths[next] as number) <= first) return next;
    }
    return -1;
  }

  private lookAt(low: number, high: number): void {
    if (low > this.high || high < this.low) {
      this.low = low;
      this.high = low;
      this.count = 0;
    }
    if (low < this.low) {
      const before = this.count;
      this.scan(low, this.low);
      this.putFirst(before);
      this.low = low;
    }
    if (high > this.high) {
      this.scan(this.high, high);
      this.high = high;
    }
  }

  private scan(low: number, high: number): void {
    const { numbers } = this.words;
    const { filter } = this.phrases;
    for (let index = low; index < high; index++) {
      const word = numbers[index] as number;
      if (mayHold(filter, word)) this.see(index, word);
    }
  }

  /** What was seen after the first `before` stands before them in the text. */
  private putFirst(before: number): void {
    if (this.count === before || before === 0) return;
    for (const list of [this.at, this.lengths]) {
      const kept = list.slice(0, before);
      list.copyWithin(0, before, this.count);
      for (let index = 0; index < before; index++) list[this.count - before + index] = kept[index] as number;
    }
  }

  private see(index: number, word: number): void {
    const { words, longer } = this.phrases;
    let length = words.has(word) ? 1 : 0;
    if (length === 0) {
      for (const phrase of longer) {
        if (
          (length === 0 || phrase.length < length) &&
          standsAt(phrase, this.words, index, this.words.length)
        )
          length = phrase.length;
      }
    }
    if (length === 0) return;
    this.at[this.count] = index;
    this.lengths[this.count++] = length;
  }
}
