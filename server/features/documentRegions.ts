/**
 * Regions of open documents, kept by version: several requests about one text scan it once. A document is not kept
 * alive by its regions.
 */
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Regions, scanRegions, syntaxOf, unknownSyntax } from "../languages/regions.ts";

const kept = new WeakMap<
  TextDocument,
  { readonly version: number; readonly languageId: string; readonly regions: Regions }
>();

export function documentRegions(document: TextDocument): Regions {
  const { version, languageId } = document;
  const known = kept.get(document);
  if (known?.version === version && known.languageId === languageId) return known.regions;
  const regions = scanRegions(document.getText(), syntaxOf(languageId) ?? unknownSyntax);
  kept.set(document, { version, languageId, regions });
  return regions;
}
