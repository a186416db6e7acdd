/**
 * The words of a text that some term cares about, in order, as parallel arrays. All other words are left out: they show
 * only as a gap that no phrase can cross.
 */
import type { Place } from "../content/types.ts";
import { type Regions, regionEnd, regionIndexAt } from "../languages/regions.ts";
import { isData } from "./data.ts";
import { breakGap, type GapRules, gapBetween } from "./gap.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { WordReader } from "./wordReader.ts";

export class WordList {
  length = 0;
  starts: Int32Array;
  ends: Int32Array;
  numbers: Int32Array;
  /** What stands between a word and the one before it in this list: see `gap.ts`. */
  gaps: Uint8Array;

  constructor(capacity: number) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.numbers = new Int32Array(capacity);
    this.gaps = new Uint8Array(capacity);
  }

  push(start: number, end: number, number: number, gap: number): void {
    const index = this.length++;
    if (index === this.starts.length) this.grow();
    this.starts[index] = start;
    this.ends[index] = end;
    this.numbers[index] = number;
    this.gaps[index] = gap;
  }

  private grow(): void {
    const capacity = this.starts.length * 2;
    const grown = <T extends Int32Array | Uint8Array>(next: T, old: T): T => {
      next.set(old);
      return next;
    };
    this.starts = grown(new Int32Array(capacity), this.starts);
    this.ends = grown(new Int32Array(capacity), this.ends);
    this.numbers = grown(new Int32Array(capacity), this.numbers);
    this.gaps = grown(new Uint8Array(capacity), this.gaps);
  }
}

/** Reads `from`…`to`, which must not cut a word. */
export function readWords(
  text: string,
  regions: Regions,
  from: number,
  to: number,
  vocabulary: Vocabulary,
  rules: GapRules,
): WordList {
  const list = new WordList(Math.max(64, (to - from) >> 5));
  const reader = new WordReader();
  let last: Place | undefined;
  for (let index = regionIndexAt(regions, from); index < regions.starts.length; index++) {
    const start = Math.max(from, regions.starts[index] as number);
    const end = Math.min(to, regionEnd(regions, index));
    if (start >= to) break;
    const place = regions.places[index] as Place;
    reader.open(text, start, end);
    const known = list.length;
    if (place === "identifier") readIdentifiers(text, reader, list, vocabulary, rules, last === place);
    else readText(text, reader, list, vocabulary, rules, place, last === place);
    if (list.length > known) last = place;
  }
  return list;
}

/** `follows`: the last word of the list stands in the same kind of place, so that a phrase may go on. */
function readIdentifiers(
  text: string,
  reader: WordReader,
  list: WordList,
  vocabulary: Vocabulary,
  rules: GapRules,
  follows: boolean,
): void {
  let lastEnd = follows ? (list.ends[list.length - 1] as number) : -1;
  while (reader.next()) {
    const { start, end } = reader;
    if (startsAddress(text, end)) {
      reader.skipTo(endOfUrl(text, end));
      continue;
    }
    const number = vocabulary.find(reader.hash, text, start, end);
    if (number === 0 || isData(text, start, end)) continue;
    const gap = lastEnd < 0 ? breakGap : gapBetween(text, lastEnd, start, "identifier", rules);
    list.push(start, end, number, gap);
    lastEnd = end;
  }
}

function readText(
  text: string,
  reader: WordReader,
  list: WordList,
  vocabulary: Vocabulary,
  rules: GapRules,
  place: Place,
  follows: boolean,
): void {
  let lastEnd = follows ? (list.ends[list.length - 1] as number) : -1;
  while (reader.next()) {
    const { start, end } = reader;
    if (startsAddress(text, end)) {
      reader.skipTo(endOfUrl(text, end));
      continue;
    }
    const number = vocabulary.find(reader.hash, text, start, end);
    if (number === 0 || isPossessive(text, start, end) || isData(text, start, end)) continue;
    const gap = lastEnd < 0 ? breakGap : gapBetween(text, lastEnd, start, place, rules);
    list.push(start, end, number, gap);
    lastEnd = end;
  }
}

const startsAddress = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 58 && text.startsWith("://", at);

/** An address names pages, not concepts. */
function endOfUrl(text: string, from: number): number {
  let at = from;
  while (at < text.length && !" \t\r\n\"'`<>)]}|".includes(text[at] as string)) at++;
  return at;
}

/** The `s` of `law's`, which belongs to the gap after it. */
function isPossessive(text: string, start: number, end: number): boolean {
  if (end - start !== 1 || start === 0) return false;
  const before = text.charCodeAt(start - 1);
  const letter = text.charCodeAt(start);
  return (before === 39 || before === 0x2019) && (letter === 115 || letter === 83);
}
