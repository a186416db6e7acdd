/**
 * Imports of a Go file, as gofmt would leave them: into the first import block, in order; else after the last single
 * import; else as a new block after the package clause, which is added when there is none.
 */
import { type CodeText, lineEnd } from "./codeText.ts";
import {
  type HeaderPlace,
  headerEndOf,
  type ImportInsertion,
  type ImportPlan,
  insertLines,
} from "./importPlan.ts";

interface Spec {
  readonly path: string;
  /** Undefined when the package has its own name here. */
  readonly alias: string | undefined;
  readonly start: number;
  readonly end: number;
}

interface Statement {
  readonly start: number;
  readonly end: number;
}

const specSource = /(?:([\w.]+)[ \t]+)?(["`])([^"`\n]+)\2/;

export function planGoImports(source: CodeText, imports: readonly string[], packageName: string): ImportPlan {
  const clause = /^[ \t]*package[ \t]+\w+/m.exec(source.code);
  const specs = clause === null ? [] : readSpecs(source);
  const missing = imports
    .map((line) => specSource.exec(line)?.[3] ?? "")
    .filter((path) => !specs.some((spec) => spec.path === path && spec.alias === undefined));
  const last = lastImportEnd(source);
  if (clause === null) {
    const lines = [`package ${packageName}`, ...asBlock(missing)];
    const place: HeaderPlace = { offset: 0, follows: "nothing" };
    const [insertion] = insertLines(source.text, place, [lines.join("\n\n")]);
    return { insertions: insertion === undefined ? [] : [insertion], headerEnd: 0 };
  }
  const place: HeaderPlace =
    last === undefined
      ? { offset: lineEnd(source.text, clause.index + clause[0].length), follows: "other" }
      : { offset: lineEnd(source.text, last), follows: "imports" };
  const block = importStatements(source).find(({ start, end }) =>
    source.code.slice(start, end).includes("("),
  );
  const insertions =
    block === undefined
      ? insertLines(source.text, place, asBlock(missing))
      : intoBlock(source, block, specs, missing);
  return { insertions, headerEnd: headerEndOf(source.text, place) };
}

function asBlock(paths: readonly string[]): string[] {
  if (paths.length === 0) return [];
  if (paths.length === 1) return [`import "${paths[0]}"`];
  return [`import (\n${paths.map((path) => `\t"${path}"\n`).join("")})`];
}

/** Import paths are strings, which the blotted code hides; it tells where the statements are. */
function readSpecs(source: CodeText): Spec[] {
  return importStatements(source).flatMap(({ start, end }) => {
    const specs = new RegExp(`(?:^|[(;\\n]|import)[ \\t]*${specSource.source}`, "g");
    return [...source.text.slice(start, end).matchAll(specs)].map((match): Spec => {
      const text = match[0];
      const at = start + match.index + text.length - text.replace(/^(?:[(;\n]|import)?[ \t]*/, "").length;
      const alias = match[1] === "import" ? undefined : match[1];
      return { path: match[3] ?? "", alias, start: at, end: start + match.index + text.length };
    });
  });
}

function importStatements(source: CodeText): Statement[] {
  return [...source.code.matchAll(/^import\b[ \t]*(?:\([^)]*\)|[^\n]*)/gm)].map((match) => ({
    start: match.index,
    end: match.index + match[0].trimEnd().length,
  }));
}

const lastImportEnd = (source: CodeText): number | undefined => importStatements(source).at(-1)?.end;

/** The first group of a block is, by custom, the standard library; new paths keep it sorted. */
function intoBlock(
  { text, code }: CodeText,
  block: Statement,
  specs: readonly Spec[],
  missing: readonly string[],
): ImportInsertion[] {
  if (missing.length === 0) return [];
  const open = code.indexOf("(", block.start) + 1;
  if (lineEnd(text, open) >= block.end) {
    return [{ offset: open, newText: `${missing.map((path) => `\n\t"${path}"`).join("")}\n` }];
  }
  const inside = specs.filter(({ start }) => start > block.start && start < block.end);
  const group = inside.filter((spec) => !/\n[ \t]*\r?\n/.test(text.slice(inside[0]?.start ?? 0, spec.start)));
  const atOffset = new Map<number, string>();
  for (const path of missing) {
    const before = group.filter((spec) => spec.path < path).at(-1);
    const offset = lineEnd(text, before?.end ?? open);
    atOffset.set(offset, `${atOffset.get(offset) ?? ""}\n\t"${path}"`);
  }
  return [...atOffset].sort((a, b) => a[0] - b[0]).map(([offset, newText]) => ({ offset, newText }));
}
