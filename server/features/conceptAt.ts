/**
 * The concept under the cursor where F12, Shift+F12 and highlights are ours to answer: in comments, Markdown and plain
 * text. In identifiers and strings these keys belong to the language, and two answers would be worse than one.
 */
import type { Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Match } from "../glossary/match.ts";
import type { TermIndex } from "../glossary/termIndex.ts";
import { matchAt } from "./hover.ts";

export function conceptAt(document: TextDocument, position: Position, index: TermIndex): Match | undefined {
  const match = matchAt(document, document.offsetAt(position), index);
  return match !== undefined && isProse(match) ? match : undefined;
}

/** Words for people: neither code nor data. */
export const isProse = ({ place }: Pick<Match, "place">): boolean => place === "comment" || place === "prose";
