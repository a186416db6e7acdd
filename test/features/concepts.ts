/** What the tests of concept requests share: an index of sample terms, and ranges as texts that one can read. */
import type { Range } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Term } from "../../server/content/types.ts";
import { buildTermIndex, type TermIndex } from "../../server/glossary/termIndex.ts";
import { sampleTerm, sampleTerms } from "../glossary/sampleTerms.ts";
import type { MarkedRange } from "../support/markedSource.ts";

export const terms: readonly Term[] = [
  ...sampleTerms,
  sampleTerm("MapReduce"),
  sampleTerm("Write-through"),
  sampleTerm("LRU", { aliases: ["least recently used"] }),
];

export const index: TermIndex = buildTermIndex(terms);

/** `line:character text` of each range, in order. */
export const described = (document: TextDocument, ranges: readonly Range[]): string[] =>
  ranges.map((range) => {
    const at = document.offsetAt(range.start);
    return `${range.start.line}:${range.start.character} ${document.getText().slice(at, document.offsetAt(range.end))}`;
  });

export const rangesOf = (document: TextDocument, ranges: readonly MarkedRange[]): Range[] =>
  ranges.map(({ start, end }) => ({ start: document.positionAt(start), end: document.positionAt(end) }));
