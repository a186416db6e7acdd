/** `textDocument/definition` of a concept in comments and prose: the page of its term. */
import type { Location, LocationLink, Position, Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { TermIndex } from "../glossary/termIndex.ts";
import { conceptAt } from "./conceptAt.ts";
import { termUri } from "./termDocument.ts";

export interface DefinitionDeps {
  readonly index: TermIndex;
  /** The client takes links, which say how many words lead away; else a plain location. */
  readonly links: boolean;
}

/** A page is read from its top. */
const top: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function definition(
  document: TextDocument,
  position: Position,
  deps: DefinitionDeps,
): LocationLink[] | Location | undefined {
  const concept = conceptAt(document, position, deps.index);
  if (concept === undefined) return undefined;
  const uri = termUri(concept.termId);
  // From the page itself there is nowhere to go.
  if (uri === document.uri) return undefined;
  if (!deps.links) return { uri, range: top };
  const originSelectionRange = {
    start: document.positionAt(concept.start),
    end: document.positionAt(concept.end),
  };
  return [{ originSelectionRange, targetUri: uri, targetRange: top, targetSelectionRange: top }];
}
