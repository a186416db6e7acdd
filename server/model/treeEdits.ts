/** Text edits, told to the syntax tree. */
import { Edit, type Point, type Tree } from "web-tree-sitter";

/** One replacement, in UTF-16 offsets of the text just before it. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * The text as the parser sees it, unit for unit: grammars know neither a byte order mark nor a lone carriage return as
 * a line end (editors do), so they see a space and a line feed there.
 */
export function forParser(text: string): string {
  const marked = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  return marked.includes("\r") ? marked.replace(/\r(?!\n)/g, "\n") : marked;
}

/**
 * Applies the edits to the tree. False when they do not lead from the old text to the new one: the tree is then of no
 * use, and parsing afresh is right whatever the caller did.
 */
export function editTree(tree: Tree, oldText: string, edits: readonly TextEdit[], newText: string): boolean {
  let text = oldText;
  for (const { start, end, newText: inserted } of edits) {
    if (!(start >= 0 && start <= end && end <= text.length)) return false;
    const edited = text.slice(0, start) + inserted + text.slice(end);
    // A carriage return looks different to the parser with and without a line feed after it: widen by one unit.
    const from = start > 0 && text.charCodeAt(start - 1) === 13 ? start - 1 : start;
    const newEnd = start + inserted.length;
    tree.edit(
      new Edit({
        startIndex: from,
        oldEndIndex: end,
        newEndIndex: newEnd,
        startPosition: pointAt(text, from),
        oldEndPosition: pointAt(text, end),
        newEndPosition: pointAt(edited, newEnd),
      }),
    );
    text = edited;
  }
  return text === newText;
}

/** Tree-sitter's own rows: the parser's text has a line feed where ours has a lone carriage return. */
function pointAt(text: string, offset: number): Point {
  let row = 0;
  let lineStart = 0;
  const carriageReturns = text.includes("\r");
  for (
    let at = nextBreak(text, 0, carriageReturns);
    at >= 0 && at < offset;
    at = nextBreak(text, at + 1, carriageReturns)
  ) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}

function nextBreak(text: string, from: number, carriageReturns: boolean): number {
  const feed = text.indexOf("\n", from);
  if (!carriageReturns) return feed;
  const end = feed < 0 ? text.length : feed;
  for (let at = text.indexOf("\r", from); at >= 0 && at < end; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) !== 10) return at;
  }
  return feed;
}
