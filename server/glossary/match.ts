/**
 * Finds terms in a text, a part of it, or the one at an offset. All agree: what `termAt` finds, `findTerms` lists, and a part
 * is read with as much around it as may matter.
 */
import { isForeignText } from "./foreignText.ts";
import { digit, kindOf, lower, mark, other, upper } from "./letters.ts";
import { type Match, type MatchDocument, Matcher } from "./matcher.ts";
import { maxSurroundings, passageLength, repeatLength } from "./surroundings.ts";
import type { TermIndex } from "./termIndex.ts";

export type { Match, MatchDocument } from "./matcher.ts";

/** Half-open range of UTF-16 offsets. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Every match that touches the range (the whole text when absent), by start; none lies inside another. */
export function findTerms(document: MatchDocument, index: TermIndex, range?: TextRange): Match[] {
  const { text } = document;
  if (range === undefined) return matches(document, index, 0, text.length);
  const from = wordBoundary(text, range.start - reach, -1);
  const to = wordBoundary(text, range.end + reach, 1);
  return matches(document, index, from, to).filter(
    ({ start, end }) => start < range.end && end > range.start,
  );
}

/**
 * The match under `offset`, the longest when several overlap there. Right after a match counts as on it when nothing
 * follows that could be meant instead. At the start of an identifier, where a search or a jump leaves the cursor, the whole
 * name is meant: `withTimeout` is about a timeout.
 */
export function termAt(document: MatchDocument, offset: number, index: TermIndex): Match | undefined {
  const name = identifierAround(document.text, offset);
  const around = findTerms(document, index, { start: name.start - 1, end: name.end + 1 });
  const on = around.filter(({ start, end }) => start <= offset && offset < end);
  if (on.length > 0) return longest(on);
  const next = document.text.charCodeAt(offset);
  const free = Number.isNaN(next) || kindOf(next) === other;
  const behind = free ? around.filter(({ end }) => end === offset) : [];
  if (behind.length > 0) return longest(behind);
  if (offset !== name.start) return undefined;
  return longest(around.filter(({ start, end }) => start >= name.start && end <= name.end));
}

/** Of several as long, the last: it is the noun of most names. */
const longest = (matches: readonly Match[]): Match | undefined =>
  matches.reduce<Match | undefined>(
    (best, each) => (best !== undefined && each.end - each.start < best.end - best.start ? best : each),
    undefined,
  );

/** The letters, digits and underscores around an offset. */
function identifierAround(text: string, offset: number): TextRange {
  let start = offset;
  let end = offset;
  while (start > 0 && offset - start < maxWordLength && isInName(text.charCodeAt(start - 1))) start--;
  while (end < text.length && end - offset < maxWordLength && isInName(text.charCodeAt(end))) end++;
  return { start, end };
}

const nameKinds: readonly number[] = [lower, upper, digit, mark];
const isInName = (code: number): boolean => code === 95 || nameKinds.includes(kindOf(code));

/** Longest match, the name that bears it out and the surroundings of that: what lies farther away cannot matter. */
const reach = repeatLength + Math.max(2 * maxSurroundings, passageLength) + 400;
/** Words longer than this are data, and may be cut. */
const maxWordLength = 300;

/** The nearest place, going outward, where no word is cut. */
function wordBoundary(text: string, near: number, step: 1 | -1): number {
  let at = Math.min(text.length, Math.max(0, near));
  for (let moved = 0; moved < maxWordLength && at > 0 && at < text.length; moved++) {
    if (text.charCodeAt(at) <= 32 || text.charCodeAt(at - 1) <= 32) break;
    at += step;
  }
  const cutsPair = at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  return cutsPair ? at - 1 : at;
}

function matches(document: MatchDocument, index: TermIndex, from: number, to: number): Match[] {
  if (document.file !== undefined && isForeignText(document.file)) return [];
  return new Matcher(document, index, from, to).run();
}
