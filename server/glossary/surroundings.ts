/**
 * The text that counts as near a word: the line of code, the whole comment, the sentence. Evidence is looked for there
 * and nowhere else, so this decides how far apart two words may stand and still speak of one thing.
 */
import type { Place } from "../content/types.ts";
import { type Regions, regionIndexAt, regionPlace } from "../languages/regions.ts";

export interface Surroundings {
  readonly from: number;
  readonly to: number;
}

export const isCode = (place: Place): boolean => place === "identifier" || place === "string";

/** UTF-16 units on either side: a limit for minified lines, long comments and sentences without an end. */
export const maxSurroundings = 400;

/** UTF-16 units on either side in which words support each other: in code, the lines before and after. */
export const linesLength = 200;
/** UTF-16 units on either side in which a single word may support a name: farther away it may stand by chance. */
export const closeLength = (place: Place): number => (isCode(place) ? 24 : 60);
/** UTF-16 units on either side that speak of the same matter: some thirty lines of code. */
export const passageLength = 1200;
/** UTF-16 units on either side in which names of one term bear each other out. */
export const repeatLength = 300;

const lineFeed = 10;

export function surroundings(
  text: string,
  regions: Regions,
  place: Place,
  start: number,
  end: number,
): Surroundings {
  const from = Math.max(0, start - maxSurroundings);
  const to = Math.min(text.length, end + maxSurroundings);
  if (place === "comment") return commentAround(text, regions, start, end, from, to);
  if (place === "prose") return sentenceAround(text, start, end, from, to);
  return lineAround(text, start, end, from, to);
}

/** Within the limits only: a minified file is one line. */
function lineAround(text: string, start: number, end: number, from: number, to: number): Surroundings {
  let lineStart = start;
  while (lineStart > from && text.charCodeAt(lineStart - 1) !== lineFeed) lineStart--;
  let lineEnd = end;
  while (lineEnd < to && text.charCodeAt(lineEnd) !== lineFeed) lineEnd++;
  return { from: lineStart, to: lineEnd };
}

/** The comment with those above and below it, as long as no code and no empty line lies between. */
function commentAround(
  text: string,
  regions: Regions,
  start: number,
  end: number,
  from: number,
  to: number,
): Surroundings {
  const { starts } = regions;
  let first = regionIndexAt(regions, start);
  while ((starts[first] as number) > from && first > 1 && joinsComments(text, regions, first - 1)) first -= 2;
  let last = regionIndexAt(regions, end - 1);
  while ((starts[last + 1] ?? text.length) < to && joinsComments(text, regions, last + 1)) last += 2;
  return {
    from: Math.max(from, starts[first] as number),
    to: Math.min(to, starts[last + 1] ?? text.length),
  };
}

/**
 * Whether the region lies between two comments that are one. A line comment owns its line end, a block comment does not:
 * either way one line end may lie between, not two.
 */
function joinsComments(text: string, regions: Regions, index: number): boolean {
  const isComment = (each: number): boolean => regionPlace(regions, each) === "comment";
  if (regionPlace(regions, index) !== "identifier" || !isComment(index - 1) || !isComment(index + 1))
    return false;
  const { starts } = regions;
  const start = (starts[index] as number) - 1;
  const end = starts[index + 1] as number;
  return end - start <= maxSurroundings && /^(?:\n|[^\n]\r?\n?)[ \t]*$/.test(text.slice(start, end));
}

const sentenceEnd = /[.!?][)"'”*_]*(?=\s)|\n[ \t]*\r?\n/g;

function sentenceAround(text: string, start: number, end: number, from: number, to: number): Surroundings {
  let sentenceStart = from;
  for (const match of text.slice(from, start).matchAll(sentenceEnd)) {
    sentenceStart = from + match.index + match[0].length;
  }
  const after = text.slice(end, to).search(sentenceEnd);
  return { from: sentenceStart, to: after < 0 ? to : end + after };
}
