/**
 * Completion in the front matter of a team's own term: its keys with what they are for, and the ids that a key may name.
 * Elsewhere in the file nothing is offered here.
 */
import { type CompletionItem, CompletionItemKind, type Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { levels } from "../content/level.ts";
import { topics } from "../content/term.ts";
import type { Content, Term } from "../content/types.ts";

/** In the order in which they are usually written. */
const keys: Readonly<Record<string, string>> = {
  name: "The term as people write it. Required.",
  aliases: "Other names and abbreviations by which it is found: [order line, OL].",
  alsoWritten: "Spellings in code or old texts by which it is found but not shown or offered: [ord_line].",
  avoid: "Words that are not to be used for it; their uses are shown with what to write instead.",
  topic: "Where it stands in the glossary tree. Any word will do.",
  level: "From whom it is hidden in hovers: newcomer, practitioner or expert.",
  related: "Ids of related terms, yours or Designwise's.",
  pattern: "Ids of patterns that implement it.",
  simulator: "An engine, or engine/preset, that runs it.",
  rules: "Ids of rules that watch over it.",
  recognise: "Evidence that an ambiguous name needs before it counts: of, when (spelling, near, places …).",
  sources: "Where it comes from: title, author, year, url.",
};

export interface FrontMatterDeps {
  readonly content: Content;
  /** In force for the document. */
  readonly terms: readonly Term[];
}

/** Undefined outside the front matter. */
export function completeFrontMatter(
  document: TextDocument,
  position: Position,
  deps: FrontMatterDeps,
): CompletionItem[] | undefined {
  const lines = document.getText().split(/\r\n|\r|\n/);
  const end = lines.findIndex((line, index) => index > 0 && /^---\s*$/.test(line));
  const isInside = /^---\s*$/.test(lines[0] ?? "") && position.line > 0 && (end < 0 || position.line < end);
  if (!isInside) return undefined;
  const before = (lines[position.line] ?? "").slice(0, position.character);
  const typed = /[\w/-]*$/.exec(before)?.[0] ?? "";
  const range = { start: { ...position, character: position.character - typed.length }, end: position };
  if (before === typed) return keyItems(lines.slice(1, end < 0 ? undefined : end), position.line - 1, range);
  const key = keyOf(lines, position.line, before);
  const values = key === undefined ? [] : valuesOf(key, deps);
  return values.map(({ id, detail }) => ({
    label: id,
    detail,
    kind: CompletionItemKind.Reference,
    textEdit: { range, newText: id },
  }));
}

type Range = { readonly start: Position; readonly end: Position };

/** Those that are not there yet. */
function keyItems(front: readonly string[], current: number, range: Range): CompletionItem[] {
  const present = new Set(
    front.flatMap((line, index) => (index === current ? [] : (/^(\w+):/.exec(line)?.[1] ?? []))),
  );
  return Object.entries(keys).flatMap(([key, documentation], index): CompletionItem[] =>
    present.has(key)
      ? []
      : [
          {
            label: key,
            documentation,
            kind: CompletionItemKind.Property,
            sortText: String(index).padStart(2, "0"),
            textEdit: { range, newText: `${key}: ` },
          },
        ],
  );
}

/** The key whose value is being written: on this line, or above a list of `- ` lines. */
function keyOf(lines: readonly string[], line: number, before: string): string | undefined {
  const own = /^(\w+):\s/.exec(before)?.[1];
  if (own !== undefined || !/^\s*-\s/.test(before)) return own;
  for (let above = line - 1; above > 0; above--) {
    const text = lines[above] ?? "";
    const key = /^(\w+):\s*$/.exec(text)?.[1];
    if (key !== undefined) return key;
    if (!/^\s*-\s/.test(text)) return undefined;
  }
  return undefined;
}

interface Value {
  readonly id: string;
  readonly detail: string;
}

function valuesOf(key: string, { content, terms }: FrontMatterDeps): Value[] {
  const plain = (id: string): Value => ({ id, detail: "" });
  if (key === "related") return terms.map(({ id, name }) => ({ id, detail: name }));
  if (key === "pattern") return content.patterns.map(({ id, name }) => ({ id, detail: name }));
  if (key === "rules") return content.rules.map(({ id, title }) => ({ id, detail: title }));
  if (key === "topic") return [...new Set([...topics, ...terms.map(({ topic }) => topic)])].map(plain);
  if (key === "level") return levels.map(plain);
  return key === "simulator" ? simulatorsOf(content) : [];
}

/** As the terms, patterns and rules that ship name them. */
function simulatorsOf({ terms, patterns, rules }: Content): Value[] {
  const links = [...terms, ...patterns, ...rules].flatMap(({ simulators }) => simulators);
  const ids = links.map(({ engine, preset }) => (preset === undefined ? engine : `${engine}/${preset}`));
  return [...new Set(ids)].sort().map((id) => ({ id, detail: "" }));
}
