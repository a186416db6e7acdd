/**
 * Regions of open documents, kept by version: several requests about one text scan it once, and an edited text is scanned
 * around the edit only. A document is not kept alive by its regions.
 */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { MatchDocument } from "../glossary/match.ts";
import { type Regions, rescanRegions, scanRegions, syntaxOf, unknownSyntax } from "../languages/regions.ts";

interface Kept {
  readonly version: number;
  readonly languageId: string;
  readonly text: string;
  readonly regions: Regions;
}

const kept = new WeakMap<TextDocument, Kept>();

/** What recognition is to know of an open document. */
export const matchDocument = (document: TextDocument): MatchDocument => ({
  text: document.getText(),
  languageId: document.languageId,
  file: document.uri,
  regions: documentRegions(document),
});

export function documentRegions(document: TextDocument): Regions {
  const { version, languageId } = document;
  const known = kept.get(document);
  const before = known?.languageId === languageId ? known : undefined;
  if (before?.version === version) return before.regions;
  const text = document.getText();
  const syntax = syntaxOf(languageId) ?? unknownSyntax;
  const regions = before === undefined ? scanRegions(text, syntax) : rescanRegions(before, text, syntax);
  kept.set(document, { version, languageId, text, regions });
  return regions;
}
