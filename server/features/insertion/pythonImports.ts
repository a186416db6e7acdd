/**
 * Imports of a Python module: names join an existing `from … import` of the same module; new lines follow the last import
 * of the header, which keeps them behind the docstring and `from __future__`.
 */
import { type CodeText, lineEnd, nextLine } from "./codeText.ts";
import {
  type HeaderPlace,
  headerEndOf,
  type ImportInsertion,
  type ImportPlan,
  insertLines,
} from "./importPlan.ts";

interface Statement {
  readonly start: number;
  /** Behind its last character of code. */
  readonly end: number;
  readonly code: string;
}

export function planPythonImports(source: CodeText, imports: readonly string[]): ImportPlan {
  const { statements, place } = readHeader(source);
  const merges: ImportInsertion[] = [];
  const lines: string[] = [];
  for (const wanted of imports) {
    const from = parseFrom(wanted);
    if (from === undefined) {
      if (!statements.some(({ code }) => plainModules(code).includes(moduleOf(wanted)))) lines.push(wanted);
      continue;
    }
    const same = statements.flatMap((statement) => {
      const parsed = parseFrom(statement.code);
      return parsed?.module === from.module ? [{ statement, names: parsed.names }] : [];
    });
    const known = same.flatMap(({ names }) => names);
    const missing = known.includes("*") ? [] : from.names.filter((name) => !known.includes(name));
    const host = same[0]?.statement;
    if (missing.length === 0) continue;
    if (host === undefined) lines.push(`from ${from.module} import ${missing.join(", ")}`);
    else merges.push({ offset: endOfNames(host), newText: `, ${missing.join(", ")}` });
  }
  return combine(source, place, merges, lines);
}

/** A merge into the header's last line and lines after that line may meet at one offset. */
function combine(
  source: CodeText,
  place: HeaderPlace,
  merges: ImportInsertion[],
  lines: string[],
): ImportPlan {
  const insertions: ImportInsertion[] = [];
  for (const next of [...merges, ...insertLines(source.text, place, lines)].sort(
    (a, b) => a.offset - b.offset,
  )) {
    const last = insertions.at(-1);
    if (last?.offset !== next.offset) insertions.push(next);
    else insertions[insertions.length - 1] = { offset: last.offset, newText: last.newText + next.newText };
  }
  return { insertions, headerEnd: headerEndOf(source.text, place) };
}

/** The imports at the top, and the end of what must stay above new ones. */
function readHeader(source: CodeText): { statements: Statement[]; place: HeaderPlace } {
  const statements: Statement[] = [];
  let place: HeaderPlace = { offset: 0, follows: "nothing" };
  for (let at = 0; at < source.text.length; at = nextLine(source.text, at)) {
    const end = lineEnd(source.text, at);
    const code = source.code.slice(at, end);
    if (/^(?:import|from)\b/.test(code)) {
      const statement = readStatement(source, at);
      statements.push(statement);
      at = statement.end;
      place = { offset: lineEnd(source.text, at), follows: "imports" };
    } else if (code.trim() !== "") {
      break;
    } else if (
      statements.length === 0 &&
      source.text.slice(at, end).trim() !== "" &&
      belongsToTop(source, at)
    ) {
      place = { offset: end, follows: "other" };
    }
  }
  return { statements, place };
}

/** A docstring, a `#!`, a licence; but not the comment of the first declaration, which must stay with it. */
function belongsToTop(source: CodeText, start: number): boolean {
  if (!source.text.slice(start, lineEnd(source.text, start)).trimStart().startsWith("#")) return true;
  let at = start;
  while (
    at < source.text.length &&
    source.text.slice(at, lineEnd(source.text, at)).trimStart().startsWith("#")
  ) {
    at = nextLine(source.text, at);
  }
  return source.text.startsWith("#!", start) || source.text.slice(at, lineEnd(source.text, at)).trim() === "";
}

function readStatement(source: CodeText, start: number): Statement {
  let depth = 0;
  let end = start;
  for (let at = start; at < source.code.length; at++) {
    const character = source.code[at];
    if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "\n" && depth <= 0 && !/\\\r?$/.test(source.code.slice(start, at))) break;
    else if (character === ";" && depth <= 0) break;
    if (!/\s/.test(character ?? "")) end = at + 1;
  }
  return { start, end, code: source.code.slice(start, end) };
}

function parseFrom(statement: string): { module: string; names: string[] } | undefined {
  const match = /^from\s+(\S+)\s+import\s+([\s\S]*)$/.exec(statement);
  if (match === null) return undefined;
  const names = (match[2] ?? "").replace(/[()\\]/g, " ").split(",");
  return { module: match[1] ?? "", names: names.map((name) => name.trim()).filter((name) => name !== "") };
}

function plainModules(statement: string): string[] {
  const list = /^import\s+([\s\S]*)$/.exec(statement)?.[1] ?? "";
  return list.split(",").map((module) => module.replace(/\\/g, " ").trim());
}

const moduleOf = (statement: string): string => statement.replace(/^import\s+/, "").trim();

/** Behind the last name: before the closing parenthesis and a comma that trails. */
function endOfNames(statement: Statement): number {
  return statement.start + statement.code.replace(/[\s,]*\)?$/, "").length;
}
