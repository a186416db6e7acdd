/**
 * Reads `server/rules/<id>/rule.md`: the page that a user sees, and in it the examples that the tests run. The id is
 * the folder's name, so that a rule cannot be named differently in code, page and settings.
 */
import {
  checkKeys,
  idListField,
  isId,
  simulatorListField,
  sourceListField,
  textEntries,
  textField,
  textListField,
} from "./fields.ts";
import { type FrontMatter, readFrontMatter } from "./frontMatter.ts";
import { splitMarkdown } from "./markdown.ts";
import type { Loaded, RuleDoc, Severity } from "./types.ts";

/** Gravest first. */
export const severities = ["error", "warning", "information", "hint"] as const satisfies readonly Severity[];

export const ruleSections = ["What", "Why", "Fix", "When it is fine"] as const;

const keys = [
  "title",
  "severity",
  "languages",
  "terms",
  "patterns",
  "simulator",
  "equivalents",
  "sources",
] as const;

/** Reads one page. There is a value whenever id, title and severity can be read. */
export function readRule(file: string, text: string): Loaded<RuleDoc> {
  const front = readFrontMatter(file, text);
  const id = /([^/\\]+)[/\\][^/\\]*$/.exec(file)?.[1] ?? "";
  if (!isId(id)) front.reportAt(0, 0, `The folder name "${id}" is not an id: lower-case words and hyphens.`);
  if (!front.usable) return { value: undefined, problems: front.problems };
  checkKeys(front, [], keys);
  const title = textField(front, ["title"], "required");
  const severity = readSeverity(front);
  const languages = textListField(front, ["languages"]);
  if (languages.length === 0) front.report(["languages"], `"languages" names no language.`);
  checkSections(front);
  const complete = isId(id) && title !== undefined && severity !== undefined;
  if (!complete) return { value: undefined, problems: front.problems };
  const value: RuleDoc = {
    id,
    title,
    severity,
    languages,
    terms: idListField(front, ["terms"]),
    patterns: idListField(front, ["patterns"]),
    simulators: simulatorListField(front, ["simulator"]),
    sources: sourceListField(front, ["sources"]),
    equivalents: textEntries(front, ["equivalents"]).map((entry) => entry.text),
    markdown: front.body.trim(),
    file,
  };
  return { value, problems: front.problems };
}

function readSeverity(front: FrontMatter): Severity | undefined {
  const text = textField(front, ["severity"], "required");
  const severity = severities.find((known) => known === text);
  if (text !== undefined && severity === undefined) {
    front.report(["severity"], `"${text}" is no severity. Known: ${severities.join(", ")}.`);
  }
  return severity;
}

function checkSections(front: FrontMatter): void {
  const { sections } = splitMarkdown(front.body);
  const titles = sections.map((section) => section.title);
  for (const section of sections) {
    if (section.markdown === "") {
      front.reportAt(front.bodyLine + section.line, 0, `Section "${section.title}" is empty.`);
    }
  }
  if (titles.join() !== ruleSections.join()) {
    front.reportAt(front.bodyLine, 0, `The sections must be, in this order: ${ruleSections.join(", ")}.`);
  }
}

export interface RuleExample {
  /** VS Code language id. */
  readonly languageId: string;
  readonly verdict: "bad" | "good";
  readonly code: string;
  /** Line of the fence, 0-based, within the page's Markdown. */
  readonly line: number;
}

const languageOfFence: Readonly<Record<string, string>> = {
  ts: "typescript",
  tsx: "typescriptreact",
  js: "javascript",
  jsx: "javascriptreact",
  py: "python",
};

/** The fenced examples of a page that carry a verdict: ```` ```ts bad ````. Others are illustrations and not run. */
export function ruleExamples(markdown: string): RuleExample[] {
  const lines = markdown.split("\n");
  const examples: RuleExample[] = [];
  for (let line = 0; line < lines.length; line++) {
    const opening = /^```(\w+)(?: +(bad|good))?\s*$/.exec(lines[line] ?? "");
    if (opening === null) continue;
    const end = lines.findIndex((text, at) => at > line && text.startsWith("```"));
    if (end === -1) break;
    const languageId = languageOfFence[opening[1] ?? ""];
    const verdict = opening[2] as "bad" | "good" | undefined;
    if (languageId !== undefined && verdict !== undefined) {
      examples.push({ languageId, verdict, code: `${lines.slice(line + 1, end).join("\n")}\n`, line });
    }
    line = end;
  }
  return examples;
}
