/** The insides of literals: where a string, a character and a regular expression end. */
import type { Place } from "../../content/types.ts";
import type { StringSyntax } from "../language.ts";
import { isWordCode } from "./standing.ts";

/** A hole of code in a string that is still open. */
export interface Hole {
  readonly string: StringSyntax;
  readonly close: string;
  readonly place: Place;
  /** Brackets that opened inside the hole. */
  depth: number;
  readonly openCode: number;
  readonly closeCode: number;
}

/** `start` is the first character of the line end (or the text's end), `next` the first after it. */
export function lineEndAt(text: string, from: number): { readonly start: number; readonly next: number } {
  const newline = text.indexOf("\n", from);
  if (newline < 0) return { start: text.length, next: text.length };
  const start = newline > from && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  return { start, next: newline + 1 };
}

/** `end`: after the closing, or after the line end that ends an unfinished string. */
export interface StringStep {
  readonly at: number;
  readonly stop: "end" | "hole" | "text";
}

export function stringStep(text: string, from: number, syntax: StringSyntax, close: string): StringStep {
  const escapeCode = syntax.escape?.charCodeAt(0) ?? -1;
  const closeCode = close.charCodeAt(0);
  const hole = syntax.interpolation;
  const holeCode = hole?.open.charCodeAt(0) ?? -1;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === holeCode && hole !== undefined && text.startsWith(hole.open, at)) {
      if (hole.open.length > 1 || text.charCodeAt(at + 1) !== holeCode)
        return { at: at + hole.open.length, stop: "hole" };
      at++;
    } else if (code === escapeCode) {
      at += text.charCodeAt(at + 1) === 13 && text.charCodeAt(at + 2) === 10 ? 2 : 1;
    } else if (code === closeCode && text.startsWith(close, at)) {
      const end = at + close.length;
      if (syntax.doubled !== true || !text.startsWith(close, end)) return { at: end, stop: "end" };
      at = end + close.length - 1;
    } else if (code === 10 && syntax.multiline !== true) {
      return { at: at + 1, stop: "end" };
    }
  }
  return { at: text.length, stop: "text" };
}

/** `'x'`, `'\n'`, `'\u{1F600}'`; -1 when the quote is none of them. */
export function endOfCharacter(text: string, at: number, syntax: StringSyntax, extra: string): number {
  if (extra.includes(syntax.open) && at > 0 && isWordCode(text.charCodeAt(at - 1), extra)) return -1;
  const inside = at + syntax.open.length;
  const first = text.codePointAt(inside);
  if (first === undefined || first === 10 || first === 13) return -1;
  if (syntax.escape !== undefined && text.startsWith(syntax.escape, inside)) {
    const found = text.slice(inside + 2, inside + 14).search(/['\n]/);
    const end = inside + 2 + found;
    return found >= 0 && text.startsWith(syntax.close, end) ? end + 1 : -1;
  }
  const end = inside + (first > 0xffff ? 2 : 1);
  return text.startsWith(syntax.close, end) ? end + syntax.close.length : -1;
}

const indentOf = (text: string, lineStart: number): number => {
  let at = lineStart;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
  return at - lineStart;
};

/** Start of the first line from `from` on that is neither blank nor indented more than the line of `at`. */
export function endOfIndented(text: string, at: number, from: number): number {
  const line = text.lastIndexOf("\n", at - 1) + 1;
  let outer = indentOf(text, line);
  // The key of a list's item stands in the column after its dash.
  while (line + outer < at && text.startsWith("- ", line + outer)) outer += 2;
  let lineStart = from;
  while (lineStart < text.length) {
    const indent = indentOf(text, lineStart);
    const first = text.charCodeAt(lineStart + indent);
    if (first !== 10 && first !== 13 && indent <= outer) return lineStart;
    lineStart = lineEndAt(text, lineStart).next;
  }
  return text.length;
}

/** After the first `close`; undefined when there is none. */
export function endOfPlain(text: string, from: number, close: string): number | undefined {
  const found = text.indexOf(close, from);
  return found < 0 ? undefined : found + close.length;
}

/** After the `close` that answers the opening before `from`. Read once, character by character, to stay linear. */
export function endOfNested(text: string, from: number, open: string, close: string): number | undefined {
  let level = 1;
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(close, at)) {
      at += close.length - 1;
      if (--level === 0) return at + 1;
    } else if (text.startsWith(open, at)) {
      at += open.length - 1;
      level++;
    }
  }
  return undefined;
}

/** Generated classes of Unicode characters take some thousands. */
const maxRegexLength = 20_000;

const beforeRegex =
  /(?:^|[\n(,=:[!&|?{};+*%~^]|=>|\b(?:return|typeof|case|in|of|delete|void|throw|new|do|else|await|yield|if|unless|when|and|or|not|split))\s*$/;

/** Whether a `/` at `at` can open a regular expression, and does not divide or close a tag. */
export function mayBeRegex(text: string, at: number): boolean {
  const next = text[at + 1];
  if (next === ">" || next === " " || next === "=" || next === undefined) return false;
  return beforeRegex.test(text.slice(Math.max(0, at - 40), at));
}

/** The end with flags; when there is none on the line, minus the offset up to which that is known. */
export function endOfRegex(text: string, at: number): number {
  let inClass = false;
  const limit = Math.min(text.length, at + maxRegexLength);
  for (let index = at + 1; index < limit; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || code === 13) return -index;
    if (code === 92) index++;
    else if (code === 91) inClass = true;
    else if (code === 93) inClass = false;
    else if (code === 47 && !inClass) {
      let end = index + 1;
      while (isWordCode(text.charCodeAt(end), "")) end++;
      return end;
    }
  }
  return -limit;
}
