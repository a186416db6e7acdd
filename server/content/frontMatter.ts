/**
 * Splits a content file into front matter and body, and keeps where every value stands, so that a problem points at
 * its own line and column. It knows nothing of terms, patterns or rules; their readers take fields from it with
 * `fields.ts`. Workspace files come through here too: nothing in a file can make it throw.
 */
import { type Document, isAlias, isMap, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Problem } from "./types.ts";

/** Keys and list positions from the root: `["sources", 0, "title"]`. */
export type Path = readonly (string | number)[];

export interface Position {
  /** 0-based, in the file. */
  readonly line: number;
  /** 0-based, in UTF-16 units. */
  readonly character: number;
}

export interface FrontMatter {
  readonly file: string;
  /** False when there is none or it cannot be parsed: to look for missing fields would only bury the real fault. */
  readonly usable: boolean;
  /** Empty when not usable. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What follows the closing `---`, with LF line ends. */
  readonly body: string;
  /** Line of the file on which `body` starts, 0-based. */
  readonly bodyLine: number;
  /** In the order of finding; `report` appends. */
  readonly problems: readonly Problem[];
  /** Where the value at `path` (or its key) stands; of the nearest parent that exists when it is missing. */
  positionOf(path: Path, part?: "value" | "key"): Position;
  report(path: Path, message: string, part?: "value" | "key"): void;
  /** For faults in the body; `line` counts in the file. */
  reportAt(line: number, character: number, message: string): void;
}

/** No term or rule comes near it; a file that does is not front matter but an attack or an accident. */
const maxFrontMatterLength = 64 * 1024;
/** The parser recurses, and takes seconds over thousands of levels before it gives up. */
const maxNesting = 50;
/** One slip in YAML yields a tail of consequences. */
const maxYamlProblems = 5;
/** Deeper than any list of lists that people write, and shallow enough for the parser. */
const maxIndentation = 200;

interface Split {
  readonly yaml: string;
  readonly body: string;
  readonly bodyLine: number;
  readonly fault?: string;
}

/** Reads the front matter of `text`. Faults are in `problems`; `data` and `body` hold whatever could be read. */
export function readFrontMatter(file: string, text: string): FrontMatter {
  const problems: Problem[] = [];
  const reportAt = (line: number, character: number, message: string): void => {
    problems.push({ file, line, character, message });
  };
  // Lines and columns do not change by this, and nobody after us needs to think of CRLF.
  const split = splitFile(text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n"));
  if (split.fault !== undefined) reportAt(0, 0, split.fault);

  return readFields(file, split, split.fault === undefined, "Front matter", problems, 1);
}

/** Reads a file that is YAML as a whole, of at most `maxLength` characters. `body` is empty. */
export function readYamlFile(file: string, text: string, maxLength: number): FrontMatter {
  const problems: Problem[] = [];
  const yaml = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const split: Split = { yaml: yaml.length > maxLength ? "" : yaml, body: "", bodyLine: 0 };
  if (yaml.length > maxLength) {
    const message = `The file is longer than ${maxLength} characters.`;
    problems.push({ file, line: 0, character: 0, message });
  }
  return readFields(file, split, problems.length === 0, "YAML", problems, 0);
}

/** `firstLine` is the line of the file on which the YAML starts. */
function readFields(
  file: string,
  split: Split,
  sound: boolean,
  what: string,
  problems: Problem[],
  firstLine: number,
): FrontMatter {
  const reportAt = (line: number, character: number, message: string): void => {
    problems.push({ file, line, character, message });
  };
  const lines = new Lines(firstLine);
  const yamlDocument = parse(split.yaml, lines, reportAt, what);
  const data = yamlDocument && sound ? toData(yamlDocument, lines, reportAt, what) : undefined;
  const positionOf = (path: Path, part: "value" | "key" = "value"): Position => {
    const offset = yamlDocument === undefined ? undefined : offsetOf(yamlDocument, path, part);
    return offset === undefined ? { line: 0, character: 0 } : lines.position(offset);
  };
  const report = (path: Path, message: string, part: "value" | "key" = "value"): void => {
    const { line, character } = positionOf(path, part);
    reportAt(line, character, message);
  };
  const usable = data !== undefined;
  return {
    file,
    usable,
    data: data ?? {},
    body: split.body,
    bodyLine: split.bodyLine,
    problems,
    positionOf,
    report,
    reportAt,
  };
}

function splitFile(text: string): Split {
  const opening = /^---[ \t]*\n/.exec(text);
  if (opening === null) {
    return {
      yaml: "",
      body: text,
      bodyLine: 0,
      fault: "Expected front matter: a first line `---`, YAML, and a line `---`.",
    };
  }
  const start = opening[0].length;
  const closing = /^---[ \t]*(?:\n|$)/m.exec(text.slice(start));
  if (closing === null) {
    return { yaml: "", body: "", bodyLine: 0, fault: "The front matter has no closing line `---`." };
  }
  const yaml = text.slice(start, start + closing.index);
  const bodyStart = start + closing.index + closing[0].length;
  const bodyLine = text.slice(0, bodyStart).split("\n").length - 1;
  const body = text.slice(bodyStart);
  if (yaml.length > maxFrontMatterLength) {
    return {
      yaml: "",
      body,
      bodyLine,
      fault: `The front matter is longer than ${maxFrontMatterLength} characters.`,
    };
  }
  return { yaml, body, bodyLine };
}

type ReportAt = (line: number, character: number, message: string) => void;

/** Lines of the YAML, counted in the file. */
class Lines {
  readonly counter = new LineCounter();

  constructor(readonly first: number) {}

  position(offset: number): Position {
    const { line, col } = this.counter.linePos(offset);
    return { line: Math.max(line - 1 + this.first, this.first), character: Math.max(col - 1, 0) };
  }
}

function parse(yaml: string, lines: Lines, reportAt: ReportAt, what: string): Document.Parsed | undefined {
  if (nestsDeeply(yaml)) {
    reportAt(lines.first, 0, `${what} nests deeper than ${maxNesting} levels.`);
    return undefined;
  }
  try {
    const yamlDocument = parseDocument(yaml, { lineCounter: lines.counter, prettyErrors: false });
    for (const fault of [...yamlDocument.errors, ...yamlDocument.warnings].slice(0, maxYamlProblems)) {
      const { line, character } = lines.position(fault.pos[0]);
      reportAt(line, character, `${what}: ${fault.message}`);
    }
    return yamlDocument;
  } catch (error) {
    // It reports what it finds wrong and throws nothing that we know of; but workspace files must not stop the server.
    reportAt(0, 0, `${what} cannot be parsed: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Brackets that are open at one time, `- - -` in one line, or indentation. */
function nestsDeeply(yaml: string): boolean {
  let open = 0;
  for (const bracket of yaml.match(/[[\]{}]/g) ?? []) {
    open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
    if (open > maxNesting) return true;
  }
  return yaml
    .split("\n")
    .some(
      (line) =>
        line.length - line.trimStart().length > maxIndentation ||
        /^(?:\s*[-?:]\s)+/.exec(line)?.[0].match(/[-?:]/g)?.[maxNesting] !== undefined,
    );
}

function toData(
  yamlDocument: Document.Parsed,
  lines: Lines,
  reportAt: ReportAt,
  what: string,
): Record<string, unknown> | undefined {
  if (yamlDocument.errors.length > 0) return undefined;
  if (yamlDocument.contents === null) return {};
  if (!isMap(yamlDocument.contents)) {
    reportAt(lines.first, 0, `${what} must be a list of \`key: value\` lines.`);
    return undefined;
  }
  const alias = offsetOfAlias(yamlDocument);
  if (alias !== undefined) {
    // Aliases multiply a small file into a large value, and no content needs them.
    const { line, character } = lines.position(alias);
    reportAt(
      line,
      character,
      "A text that starts with `*` must be in quotes; YAML aliases are not allowed here.",
    );
    return undefined;
  }
  return yamlDocument.toJS() as Record<string, unknown>;
}

function offsetOfAlias(yamlDocument: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(yamlDocument, (_, node) => {
    if (!isAlias(node)) return undefined;
    offset = startOf(node) ?? 0;
    return visit.BREAK;
  });
  return offset;
}

function offsetOf(yamlDocument: Document.Parsed, path: Path, part: "value" | "key"): number | undefined {
  let node: unknown = yamlDocument.contents;
  let offset: number | undefined;
  path.every((step, depth) => {
    const found = stepInto(node, step);
    if (found === undefined) return false;
    const wantsKey = part === "key" && depth === path.length - 1;
    offset = (wantsKey ? startOf(found.key) : startOf(found.value)) ?? startOf(found.key) ?? offset;
    node = found.value;
    return true;
  });
  return offset;
}

function stepInto(node: unknown, step: string | number): { key: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => keyText(item.key) === String(step));
    return pair === undefined ? undefined : { key: pair.key, value: pair.value };
  }
  if (isSeq(node) && typeof step === "number" && step < node.items.length) {
    return { key: undefined, value: node.items[step] };
  }
  return undefined;
}

function keyText(key: unknown): string {
  return typeof key === "object" && key !== null && "value" in key ? String(key.value) : String(key);
}

function startOf(node: unknown): number | undefined {
  const range = typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
  return Array.isArray(range) && typeof range[0] === "number" ? range[0] : undefined;
}
