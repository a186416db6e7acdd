/**
 * Positions in a test are written into its text, so that nobody counts columns: `«|»` is a cursor, `«words»` a range.
 * Both are taken out before the text is used. The marks are characters that no language here needs.
 */
import { TextDocument } from "vscode-languageserver-textdocument";

export interface MarkedRange {
  readonly start: number;
  readonly end: number;
}

export interface MarkedSource {
  /** The source without its marks. */
  readonly text: string;
  /** UTF-16 offsets of `«|»`, in order. */
  readonly cursors: readonly number[];
  /** UTF-16 offsets of `«words»`, by their start. A range may hold cursors and other ranges. */
  readonly ranges: readonly MarkedRange[];
}

/** Takes the marks out of a source. Throws on a mark that is not closed or not opened: the test itself is wrong then. */
export function parseMarked(source: string): MarkedSource {
  let text = "";
  const cursors: number[] = [];
  const ranges: MarkedRange[] = [];
  const open: number[] = [];
  for (let at = 0; at < source.length; at++) {
    if (source.startsWith("«|»", at)) {
      cursors.push(text.length);
      at += 2;
    } else if (source[at] === "«") {
      open.push(text.length);
    } else if (source[at] === "»") {
      const start = open.pop();
      if (start === undefined) throw new Error(`» without « at ${at} of the marked source`);
      ranges.push({ start, end: text.length });
    } else {
      text += source[at];
    }
  }
  if (open.length > 0) throw new Error("« without » in the marked source");
  ranges.sort((a, b) => a.start - b.start || b.end - a.end);
  return { text, cursors, ranges };
}

/** The one cursor of a marked source. */
export function onlyCursor(marked: MarkedSource): number {
  const [cursor, ...others] = marked.cursors;
  if (cursor === undefined || others.length > 0)
    throw new Error(`${marked.cursors.length} cursors, expected one`);
  return cursor;
}

export interface MarkedDocument extends MarkedSource {
  readonly document: TextDocument;
}

/** A marked source as an open document. The URI matters only to tests that look at paths. */
export function markedDocument(
  source: string,
  languageId: string,
  uri = `file:///work/${languageId}/sample`,
): MarkedDocument {
  const marked = parseMarked(source);
  return { ...marked, document: TextDocument.create(uri, languageId, 1, marked.text) };
}
