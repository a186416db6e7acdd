/**
 * Cuts a pattern's source file into what the insertion needs: the code between the marks, and the imports above them.
 * The files stay real source files that compilers and editors read, so nothing here is a template language.
 */
import type { PatternLanguage } from "./types.ts";

/** By the ending of the file name. */
export const languageOfEnding: Readonly<Record<string, PatternLanguage>> = {
  ts: "typescript",
  js: "javascript",
  py: "python",
  java: "java",
  go: "go",
};

export interface CutSource {
  readonly code: string;
  readonly imports: readonly string[];
  /** What follows the marked region; the tests keep it, TypeScript's `export` for its check. */
  readonly tail: string;
}

/** A fault in a source file, on a 0-based line. */
export interface SourceFault {
  readonly line: number;
  readonly message: string;
}

const mark = (name: "begin" | "end") => new RegExp(`^[ \\t]*(?://|#)[ \\t]*designwise:${name}[ \\t]*$`);

/** Undefined, and a fault, when the marks are not exactly one `begin` and then one `end`. */
export function cutSource(text: string, language: PatternLanguage): CutSource | SourceFault {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const begins = linesThat(lines, mark("begin"));
  const ends = linesThat(lines, mark("end"));
  const [begin = -1, end = -1] = [begins[0], ends[0]];
  if (begins.length !== 1 || ends.length !== 1 || end < begin) {
    return {
      line: Math.max(begins[1] ?? ends[1] ?? begin, 0),
      message: "Expected one comment `designwise:begin` and after it one `designwise:end`.",
    };
  }
  const code = trimBlankLines(dedent(lines.slice(begin + 1, end)));
  if (code === "") return { line: begin, message: "Nothing stands between the marks." };
  // A script, a CommonJS module or a function body forbids it, and the insertion goes to all of them.
  const exported = linesThat(lines, /^export\b/).find((line) => line > begin && line < end);
  const ecmaScript = language === "typescript" || language === "javascript";
  if (exported !== undefined && ecmaScript) {
    return { line: exported, message: "`export` cannot be inserted everywhere; put it below the end mark." };
  }
  const head = lines.slice(0, begin).join("\n");
  return {
    code,
    imports: importReaders[language](head),
    tail: lines
      .slice(end + 1)
      .join("\n")
      .trim(),
  };
}

function linesThat(lines: readonly string[], match: RegExp): number[] {
  return lines.flatMap((line, index) => (match.test(line) ? [index] : []));
}

function dedent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)![0].length);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(common)));
}

function trimBlankLines(lines: readonly string[]): string {
  return lines.join("\n").replace(/^\n+|\n+$/g, "");
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const matches = (text: string, expression: RegExp): string[] =>
  [...text.matchAll(expression)].map((match) => oneLine(match[0]));

const ecmaScriptImports = (head: string): string[] => matches(head, /^import\b[^;]*;/gm);

/** One statement each, on one line, in the order of the file. */
const importReaders: Readonly<Record<PatternLanguage, (head: string) => string[]>> = {
  typescript: ecmaScriptImports,
  javascript: ecmaScriptImports,
  python: (head) =>
    matches(head, /^(?:import\s.*|from\s+\S+\s+import\s+(?:\([^)]*\)|.*))$/gm).map((line) =>
      line.replace(/\(\s*(.*?),?\s*\)/, "$1"),
    ),
  java: (head) => matches(head, /^import\s[^;]*;/gm),
  go: (head) => {
    const alone = [...head.matchAll(/^import\s+((?:[\w.]+\s+)?"[^"\n]+")/gm)].map((match) => match[1] ?? "");
    const blocks = [...head.matchAll(/^import\s*\(([^)]*)\)/gm)].map((match) => match[1] ?? "");
    const inBlocks = blocks.flatMap((block) => matches(block, /^\s*(?:[\w.]+[ \t]+)?"[^"\n]+"/gm));
    return [...alone, ...inBlocks].map((spec) => `import ${oneLine(spec)}`);
  },
};
