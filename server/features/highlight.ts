/** `textDocument/documentHighlight` of a concept in comments and prose: all its uses in the document, code included. */
import { type DocumentHighlight, DocumentHighlightKind, type Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { TermIndex } from "../glossary/termIndex.ts";
import { conceptAt } from "./conceptAt.ts";
import { matchDocument } from "./documentRegions.ts";
import { maxScannedLength } from "./hover.ts";
import { usesIn } from "./references.ts";

export function highlight(
  document: TextDocument,
  position: Position,
  index: TermIndex,
): DocumentHighlight[] | undefined {
  const concept = conceptAt(document, position, index);
  const text = document.getText();
  // Asked with every step of the cursor: a text of that size would make each one slow.
  if (concept === undefined || text.length > maxScannedLength) return undefined;
  const uses = usesIn(matchDocument(document), concept.termId, index);
  return uses.map((range) => ({ range, kind: DocumentHighlightKind.Text }));
}
