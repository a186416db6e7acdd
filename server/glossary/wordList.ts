/**
 * The words of a text that some term cares about, in order, as parallel arrays. All other words are left out: they show
 * only as a gap that no phrase can cross.
 */
import type { Place } from "../content/types.ts";
import { placeKinds, type Regions, regionEnd, regionIndexAt } from "../languages/regions.ts";
import { breakGap, type GapRules, gapBetween } from "./gap.ts";
import { kindOf, other } from "./letters.ts";
import { wordSize } from "./runMemory.ts";
import { RunReader } from "./runReader.ts";
import type { Vocabulary } from "./vocabulary.ts";

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
  pushAll(words: ArrayLike<number>, from: number, to: number, start: number, place: number): void {
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

  placeOf(index: number): Place {
    return placeKinds[this.places[index] as number] as Place;
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

/** One of each for all texts, since no two are read at once: they keep the memory of the last. */
const reader = new RunReader();
const list = new WordList();

/** Reads `from`…`to`, which must not cut a word. The list is valid until the next call. */
export function readWords(
  text: string,
  regions: Regions,
  from: number,
  to: number,
  vocabulary: Vocabulary,
  rules: GapRules,
): WordList {
  list.begin(text, rules);
  reader.load(text, from, to);
  for (let index = regionIndexAt(regions, from); index < regions.starts.length; index++) {
    const start = Math.max(from, regions.starts[index] as number);
    if (start >= to) break;
    reader.open(start, Math.min(to, regionEnd(regions, index)));
    readRegion(text, vocabulary, regions.kinds[index] as number);
  }
  return list;
}

const colon = 58;

function readRegion(text: string, vocabulary: Vocabulary, place: number): void {
  const { runs } = vocabulary;
  const { pool } = runs;
  while (reader.next()) {
    const { start, end } = reader;
    if (reader.following === colon && text.startsWith("://", end)) {
      reader.skipTo(endOfHost(text, end + 3));
      if (isWebScheme(text, start, end)) continue;
    }
    if (isPossessive(text, start, end)) continue;
    if (!reader.isPlain) {
      pushWords(wordsOfRun(text, start, end, vocabulary), start, place);
      continue;
    }
    let at = runs.find(reader.hash, reader.check);
    if (at === 0) at = runs.add(reader.hash, reader.check, wordsOfRun(text, start, end, vocabulary));
    list.pushAll(pool, at + 1, pool[at] as number, start, place);
  }
}

/** Adds the words of a run that begins at `start`, as `RunMemory` keeps them. */
function pushWords(words: readonly number[], start: number, place: number): void {
  list.pushAll(words, 0, words.length, start, place);
}

/** The words that some term cares about, as `RunMemory` keeps them. What they are may only depend on the run itself. */
function wordsOfRun(text: string, start: number, end: number, vocabulary: Vocabulary): number[] {
  const { words } = reader;
  const found: number[] = [];
  words.open(start, end);
  while (words.next()) {
    const number = vocabulary.find(words.hash, words.check);
    if (number !== 0 && !isPossessive(text, words.start, words.end))
      found.push(words.start - start, words.end - start, number);
  }
  return found;
}

/** Hosts are names of their own (`cdn.example.com`, `microservices.io`); what an address is about stands in its path. */
function endOfHost(text: string, from: number): number {
  let at = from;
  while (at < text.length && !" \t\r\n\"'`<>()[]{}|/?#".includes(text[at] as string)) at++;
  return at;
}

/** `tcp://` says what is spoken, `https://` stands before every link. */
const isWebScheme = (text: string, start: number, end: number): boolean =>
  /^https?$/i.test(text.slice(start, end));

/** The `s` of `law's`, which belongs to the gap after it; not the one of `'S3'`. */
function isPossessive(text: string, start: number, end: number): boolean {
  if (end - start !== 1 || start === 0) return false;
  const letter = text.charCodeAt(start);
  if (letter !== 115 && letter !== 83) return false;
  const before = text.charCodeAt(start - 1);
  if (before !== 39 && before !== 0x2019) return false;
  return end === text.length || kindOf(text.charCodeAt(end)) === other;
}
