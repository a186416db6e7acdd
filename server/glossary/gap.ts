/**
 * What stands between two words decides whether they may be words of one phrase. A phrase never joins across the
 * punctuation of code (`x/rate/limiter`, `rate(limiter)`), but it may wrap over lines of a comment.
 */
import type { Place } from "../content/types.ts";

/** Nothing: parts of one identifier (`rateLimiter`). */
export const noGap = 0;
/** `_` or `-`. */
export const tightGap = 1;
/** White space, perhaps over a line end. */
export const looseGap = 2;
/** Anything else; a phrase cannot cross it. Values between are one symbol's ASCII code: `N+1`, `SSL/TLS`, `2.0`. */
export const breakGap = 255;

const symbols = "+/.&#:*";
const dot = 46;
const hyphen = 45;
const maxSpaces = 3;
const maxGapLength = 120;

/** What a gap may look like in a text of some language. */
export interface GapRules {
  /** The language writes identifiers with hyphens. */
  readonly hyphenated: boolean;
  /** Its keywords may be several words with spaces between. */
  readonly spaced: boolean;
  readonly lineComments: readonly string[];
  /** Code in it is quoted by prose, and may be an address: the target of a Markdown link. Words are joined there as in prose. */
  readonly prose: boolean;
}

/** Kind of the gap `from`…`to`, both in the same place. */
export function gapBetween(text: string, from: number, to: number, place: Place, rules: GapRules): number {
  const length = to - from;
  if (length === 0) return noGap;
  if (length > maxGapLength) return breakGap;
  if (place === "identifier") return gapInIdentifier(text, from, to, rules);
  const first = text.charCodeAt(from);
  if (length === 1) {
    if (first === 32 || first === 9 || first === 10 || first === 0xa0) return looseGap;
    if (isHyphen(first) || first === 95) return tightGap;
    return symbols.includes(text[from] as string) ? first : breakGap;
  }
  // What ends a word is part of it: `B+ tree`, `*rate* limiter`.
  if (length === 2 && isSuffix(first) && isBlank(text.charCodeAt(from + 1))) return looseGap;
  return gapInText(text, afterPossessive(text, from, to), to, place, rules);
}

function gapInIdentifier(text: string, from: number, to: number, rules: GapRules): number {
  const { hyphenated, spaced, prose } = rules;
  // What prose puts between backticks or in a fence is as often a phrase, a message or a comment as it is code.
  if ((spaced || prose) && to - from <= maxSpaces && skipBlanks(text, from, to) === to) return looseGap;
  // Only names that have the dot themselves may go over it: `JSON.parse`.
  if (to - from === 1 && text.charCodeAt(from) === dot) return dot;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code !== 95 && !(code === hyphen && (hyphenated || prose))) return breakGap;
  }
  return to - from <= 2 ? tightGap : breakGap;
}

/** ASCII and typographic hyphens, and the dash that joins two names. */
const isHyphen = (code: number): boolean => code === 45 || (code >= 0x2010 && code <= 0x2013);

/** `+` and `*`. */
const isSuffix = (code: number): boolean => code === 43 || code === 42;

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 0xa0;

/** `Little's law`, `caches' keys`. */
function afterPossessive(text: string, from: number, to: number): number {
  const code = text.charCodeAt(from);
  if (code !== 39 && code !== 0x2019) return from;
  const letter = text.charCodeAt(from + 1);
  return Math.min(to, letter === 115 || letter === 83 ? from + 2 : from + 1);
}

function gapInText(text: string, from: number, to: number, place: Place, rules: GapRules): number {
  let at = skipBlanks(text, from, to);
  if (at === to) return at - from <= maxSpaces ? looseGap : breakGap;
  // A hyphen is part of the phrase only at a line end; elsewhere it would be a dash.
  if (at === from && isHyphen(text.charCodeAt(at))) at = skipBlanks(text, at + 1, to);
  if (text.charCodeAt(at) === 13) at++;
  if (text.charCodeAt(at) !== 10) return breakGap;
  at = skipBlanks(text, at + 1, to);
  if (at < to && place !== "string")
    at = skipBlanks(text, afterLeader(text, at, place, rules.lineComments), to);
  return at === to ? looseGap : breakGap;
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** What begins a line of a comment or a quotation: `//`, `///`, `#`, ` *`, `>`. */
function afterLeader(text: string, at: number, place: Place, lineComments: readonly string[]): number {
  if (place === "prose") return text[at] === ">" ? at + 1 : at;
  const leader = lineComments.find((open) => text.startsWith(open, at));
  if (leader === undefined) return text[at] === "*" && text[at + 1] !== "/" ? at + 1 : at;
  let end = at + leader.length;
  while (text[end] === leader.at(-1) || text[end] === "!") end++;
  return end;
}
