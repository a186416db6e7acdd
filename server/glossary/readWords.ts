/**
 * Reads a text into a `WordList`, run by run: what a run holds is mostly remembered (`runMemory.ts`). Hosts of addresses and
 * the `s` of possessives are no words.
 */
import { type Regions, regionEnd, regionIndexAt } from "../languages/regions.ts";
import type { GapRules } from "./gap.ts";
import { kindOf, other } from "./letters.ts";
import { headSize, wordSize } from "./runMemory.ts";
import { RunReader } from "./runReader.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { WordList } from "./wordList.ts";

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
      const length = cutRun(text, start, end, vocabulary);
      list.pushAll(cut, 0, length, start, place);
      continue;
    }
    let at = runs.find(reader.hash, reader.check);
    if (at === 0) {
      const length = cutRun(text, start, end, vocabulary);
      at = runs.add(reader.hash, reader.check, cut, length);
    }
    list.pushAll(pool, at + headSize, pool[at + 1] as number, start, place);
  }
}

/** Words of the run that was cut last, as `RunMemory` keeps them. One array for all runs. */
let cut = new Int32Array(wordSize * 128);

/**
 * Fills `cut` with the words that some term cares about, and returns how many of its numbers they take. What they are may only
 * depend on the run itself.
 */
function cutRun(text: string, start: number, end: number, vocabulary: Vocabulary): number {
  const { words } = reader;
  let length = 0;
  words.open(start, end);
  while (words.next()) {
    const number = vocabulary.find(words.hash, words.check);
    if (number === 0 || isPossessive(text, words.start, words.end)) continue;
    if (length === cut.length) cut = enlarged(cut);
    cut[length] = words.start - start;
    cut[length + 1] = words.end - start;
    cut[length + 2] = number;
    length += wordSize;
  }
  return length;
}

function enlarged(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
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
