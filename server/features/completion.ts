/**
 * Patterns as completion items: only where their declarations may stand, never in strings, comments or after a dot, and
 * last in the list. The item adds its imports in the same edit; its documentation is made only when it is shown.
 */
import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
  type Position,
  type TextEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Pattern, PatternCode, PatternLanguage } from "../content/types.ts";
import { type CodeText, lineEnd, lineStart, readCode } from "./insertion/codeText.ts";
import { detectIndent, indent } from "./insertion/indentation.ts";
import { type InsertionLanguage, insertionLanguages, patternLanguageOf } from "./insertion/languages.ts";
import { widthOf } from "./insertion/pythonPlace.ts";
import { escapeSnippet, snippetText } from "./insertion/snippetText.ts";

export interface CompletionDeps {
  readonly patterns: readonly Pattern[];
  /** The user asked for suggestions; only then is anything offered before the first letter. */
  readonly invoked: boolean;
  /** The client inserts snippets; else the code is plain text. */
  readonly snippets: boolean;
}

/** What `resolvePattern` needs to find the pattern again. */
export interface PatternItemData {
  readonly pattern: string;
  readonly language: PatternLanguage;
}

export function completePatterns(
  document: TextDocument,
  position: Position,
  deps: CompletionDeps,
): CompletionItem[] {
  const language = patternLanguageOf(document.languageId);
  if (language === undefined) return [];
  const text = document.getText();
  const offset = document.offsetAt(position);
  const typed = /^([ \t]*)((?:[A-Za-z][\w-]*)?)$/.exec(text.slice(lineStart(text, offset), offset));
  if (typed === null || text.slice(offset, lineEnd(text, offset)).trim() !== "") return [];
  const [, white = "", word = ""] = typed;
  if (word === "" && !deps.invoked) return [];
  const offered = deps.patterns.filter((pattern) => prefixFor(pattern, word) !== undefined);
  if (offered.length === 0) return [];
  const source = readCode(text, document.languageId);
  if (source.placeAt(offset) !== "identifier" || source.placeAt(offset - word.length) !== "identifier")
    return [];
  const rules = insertionLanguages[language];
  if (!rules.mayDeclare(source, offset, widthOf(white))) return [];
  const place = { document, source, offset, wordStart: offset - word.length, rules };
  return offered.flatMap((pattern) => {
    const code = pattern.code.find((candidate) => candidate.language === language);
    const item = code && itemFor(pattern, code, prefixFor(pattern, word) ?? pattern.id, place, deps.snippets);
    return item === undefined ? [] : [item];
  });
}

/** Adds the documentation of an item that is about to be shown. */
export function resolvePattern(item: CompletionItem, patterns: readonly Pattern[]): CompletionItem {
  const data = item.data as PatternItemData | undefined;
  const pattern = patterns.find(({ id }) => id === data?.pattern);
  const code = pattern?.code.find(({ language }) => language === data?.language);
  if (pattern === undefined || code === undefined) return item;
  const value = [pattern.summary, "", `\`\`\`${code.language}`, code.code, "```"].join("\n");
  return { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/**
 * The prefix that the client is to compare with what is typed. Clients match loosely, but from the first letter on, so a
 * pattern is offered when a prefix (or its `dw-` form) begins with that letter; the best fit is compared.
 */
function prefixFor(pattern: Pattern, word: string): string | undefined {
  const prefixes = [...pattern.prefixes, ...pattern.prefixes.map((prefix) => `dw-${prefix}`)];
  const wanted = word.toLowerCase();
  return (
    prefixes.find((prefix) => prefix.startsWith(wanted) || prefix.replaceAll("-", "").startsWith(wanted)) ??
    prefixes.find((prefix) => prefix[0] === wanted[0])
  );
}

interface Place {
  readonly document: TextDocument;
  readonly source: CodeText;
  readonly offset: number;
  readonly wordStart: number;
  readonly rules: InsertionLanguage;
}

function itemFor(
  pattern: Pattern,
  code: PatternCode,
  filterText: string,
  { document, source, offset, wordStart, rules }: Place,
  snippets: boolean,
): CompletionItem | undefined {
  const plan = rules.planImports(source, code.imports, document.uri);
  const start = lineStart(source.text, offset);
  if (start < plan.headerEnd) return undefined;
  const step = rules.fixedIndent ? rules.indent : (detectIndent(source.text) ?? rules.indent);
  // The client adds the indentation of the line itself.
  const body = indent(code.code, rules.indent, step, "");
  // An import in the item's own line cannot be an edit of its own: the protocol forbids edits that touch.
  const own = plan.insertions
    .filter((insertion) => insertion.offset >= start)
    .map(({ newText }) => newText.trim());
  const head = own.length === 0 ? "" : own.join("\n") + "\n".repeat(rules.blankLines + 1);
  const newText = snippets ? escapeSnippet(head) + snippetText(body, code.tabStops) : head + body;
  const data: PatternItemData = { pattern: pattern.id, language: code.language };
  return {
    label: pattern.prefixes[0] ?? pattern.id,
    labelDetails: { description: "Designwise" },
    kind: CompletionItemKind.Snippet,
    detail: pattern.name,
    filterText,
    // Behind everything that the language itself has to say.
    sortText: `~${pattern.id}`,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    textEdit: { range: { start: document.positionAt(wordStart), end: document.positionAt(offset) }, newText },
    additionalTextEdits: plan.insertions
      .filter((insertion) => insertion.offset < start)
      .map((insertion): TextEdit => {
        const at = document.positionAt(insertion.offset);
        return { range: { start: at, end: at }, newText: insertion.newText };
      }),
    data,
  };
}
