/**
 * The report as SARIF 2.1.0 (OASIS standard, 27 March 2020), which code hosts show beside a pull request. Regions are
 * 1-based there, columns count UTF-16 units by `columnKind`, and addresses are relative to `%SRCROOT%`.
 */
import type { RuleDoc, Severity } from "../content/types.ts";
import { ignoreRuleId } from "../rules/check.ts";
import type { Fix } from "../rules/rule.ts";
import type { CheckReport } from "./checkFiles.ts";
import type { LineIndex, Range } from "./positions.ts";
import { located } from "./report.ts";

const schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

const level: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

export interface SarifDeps {
  readonly docs: readonly RuleDoc[];
  readonly version: string;
}

/** The log as a value, to be printed as JSON. */
export function sarifReport(report: CheckReport, { docs, version }: SarifDeps) {
  const rules = [...docs.map(ruleDescriptor), ignoreDescriptor];
  const results = located(report.findings).map(({ file, finding, range, index }) => {
    const artifactLocation = { uri: encodePath(file), uriBaseId: "%SRCROOT%" };
    return {
      ruleId: finding.rule,
      ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
      level: level[finding.severity],
      message: { text: finding.message },
      locations: [{ physicalLocation: { artifactLocation, region: regionOf(range) } }],
      ...(finding.fix && { fixes: [fixOf(finding.fix, artifactLocation, index)] }),
    };
  });
  const notifications = [
    ...report.skipped.map(({ file, reason }) => ({
      level: "note" as const,
      message: { text: `Not checked: ${reason}.` },
      locations: [
        { physicalLocation: { artifactLocation: { uri: encodePath(file), uriBaseId: "%SRCROOT%" } } },
      ],
    })),
    ...report.problems.map((text) => ({ level: "warning" as const, message: { text } })),
  ];
  return {
    $schema: schema,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Designwise", version, rules } },
        columnKind: "utf16CodeUnits",
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
        results,
      },
    ],
  };
}

function ruleDescriptor(doc: RuleDoc) {
  const [source] = doc.sources.filter(({ url }) => url !== undefined);
  return {
    id: doc.id,
    name: doc.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: doc.title },
    fullDescription: { text: plainText(firstParagraph(doc.markdown)) },
    help: { text: plainText(doc.markdown), markdown: doc.markdown },
    ...(source?.url !== undefined && { helpUri: source.url }),
    defaultConfiguration: { level: level[doc.severity] },
    properties: { tags: [...doc.terms] },
  };
}

const ignoreText = "A designwise-ignore comment that names an unknown rule or silences nothing.";
const ignoreDescriptor = {
  id: ignoreRuleId,
  name: "DesignwiseIgnore",
  shortDescription: { text: ignoreText },
  fullDescription: { text: ignoreText },
  help: { text: ignoreText, markdown: ignoreText },
  defaultConfiguration: { level: "note" as const },
  properties: { tags: [] as string[] },
};

const firstParagraph = (markdown: string): string =>
  markdown.split(/\n{2,}/).find((block) => !block.startsWith("#")) ?? markdown;

/** For viewers that show no Markdown. */
function plainText(markdown: string): string {
  return markdown.replace(/^#+ +/gm, "").replace(/`/g, "").trim();
}

function regionOf({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function fixOf(fix: Fix, artifactLocation: { uri: string; uriBaseId: string }, index: LineIndex) {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation,
        replacements: fix.edits.map(({ span, newText }) => ({
          deletedRegion: regionOf(index.range(span)),
          insertedContent: { text: newText },
        })),
      },
    ],
  };
}

const encodePath = (file: string): string => file.split("/").map(encodeURIComponent).join("/");
