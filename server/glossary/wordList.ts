/**
 * The words of a text that some term cares about, in order, as parallel arrays. All other words are left out: they show
 * only as a gap that no phrase can cross.
 */
import type { Place } from "../content/types.ts";
import { placeKinds } from "../languages/regions.ts";
import { breakGap, type GapRules, gapBetween } from "./gap.ts";
import { wordSize } from "./runMemory.ts";

/** Memory of this many words is kept for the next text, not more. */
const maxKept = 1 << 20;

export class WordList {
  length = 0;
  starts = new Int32Array(1024);
  ends = new Int32Array(1024);
  numbers = new Int32Array(1024);
  /** Kind of place of each word, as an index into `placeKinds`. */
  private places = new Uint8Array(1024);
  private text = "";
  private rules: GapRules = { hyphenated: false, spaced: false, lineComments: [], prose: false };

  /** Forgets the words, and takes up those of another text. */
  begin(text: string, rules: GapRules): void {
    this.length = 0;
    this.text = text;
    this.rules = rules;
    if (this.starts.length > maxKept) this.resize(maxKept);
  }

  /** Adds the words of a run that begins at `start`: `from`…`to` of `words`, as `RunMemory` keeps them. */
  pushAll(words: Int32Array, from: number, to: number, start: number, place: number): void {
    if (this.length + to - from > this.starts.length) this.resize(2 * this.starts.length + to - from);
    const { starts, ends, numbers, places } = this;
    let index = this.length;
    for (let at = from; at < to; at += wordSize) {
      starts[index] = start + (words[at] as number);
      ends[index] = start + (words[at + 1] as number);
      numbers[index] = words[at + 2] as number;
      places[index++] = place;
    }
    this.length = index;
  }

  /** Kind of the place where a word stands, as an index into `placeKinds`. */
  placeKindOf(index: number): number {
    return this.places[index] as number;
  }

  /**
   * What stands between a word and the one before it in this list: see `gap.ts`. Not kept, since few words are ever asked
   * for it: only those that may continue a phrase.
   */
  gapBefore(index: number): number {
    const place = this.places[index] as number;
    if (index === 0 || this.places[index - 1] !== place) return breakGap;
    const from = this.ends[index - 1] as number;
    return gapBetween(this.text, from, this.starts[index] as number, placeKinds[place] as Place, this.rules);
  }

  private resize(capacity: number): void {
    const resized = <T extends Int32Array | Uint8Array>(next: T, old: T): T => {
      next.set(old.subarray(0, Math.min(this.length, capacity)));
      return next;
    };
    this.starts = resized(new Int32Array(capacity), this.starts);
    this.ends = resized(new Int32Array(capacity), this.ends);
    this.numbers = resized(new Int32Array(capacity), this.numbers);
    this.places = resized(new Uint8Array(capacity), this.places);
  }
}
