/** Runs rules over source text, and reads the marks in fixtures: `expect-finding: <id>` trailing the line of a finding. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readRule } from "../../server/content/rule.ts";
import type { RuleDoc } from "../../server/content/types.ts";
import type { CodeModel } from "../../server/model/codeModel.ts";
import { buildModel } from "../../server/model/modelStore.ts";
import { createParsers } from "../../server/model/parsers.ts";
import { type CheckResult, checkModel } from "../../server/rules/check.ts";
import { rules } from "../../server/rules/index.gen.ts";
import { RuleSet } from "../../server/rules/ruleSet.ts";
import { defaultRuleSettings, type RuleSettings } from "../../server/rules/ruleSettings.ts";
import { loadFromDisk } from "../model/loadFromDisk.ts";

export const rulesFolder = path.resolve(import.meta.dirname, "../../server/rules");

export const ruleFolders: readonly string[] = readdirSync(rulesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export const pages = ruleFolders.map((id) => {
  const file = `server/rules/${id}/rule.md`;
  return readRule(file, readFileSync(path.join(rulesFolder, id, "rule.md"), "utf8"));
});

export const docs: readonly RuleDoc[] = pages.flatMap(({ value }) => value ?? []);

const parsers = await createParsers(loadFromDisk);

export function newRuleSet(): RuleSet {
  return new RuleSet(rules, docs);
}

export async function modelOf(
  languageId: string,
  text: string,
  uri = defaultUri(languageId),
): Promise<CodeModel> {
  await parsers.ready(languageId);
  const model = buildModel(parsers, { uri, languageId, text });
  if (model === undefined) throw new Error(`no model for ${languageId}: ${parsers.problems.join("; ")}`);
  return model;
}

const extensionOf: Readonly<Record<string, string>> = {
  typescript: "ts",
  typescriptreact: "tsx",
  javascript: "js",
  javascriptreact: "jsx",
  python: "py",
};

export const languageOfExtension = new Map(
  Object.entries(extensionOf).map(([id, extension]) => [extension, id]),
);

/** Says nothing of tests or examples, whose findings are treated differently. */
const defaultUri = (languageId: string): string => `file:///work/app/service.${extensionOf[languageId]}`;

export async function check(
  languageId: string,
  text: string,
  { settings = defaultRuleSettings, uri }: { settings?: RuleSettings; uri?: string } = {},
): Promise<CheckResult> {
  return checkModel(await modelOf(languageId, text, uri), newRuleSet(), settings);
}

/** `line: rule`, 1-based, sorted: what fixtures are compared by. */
export function linesOf(text: string, result: CheckResult): string[] {
  const lineOf = (offset: number): number => text.slice(0, offset).split(/\r\n|\r|\n/).length;
  return result.findings.map(({ rule, span }) => `${lineOf(span.start)}: ${rule}`).sort(byLine);
}

export function expectedLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) => {
      const ids = /expect-finding: ([\w-]+(?:, [\w-]+)*)/.exec(line)?.[1];
      return ids === undefined ? [] : ids.split(", ").map((id) => `${index + 1}: ${id}`);
    })
    .sort(byLine);
}

const byLine = (a: string, b: string): number =>
  Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1);
