/**
 * Uses of a term in one text, whatever their spelling and wherever they stand: what references, highlights and *Find
 * Uses of Concept* are made of.
 */
import type { Range } from "vscode-languageserver";
import { LineIndex } from "../check/positions.ts";
import { findTerms, type MatchDocument } from "../glossary/match.ts";
import type { TermIndex } from "../glossary/termIndex.ts";

export function usesIn(document: MatchDocument, termId: string, index: TermIndex): Range[] {
  const found = findTerms(document, index).filter((match) => match.termId === termId);
  if (found.length === 0) return [];
  const lines = new LineIndex(document.text);
  return found.map((match) => lines.range(match));
}
