/**
 * The words of a text that some term cares about, in order, as parallel arrays. All other words are left out: they show
 * only as a gap that no phrase can cross.
 */
import type { Place } from "../content/types.ts";
import { type Regions, regionEnd, regionIndexAt } from "../languages/regions.ts";
import { breakGap, type GapRules, gapBetween } from "./gap.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { WordReader } from "./wordReader.ts";

const placeOrder: readonly Place[] = ["identifier", "comment", "string", "prose"];

export class WordList {
  length = 0;
  starts: Int32Array;
  ends: Int32Array;
  numbers: Int32Array;
  /** Kind of place of each word, as an index into `placeOrder`. */
  private places: Uint8Array;

  constructor(
    private readonly text: string,
    private readonly rules: GapRules,
    capacity: number,
  ) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.numbers = new Int32Array(capacity);
    this.places = new Uint8Array(capacity);
  }

  push(start: number, end: number, number: number, place: number): void {
    const index = this.length++;
    if (index === this.starts.length) this.grow();
    this.starts[index] = start;
    this.ends[index] = end;
    this.numbers[index] = number;
    this.places[index] = place;
  }

  /**
   * What stands between a word and the one before it in this list: see `gap.ts`. Not kept, since few words are ever asked
   * for it: only those that may continue a phrase.
   */
  gapBefore(index: number): number {
    const place = this.places[index] as number;
    if (index === 0 || this.places[index - 1] !== place) return breakGap;
    const from = this.ends[index - 1] as number;
    return gapBetween(this.text, from, this.starts[index] as number, placeOrder[place] as Place, this.rules);
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
    this.places = grown(new Uint8Array(capacity), this.places);
  }
}

/** One for all texts, since no two are read at once: it keeps the memory of the last. */
const reader = new WordReader();

/** Reads `from`…`to`, which must not cut a word. */
export function readWords(
  text: string,
  regions: Regions,
  from: number,
  to: number,
  vocabulary: Vocabulary,
  rules: GapRules,
): WordList {
  const list = new WordList(text, rules, Math.max(64, (to - from) >> 3));
  reader.load(text, from, to);
  for (let index = regionIndexAt(regions, from); index < regions.starts.length; index++) {
    const start = Math.max(from, regions.starts[index] as number);
    if (start >= to) break;
    reader.open(start, Math.min(to, regionEnd(regions, index)));
    readRegion(text, list, vocabulary, placeOrder.indexOf(regions.places[index] as Place));
  }
  return list;
}

const colon = 58;

function readRegion(text: string, list: WordList, vocabulary: Vocabulary, place: number): void {
  while (reader.next()) {
    const { start, end } = reader;
    if (reader.following === colon && text.startsWith("://", end)) {
      reader.skipTo(endOfHost(text, end + 3));
      if (isWebScheme(text, start, end)) continue;
    }
    const number = vocabulary.find(reader.hash, reader.check);
    if (number !== 0 && !isPossessive(text, start, end)) list.push(start, end, number, place);
  }
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

/** The `s` of `law's`, which belongs to the gap after it. */
function isPossessive(text: string, start: number, end: number): boolean {
  if (end - start !== 1 || start === 0) return false;
  const before = text.charCodeAt(start - 1);
  const letter = text.charCodeAt(start);
  return (before === 39 || before === 0x2019) && (letter === 115 || letter === 83);
}
