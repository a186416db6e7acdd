/** What adding imports comes to, for every language: insertions, and where declarations may begin. */
import { type CodeText, lineEnd, nextLine } from "./codeText.ts";

export interface ImportInsertion {
  readonly offset: number;
  /** With LF line ends. */
  readonly newText: string;
}

export interface ImportPlan {
  /** Ascending, no two at one offset. */
  readonly insertions: readonly ImportInsertion[];
  /** Declarations stand at or behind this offset. */
  readonly headerEnd: number;
}

/** Where whole lines of imports go. */
export interface HeaderPlace {
  /** End of the last header line; 0 when nothing stands before the imports. */
  readonly offset: number;
  /** What ends at `offset`. */
  readonly follows: "nothing" | "imports" | "other";
}

/** Inserts whole lines, set off by blank lines from whatever is no import. */
export function insertLines(text: string, place: HeaderPlace, lines: readonly string[]): ImportInsertion[] {
  if (lines.length === 0) return [];
  const block = lines.join("\n");
  if (place.follows === "imports") return [{ offset: place.offset, newText: `\n${block}` }];
  if (place.follows === "nothing") {
    const gap = isBlankLine(text, 0) ? "" : "\n";
    return [{ offset: 0, newText: text === "" ? block : `${block}\n${gap}` }];
  }
  const next = nextLine(text, place.offset);
  const gap = next >= text.length || isBlankLine(text, next) ? "" : "\n";
  return [{ offset: place.offset, newText: `\n\n${block}${gap}` }];
}

/** Declarations begin on the line after the header. */
export function headerEndOf(text: string, place: HeaderPlace): number {
  return place.follows === "nothing" ? 0 : nextLine(text, place.offset);
}

function isBlankLine(text: string, start: number): boolean {
  return text.slice(start, lineEnd(text, start)).trim() === "";
}

/** A licence or a `#!` on top stays on top; a comment right before a declaration is that declaration's. */
export function topComment({ text, code }: CodeText): HeaderPlace {
  const script = text.startsWith("#!") ? lineEnd(text, 0) : 0;
  let end = script;
  let at = script === 0 ? 0 : nextLine(text, 0);
  while (at < text.length && !isBlankLine(text, at) && isBlankLine(code, at)) {
    end = lineEnd(text, at);
    at = nextLine(text, at);
  }
  const offset = isBlankLine(text, at) ? end : script;
  return offset > 0 ? { offset, follows: "other" } : { offset: 0, follows: "nothing" };
}
