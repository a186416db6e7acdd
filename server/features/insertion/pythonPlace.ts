/**
 * Where a class may be defined in Python: at a statement's place whose indentation fits the lines above and below, in a
 * module or function. Not in a class body: classes that name each other would not find each other from there.
 */
import { openBrackets } from "./brackets.ts";
import { type CodeText, lineEnd, lineStart, nextLine } from "./codeText.ts";

interface Line {
  readonly start: number;
  readonly indent: number;
  readonly code: string;
}

/** `column` is the indentation that the definition would have. */
export function mayDefine(source: CodeText, offset: number, column: number): boolean {
  const start = lineStart(source.text, offset);
  if (openBrackets(source.code, start).length > 0) return false;
  const above = previousLine(source, start);
  const below = followingLine(source, nextLine(source.text, start));
  if (above !== undefined && /^@|[\\=+\-*/%&|^~<>,.]$/.test(above.code)) return false;
  // What follows at a deeper indentation belongs to a block that this line would cut in two.
  if (below !== undefined && below.indent > column) return false;
  if (below !== undefined && below.indent === column && /^(?:el(?:se|if)|except|finally)\b/.test(below.code))
    return false;
  return fits(source, above, column);
}

/** Whether a line of this indentation may follow `above`, and the block it then is in is no class body. */
function fits(source: CodeText, above: Line | undefined, column: number): boolean {
  if (above === undefined) return column === 0;
  if (above.code.endsWith(":")) {
    if (column > above.indent) return !isClass(above);
  } else if (column > above.indent) {
    return false;
  }
  let line: Line | undefined = above;
  while (line !== undefined && line.indent > column) line = previousLine(source, line.start);
  if (line === undefined || line.indent !== column) return column === 0;
  while (line !== undefined && line.indent >= column && column > 0) line = previousLine(source, line.start);
  return column === 0 || (line !== undefined && !isClass(line));
}

const isClass = (line: Line): boolean => /^class\b/.test(line.code);

/** The end of the last line of the top-level statement around `offset`; of the line above it for a `__main__` guard. */
export function endOfTopStatement(source: CodeText, offset: number): number {
  const { text, code } = source;
  const here = lineStart(text, offset);
  const starts = topStatements(source);
  const current = starts.findLast((start) => start <= here);
  // What a script runs at its end must already find the class.
  if (current !== undefined && /^if\s+__name__\b/.test(code.slice(current, lineEnd(text, current)))) {
    return current === 0 ? 0 : lineEnd(text, lineStart(text, current - 1));
  }
  // Comments right above the next statement are its own.
  let end = starts.find((start) => start > here) ?? text.length;
  while (end > here) {
    const line = lineStart(text, end - 1);
    if (!/^(?:#|\s*$)/.test(text.slice(line, lineEnd(text, line)))) break;
    end = line;
  }
  return lineEnd(text, end > here ? lineStart(text, end - 1) : here);
}

/** Starts of the lines at the margin that begin a statement: no blank, no `else`, nothing inside brackets or a string. */
function topStatements(source: CodeText): number[] {
  const starts: number[] = [];
  let depth = 0;
  let decorated = false;
  for (let at = 0; at < source.text.length; at = nextLine(source.text, at)) {
    const line = source.code.slice(at, lineEnd(source.text, at));
    const begins = depth === 0 && /^[^\s)\]}]/.test(line) && !/^(?:el(?:se|if)|except|finally)\b/.test(line);
    const inString = at > 0 && source.placeAt(at) === "string" && source.placeAt(at - 1) === "string";
    if (begins && !inString) {
      if (!decorated) starts.push(at);
      decorated = line.startsWith("@");
    }
    for (const character of line) {
      if ("([{".includes(character)) depth++;
      else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
    }
  }
  return starts;
}

function previousLine(source: CodeText, start: number): Line | undefined {
  for (let at = start; at > 0; ) {
    at = lineStart(source.text, at - 1);
    const line = readLine(source, at);
    if (line !== undefined) return line;
  }
  return undefined;
}

function followingLine(source: CodeText, start: number): Line | undefined {
  for (let at = start; at < source.text.length; at = nextLine(source.text, at)) {
    const line = readLine(source, at);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Undefined for a line without code, and for one that continues brackets or a string. */
function readLine(source: CodeText, start: number): Line | undefined {
  const code = source.code.slice(start, lineEnd(source.text, start));
  if (code.trim() === "" || /^\s*[)\]}]/.test(code)) return undefined;
  const white = /^[ \t]*/.exec(code)?.[0] ?? "";
  return { start, indent: widthOf(white), code: code.trim() };
}

/** Python counts a tab up to the next multiple of eight. */
export function widthOf(white: string): number {
  let width = 0;
  for (const character of white) width = character === "\t" ? (Math.floor(width / 8) + 1) * 8 : width + 1;
  return width;
}
