/** A stretch of the words of a text: those that lie whole within some of its units. */
import type { WordList } from "./wordList.ts";

export interface Span {
  /** Words `low`…`high` of the list, the second exclusive. */
  readonly low: number;
  readonly high: number;
}

/** One that is moved along the text: a file has many, and new memory for each would cost more than the search. */
export class MovingSpan implements Span {
  low = 0;
  high = 0;
  /** Whether it lies where it should. */
  isSet = false;

  /** To the words in `from`…`to` (UTF-16 offsets), which hold words `first`…`last`. */
  set(words: WordList, from: number, to: number, first: number, last: number): void {
    const { starts, ends, length } = words;
    // Each word has a unit of its own: so many and no more can lie between.
    const farthest = Math.max(0, first - ((starts[first] as number) - from));
    const end = Math.min(length, last + 1 + Math.max(0, to - (ends[last] as number)));
    this.low = firstNotBelow(starts, from, farthest, first);
    this.high = firstNotBelow(ends, to + 1, last + 1, end);
    this.isSet = true;
  }

  /** Takes in another span, which shares words with this one. */
  reachOver({ low, high }: Span): void {
    this.low = Math.min(this.low, low);
    this.high = Math.max(this.high, high);
  }
}

/** The first index in `low`…`high` whose value is not below `value`, of values that ascend; `high` when all are. */
export function firstNotBelow(values: ArrayLike<number>, value: number, low: number, high: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((values[middle] as number) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
