/**
 * Edits that write an argument or an entry into a call, in the layout that is there: on the same line, or on a line of
 * its own with the indentation of its neighbour and the trailing comma kept.
 */
import type { Call, Span } from "../model/codeModel.ts";
import type { ObjectExpression } from "./options.ts";
import type { Edit } from "./rule.ts";

/** Adds an argument after the last one. */
export function addArgument(text: string, call: Call, argument: string): Edit {
  const last = call.arguments.at(-1);
  if (last === undefined) return { span: call.argumentsSpan, newText: argument };
  return after(text, last.span, call.argumentsSpan.end, argument);
}

/** Adds `key: value` as last entry of an object literal. */
export function addEntry(text: string, object: ObjectExpression, entry: string): Edit {
  const last = object.entries.at(-1);
  if (last === undefined) return { span: object.span, newText: `{ ${entry} }` };
  return after(text, last.span, object.span.end, entry);
}

function after(text: string, last: Span, end: number, inserted: string): Edit {
  const tail = text.slice(last.end, end);
  const newline = /\r?\n/.exec(tail)?.[0];
  const separator = newline === undefined ? " " : newline + indentationAt(text, last.start);
  return { span: { start: last.end, end: last.end }, newText: `,${separator}${inserted}` };
}

/** The white space that begins the line on which `offset` stands. */
export function indentationAt(text: string, offset: number): string {
  const lineStart = lineStartOf(text, offset);
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

/** Looks no further than the line itself, whose file may be long and without a single CR. */
export function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text, start - 1)) start--;
  return start;
}

export function lineEndOf(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text, end)) end++;
  return end;
}

function isLineBreak(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
}
