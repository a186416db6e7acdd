/** What `designwise.underline.enabled` underlines: terms in comments and prose, within what the editor shows. */
import type { Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { findTerms } from "../glossary/match.ts";
import type { TermIndex } from "../glossary/termIndex.ts";
import { isProse } from "./conceptAt.ts";
import { matchDocument } from "./documentRegions.ts";
import { maxScannedLength } from "./hover.ts";

export interface UnderlineDeps {
  readonly index: TermIndex;
  /** The term is not to be shown unasked. */
  quiet(termId: string): boolean;
}

export function underlines(document: TextDocument, visible: readonly Range[], deps: UnderlineDeps): Range[] {
  const text = document.getText();
  if (text.length > maxScannedLength) return [];
  const scanned = matchDocument(document);
  return visible.flatMap((range) => {
    const part = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return findTerms(scanned, deps.index, part)
      .filter((match) => isProse(match) && !deps.quiet(match.termId))
      .map(({ start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) }));
  });
}
