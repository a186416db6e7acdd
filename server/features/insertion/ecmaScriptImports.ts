/**
 * Imports of TypeScript and JavaScript, as ES modules or, in a JavaScript file that speaks it, CommonJS. Names join an
 * existing import of the same module; quotes and semicolons follow the file.
 */
import { type CodeText, lineEnd, nextLine } from "./codeText.ts";
import {
  type HeaderPlace,
  headerEndOf,
  type ImportInsertion,
  type ImportPlan,
  insertLines,
  topComment,
} from "./importPlan.ts";

export type ModuleSystem = "esm" | "commonjs";

interface Clause {
  readonly module: string;
  /** `a` and `b as c`, as written. */
  readonly names: readonly string[];
  /** `d` or `* as d`: the whole module under one name. */
  readonly whole: string | undefined;
}

interface Statement extends Clause {
  readonly start: number;
  readonly end: number;
  /** Behind the last name between the braces; undefined without braces, or when only types are imported. */
  readonly namesEnd: number | undefined;
}

export function planEcmaScriptImports(
  source: CodeText,
  imports: readonly string[],
  system: ModuleSystem,
): ImportPlan {
  const statements = readStatements(source);
  const place = findPlace(source, statements);
  const merges = new Map<number, string>();
  const lines: string[] = [];
  for (const wanted of imports.map(parseImport)) {
    const same = statements.filter((statement) => bare(statement.module) === bare(wanted.module));
    const names = wanted.names.filter((name) => !same.some((statement) => statement.names.includes(name)));
    const whole = same.some((statement) => statement.whole === wanted.whole) ? undefined : wanted.whole;
    const host = same.find((statement) => statement.namesEnd !== undefined)?.namesEnd;
    if (names.length > 0 && host !== undefined) {
      merges.set(host, `${merges.get(host) ?? ""}, ${names.map((name) => spell(name, system)).join(", ")}`);
    } else if (names.length > 0) {
      lines.push(write({ module: wanted.module, names, whole: undefined }, system, source, statements));
    }
    const bareImport = wanted.names.length === 0 && wanted.whole === undefined && same.length === 0;
    if (whole !== undefined || bareImport) {
      lines.push(write({ module: wanted.module, names: [], whole }, system, source, statements));
    }
  }
  const merged = [...merges].map(([offset, newText]): ImportInsertion => ({ offset, newText }));
  const insertions = [...merged, ...insertLines(source.text, place, lines)];
  return {
    insertions: insertions.sort((a, b) => a.offset - b.offset),
    headerEnd: headerEndOf(source.text, place),
  };
}

/** A JavaScript file is CommonJS when its name or its code says so; new and mute files are modules. */
export function moduleSystemOf(
  source: CodeText,
  uri: string,
  language: "typescript" | "javascript",
): ModuleSystem {
  if (language === "typescript" || /\.mjs$/i.test(uri)) return "esm";
  if (/\.cjs$/i.test(uri)) return "commonjs";
  if (/^(?:import\b(?!\s*\()|export\b)/m.test(source.code)) return "esm";
  return /\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w/.test(source.code) ? "commonjs" : "esm";
}

const bare = (module: string): string => module.replace(/^node:/, "");

/** In the code, strings are `_`; the names of modules are read from the text at the same place. */
function readStatements(source: CodeText): Statement[] {
  const importStatement = /^import\b(?!\s*[(.])[^;_]*?_+;?/gm;
  const requireStatement = /^(?:const|let|var)\s+(?:\{[^}]*\}|[\w$]+)\s*=\s*require\s*\(\s*_+\s*\);?/gm;
  return [importStatement, requireStatement]
    .flatMap((expression) => [...source.code.matchAll(expression)])
    .map((match) => {
      const end = match.index + match[0].length;
      const text = source.text.slice(match.index, end);
      const brace = match[0].lastIndexOf("}");
      const onlyTypes = /^import\s+type\b/.test(match[0]);
      const namesEnd = match[0].slice(0, Math.max(brace, 0)).replace(/[\s,]*$/, "").length;
      const open = brace === -1 || onlyTypes;
      return { ...parse(text), start: match.index, end, namesEnd: open ? undefined : match.index + namesEnd };
    })
    .sort((a, b) => a.start - b.start);
}

const parseImport = (text: string): Clause => parse(text);

function parse(text: string): Clause {
  const module = /["']([^"']*)["']/.exec(text)?.[1] ?? "";
  const names = /\{([^}]*)\}/.exec(text)?.[1] ?? "";
  const whole =
    /^import\s+(?:[\w$]+|\*\s*as\s+[\w$]+)/.exec(text)?.[0].replace(/^import\s+/, "") ??
    /^(?:const|let|var)\s+([\w$]+)/.exec(text)?.[1];
  return {
    module,
    whole: whole === "type" ? undefined : whole?.replace(/\s+/g, " "),
    // CommonJS renames with a colon.
    names: names
      .split(",")
      .map((name) =>
        name
          .trim()
          .replace(/\s*:\s*/, " as ")
          .replace(/\s+/g, " "),
      )
      .filter((name) => name !== ""),
  };
}

const spell = (name: string, system: ModuleSystem): string =>
  system === "esm" ? name : name.replace(" as ", ": ");

function write(
  clause: Clause,
  system: ModuleSystem,
  source: CodeText,
  statements: readonly Statement[],
): string {
  const first = statements[0] && source.text.slice(statements[0].start, statements[0].end);
  const quote = first?.includes("'") ? "'" : '"';
  const end = first === undefined || first.endsWith(";") ? ";" : "";
  const module = quote + clause.module + quote;
  const names = clause.names.map((name) => spell(name, system)).join(", ");
  const bound = clause.whole ?? (names === "" ? undefined : `{ ${names} }`);
  if (system === "esm")
    return bound === undefined ? `import ${module}${end}` : `import ${bound} from ${module}${end}`;
  const call = `require(${module})${end}`;
  return bound === undefined ? call : `const ${bound.replace(/^\* as /, "")} = ${call}`;
}

function findPlace(source: CodeText, statements: readonly Statement[]): HeaderPlace {
  const header = statements.filter(({ start }) => onlyHeaderBefore(source, statements, start)).at(-1);
  if (header !== undefined) return { offset: lineEnd(source.text, header.end), follows: "imports" };
  // A directive ("use strict") must stay the first statement.
  const top = topComment(source);
  let place = top;
  for (let at = headerEndOf(source.text, top); at < source.text.length; at = nextLine(source.text, at)) {
    const line = source.code.slice(at, lineEnd(source.text, at)).trim();
    if (line !== "" && !/^_+;?$/.test(line)) break;
    if (line !== "") place = { offset: lineEnd(source.text, at), follows: "other" };
  }
  return place;
}

/** Imports at the end of a file or between code are read, but new ones go with those on top. */
function onlyHeaderBefore(source: CodeText, statements: readonly Statement[], start: number): boolean {
  let rest = source.code.slice(0, start);
  for (const statement of statements.filter((other) => other.start < start).reverse()) {
    rest = rest.slice(0, statement.start) + rest.slice(statement.end);
  }
  return /^[\s_;]*$/.test(rest);
}
