/**
 * A text beside itself with everything but code blotted out, at the same offsets: brackets and words can then be looked
 * for plainly, and none of them stands in a comment or string.
 */
import type { Place } from "../../content/types.ts";
import {
  placeAt,
  type Regions,
  regionEnd,
  regionPlace,
  scanRegions,
  syntaxOf,
  unknownSyntax,
} from "../../languages/regions.ts";

export interface CodeText {
  readonly text: string;
  /** Comments are spaces, strings are `_` (they are operands); line ends stay. As long as `text`. */
  readonly code: string;
  placeAt(offset: number): Place;
}

export function readCode(text: string, languageId: string): CodeText {
  const regions = scanRegions(text, syntaxOf(languageId) ?? unknownSyntax);
  // No language of ours knows the first line of a script, which is the system's.
  const code = blotOut(text, regions).replace(/^#!.*/, (line) => " ".repeat(line.length));
  return { text, code, placeAt: (offset) => placeAt(regions, offset) };
}

function blotOut(text: string, regions: Regions): string {
  return Array.from(regions.starts, (start, index) => {
    const part = text.slice(start, regionEnd(regions, index));
    const place = regionPlace(regions, index);
    if (place === "identifier") return part;
    return part.replace(/[^\r\n]/g, place === "string" ? "_" : " ");
  }).join("");
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  // Searched from -1, a line end at 0 would be found.
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** Offset just before the line end. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  if (newline === -1) return text.length;
  return text[newline - 1] === "\r" && newline - 1 >= offset ? newline - 1 : newline;
}

/** Offset of the first character of the next line; the text's end for the last line. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline === -1 ? text.length : newline + 1;
}

/** The line that holds `offset`, without its line end. */
export function lineAt(text: string, offset: number): string {
  return text.slice(lineStart(text, offset), lineEnd(text, offset));
}
