/**
 * What inserting a pattern does to a document: which imports it adds and where, and where its code goes. A declaration
 * that the place forbids moves behind the declaration around it; nothing is ever inserted that breaks the file.
 */
import type { Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Pattern, PatternLanguage } from "../content/types.ts";
import type { InsertionPlan } from "../protocol.ts";
import { type CodeText, lineEnd, lineStart, nextLine, readCode } from "./insertion/codeText.ts";
import type { ImportInsertion } from "./insertion/importPlan.ts";
import { detectIndent, indent } from "./insertion/indentation.ts";
import { type InsertionLanguage, insertionLanguages } from "./insertion/languages.ts";
import { widthOf } from "./insertion/pythonPlace.ts";
import { escapeSnippet, snippetText } from "./insertion/snippetText.ts";

/**
 * The plan for inserting `pattern` in `language` at `position`; undefined when the pattern has no code in the language.
 * `editorIndent` (one step of indentation) is for documents whose own text does not say.
 */
export function planInsertion(
  document: TextDocument,
  position: Position,
  pattern: Pattern,
  language: PatternLanguage,
  editorIndent?: string,
): InsertionPlan | undefined {
  const code = pattern.code.find((candidate) => candidate.language === language);
  if (code === undefined) return undefined;
  const rules = insertionLanguages[language];
  const text = document.getText();
  const source = readCode(text, rules.ids[0] as string);
  const imports = rules.planImports(source, code.imports, document.uri);
  const target = findTarget(source, document.offsetAt(position), imports.headerEnd, rules);
  const step = rules.fixedIndent ? rules.indent : (detectIndent(text) ?? editorIndent ?? rules.indent);
  const body = snippetText(indent(code.code, rules.indent, step, target.indent), code.tabStops);

  // An import that meets the code at one offset is part of it: two edits there would have no order.
  const meets = ({ offset }: ImportInsertion): boolean => offset >= target.start && offset <= target.end;
  const head = imports.insertions.filter(meets).map(({ newText }) => newText);
  const snippet = escapeSnippet(headText(head.join(""), target, rules)) + body + target.after;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  return {
    snippet: snippet.replaceAll("\n", eol),
    imports: imports.insertions
      .filter((insertion) => !meets(insertion))
      .map(({ offset, newText }) => ({
        ...document.positionAt(offset),
        newText: newText.replaceAll("\n", eol),
      })),
    position: document.positionAt(target.start),
    end: document.positionAt(target.end),
  };
}

interface Target {
  readonly start: number;
  /** Behind the white space that the code replaces. */
  readonly end: number;
  readonly indent: string;
  /** Line ends before and behind the code. */
  readonly before: string;
  readonly after: string;
}

function headText(imports: string, target: Target, rules: InsertionLanguage): string {
  if (imports === "") return target.before;
  const gap = "\n".repeat(rules.blankLines + 1);
  return target.start === 0 ? imports.trim() + gap : imports.trimEnd() + gap;
}

function findTarget(source: CodeText, offset: number, headerEnd: number, rules: InsertionLanguage): Target {
  const { text } = source;
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const white = text.slice(start, end);
  const free = white.trim() === "" && start >= headerEnd && source.placeAt(offset) === "identifier";
  if (free && rules.mayDeclare(source, offset, widthOf(white))) {
    const above = blankLinesAbove(text, start);
    const wanted = white === "" ? rules.blankLines : 1;
    const opens = /[{:]\s*$/.test(source.code.slice(0, start));
    return {
      start,
      end,
      indent: white,
      before: above === undefined || opens ? "" : "\n".repeat(Math.max(0, wanted - above)),
      after: lineEndsBelow(text, end, wanted),
    };
  }
  const behind =
    offset < headerEnd
      ? lineEnd(text, lineStart(text, headerEnd - 1))
      : rules.endOfDeclaration(source, offset);
  return targetBehind(text, behind, rules);
}

/** At the margin, in lines of its own behind the line that ends at `end`; before everything when that is 0. */
function targetBehind(text: string, end: number, rules: InsertionLanguage): Target {
  const gap = rules.blankLines + 1;
  if (end === 0) {
    return { start: 0, end: 0, indent: "", before: "", after: text.trim() === "" ? "\n" : "\n".repeat(gap) };
  }
  // On a blank line, its white space would indent the code.
  const start = text.slice(lineStart(text, end), end).trim() === "" ? lineStart(text, end) : end;
  const above = text.slice(0, start);
  const present = countLineEnds(above.slice(above.trimEnd().length));
  const wanted = above.trim() === "" ? 0 : gap;
  return {
    start,
    end,
    indent: "",
    before: "\n".repeat(Math.max(0, wanted - present)),
    after: lineEndsBelow(text, end, rules.blankLines),
  };
}

/** Line ends behind the code: enough for the blank lines that are wanted; a file that ends here ends its last line. */
function lineEndsBelow(text: string, end: number, wanted: number): string {
  if (end === text.length) return "\n";
  const below = text.slice(nextLine(text, end)).replace(/[^\s][\s\S]*$/, (rest) => rest[0] as string);
  if (/^\s*[)\]}]?$/.test(below)) return "";
  return "\n".repeat(Math.max(0, wanted - countLineEnds(below)));
}

/** Undefined at the start of the text, where none are wanted. */
function blankLinesAbove(text: string, start: number): number | undefined {
  const above = text.slice(0, start);
  return above.trim() === "" ? undefined : countLineEnds(above.slice(above.trimEnd().length)) - 1;
}

const countLineEnds = (white: string): number => white.split("\n").length - 1;
