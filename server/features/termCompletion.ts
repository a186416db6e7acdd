/**
 * Terms as completion items in comments and prose, and nowhere else. Nothing is offered before three letters stand there,
 * nothing once a name is complete, and what is offered continues the spelling that was begun.
 */
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  MarkupKind,
  type Position,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Term } from "../content/types.ts";
import { withoutParentheses } from "../glossary/phrases.ts";
import { placeAt, regionIndexAt } from "../languages/regions.ts";
import { writtenOn } from "./begunSpelling.ts";
import { documentRegions } from "./documentRegions.ts";
import { maxScannedLength } from "./hover.ts";
import { inertMarkdown } from "./inertMarkdown.ts";

/** Names by their words, sorted, so that those that begin alike stand together. Built once for a set of terms. */
export interface NameList {
  readonly entries: readonly NameEntry[];
}

interface NameEntry {
  readonly key: string;
  readonly name: string;
  readonly term: Term;
}

/** What `resolveTerm` needs to find the term again. */
export interface TermItemData {
  readonly term: string;
}

const minLetters = 3;
const maxItems = 30;
/** A name of more words is rarely written out. */
const maxWords = 5;

export function nameList(terms: readonly Term[]): NameList {
  const entries = terms.flatMap((term) =>
    [term.name, ...term.aliases].map((each): NameEntry => {
      const name = withoutParentheses(each).trim();
      return { key: keyOf(name), name, term };
    }),
  );
  const named = entries.filter(({ key }) => key !== "");
  return { entries: named.sort((a, b) => compare(a.key, b.key)) };
}

/** Undefined where no term may be offered: in code and in strings. */
export function completeTerms(
  document: TextDocument,
  position: Position,
  names: NameList,
): CompletionList | undefined {
  const text = document.getText();
  if (text.length > maxScannedLength) return undefined;
  const offset = document.offsetAt(position);
  const regions = documentRegions(document);
  const place = placeAt(regions, Math.max(0, offset - 1));
  if (place !== "comment" && place !== "prose") return undefined;
  const from = regions.starts[regionIndexAt(regions, Math.max(0, offset - 1))] as number;
  const begun = begunName(text.slice(Math.max(from, offset - 200), offset), names);
  const range = { start: document.positionAt(offset - (begun?.typed.length ?? 0)), end: position };
  const items = begun === undefined ? [] : begun.entries.map((entry) => itemFor(entry, begun.typed, range));
  // With every letter that follows, others may be among the first.
  return { isIncomplete: true, items: distinct(items).slice(0, maxItems).map(inOrder) };
}

/** Adds the definition of an item that is about to be shown. */
export function resolveTerm(item: CompletionItem, term: Term | undefined): CompletionItem {
  if (term === undefined) return item;
  const value = inertMarkdown(term.definition);
  return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

interface Begun {
  readonly typed: string;
  readonly entries: readonly NameEntry[];
}

/** The longest run of words before the caret with which a name begins: `a rate li` is `rate li` of Rate limiter. */
function begunName(before: string, names: NameList): Begun | undefined {
  const run = /(?:[\p{L}\p{N}][\p{L}\p{N}'’]*[ _-])*[\p{L}\p{N}][\p{L}\p{N}'’]*[_-]?$/u.exec(before)?.[0];
  if (run === undefined) return undefined;
  const starts = [...run.matchAll(/(?<=^|[ _-])[\p{L}\p{N}]/gu)].map(({ index }) => index).slice(-maxWords);
  for (const start of starts) {
    const typed = run.slice(start);
    // In the middle of an identifier nothing begins.
    if (start > 0 && run[start - 1] === "_") continue;
    for (const key of new Set([keyOf(typed), keyOf(typed.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 "))])) {
      if (key.replaceAll(" ", "").length < minLetters) continue;
      const entries = beginning(key, names);
      const open = entries.filter((entry) => entry.key !== key.trimEnd());
      if (open.length > 0) return { typed, entries: open };
      if (entries.length > 0) return undefined;
    }
  }
  return undefined;
}

/** Letters and digits of words in lower case, one space between; a separator at the end means that a word is complete. */
function keyOf(text: string): string {
  const words = text
    .replace(/['’]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ");
  return /[_-]$/.test(text) ? words.trimStart() : words.trim();
}

function beginning(key: string, { entries }: NameList): NameEntry[] {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as NameEntry).key < key) low = middle + 1;
    else high = middle;
  }
  const found: NameEntry[] = [];
  for (let at = low; entries[at]?.key.startsWith(key) === true && found.length < 3 * maxItems; at++)
    found.push(entries[at] as NameEntry);
  // The shortest is the one that is named most.
  return found.sort((a, b) => a.key.length - b.key.length);
}

function itemFor({ name, term }: NameEntry, typed: string, range: CompletionRange): CompletionItem {
  const newText = writtenOn(name, typed);
  const data: TermItemData = { term: term.id };
  return {
    label: newText,
    labelDetails: { description: "Designwise" },
    kind: CompletionItemKind.Text,
    detail: name === withoutParentheses(term.name).trim() ? term.topic : `${term.name} · ${term.topic}`,
    filterText: newText,
    textEdit: { range, newText },
    data,
  };
}

type CompletionRange = { readonly start: Position; readonly end: Position };

const distinct = (items: readonly CompletionItem[]): CompletionItem[] =>
  [...new Map(items.map((item) => [item.label, item] as const).reverse()).values()].reverse();

/** Behind the words of the document, in our order. */
const inOrder = (item: CompletionItem, index: number): CompletionItem => ({
  ...item,
  sortText: `~${String(index).padStart(2, "0")}`,
});

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
