/**
 * `textDocument/hover`: the term under the cursor, with the range of its own words, or from the cursor on when they begin
 * behind it. Works on any text of any language; nothing is parsed. Nothing is returned where no term is certain.
 */
import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Term } from "../content/types.ts";
import { type Match, type MatchDocument, termAt } from "../glossary/match.ts";
import type { TermIndex } from "../glossary/termIndex.ts";
import { matchDocument } from "./documentRegions.ts";
import { type CardDeps, termCard } from "./termCard.ts";

export interface HoverDeps extends CardDeps {
  readonly index: TermIndex;
  /** The term is not to be shown unasked. */
  quiet?(term: Term): boolean;
}

/** Larger texts are scanned around the cursor only: a hover must not wait for 20 MB. */
export const maxScannedLength = 2_000_000;
/** UTF-16 units before and behind the cursor that are scanned then. */
const windowLength = 200_000;

export function hover(document: TextDocument, position: Position, deps: HoverDeps): Hover | undefined {
  const offset = document.offsetAt(position);
  const match = matchAt(document, offset, deps.index);
  const term = match && deps.term(match.termId);
  if (match === undefined || term === undefined || deps.quiet?.(term) === true) return undefined;
  return {
    contents: {
      kind: deps.markdown ? MarkupKind.Markdown : MarkupKind.PlainText,
      value: termCard(term, deps),
    },
    range: { start: document.positionAt(Math.min(match.start, offset)), end: document.positionAt(match.end) },
  };
}

/** The match at an offset of an open document. */
export function matchAt(document: TextDocument, offset: number, index: TermIndex): Match | undefined {
  const text = document.getText();
  if (text.length <= maxScannedLength) {
    return termAt(matchDocument(document), offset, index);
  }
  const { part, start } = windowAround(text, document.languageId, offset);
  const match = termAt(part, offset - start, index);
  return match && { ...match, start: match.start + start, end: match.end + start };
}

/**
 * A part of a large text that begins at a line. What a comment or string above it left open is not known; the next line
 * end or closing mark puts that right.
 */
function windowAround(
  text: string,
  languageId: string,
  offset: number,
): { readonly part: MatchDocument; readonly start: number } {
  const near = Math.max(0, offset - windowLength);
  const lineEnd = near === 0 ? -1 : text.slice(near, offset).indexOf("\n");
  const start = near === 0 || lineEnd < 0 ? near : near + lineEnd + 1;
  return { part: { text: text.slice(start, offset + windowLength), languageId }, start };
}
