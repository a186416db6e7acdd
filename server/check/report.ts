/** The report of `designwise check` as people and programs read it. `sarif.ts` has the third form. */
import type { Severity } from "../content/types.ts";
import type { CheckReport } from "./checkFiles.ts";
import { LineIndex, type Range } from "./positions.ts";

/** The JSON form; documented in the README. Lines and characters are 0-based, characters in UTF-16 units. */
export interface JsonReport {
  readonly findings: readonly {
    readonly file: string;
    readonly rule: string;
    readonly severity: Severity;
    readonly message: string;
    readonly range: Range;
    readonly fixable: boolean;
  }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly files: number;
  readonly lines: number;
  readonly elapsedMs: number;
}

export function jsonReport({ findings, skipped, files, lines, elapsedMs }: CheckReport): JsonReport {
  return {
    findings: located(findings).map(({ file, finding, range }) => ({
      file,
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      range,
      fixable: finding.fix !== undefined,
    })),
    skipped,
    files,
    lines,
    elapsedMs,
  };
}

/** Findings with their ranges; neighbours are mostly of one file, whose lines are indexed once. */
export function located(findings: CheckReport["findings"]) {
  let lastText: string | undefined;
  let index = new LineIndex("");
  return findings.map((entry) => {
    if (entry.text !== lastText) {
      lastText = entry.text;
      index = new LineIndex(entry.text);
    }
    return { ...entry, index, range: index.range(entry.finding.span) };
  });
}

const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 34, hint: 90 };

/** One line a finding (`file:line:column`, 1-based, as terminals link it), then what was skipped and the sum. */
export function textReport(
  report: CheckReport,
  { colour = false }: { readonly colour?: boolean } = {},
): string {
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const lines = located(report.findings).map(({ file, finding, range }) => {
    const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
    const severity = paint(colours[finding.severity], finding.severity);
    const fixable = finding.fix ? " (fixable)" : "";
    return `${place} ${severity} ${finding.message} ${paint(90, `[${finding.rule}]`)}${fixable}`;
  });
  const reasons = new Map<string, number>();
  for (const { reason } of report.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  // Of files in other languages there are many, and nobody expects them; the others are named.
  const named = report.skipped.filter(
    ({ reason }) => reason !== "unsupported language" && !reason.startsWith("excluded"),
  );
  lines.push(...named.map(({ file, reason }) => `${file} ${paint(90, `skipped: ${reason}`)}`));
  return `${[...lines, summary(report, reasons)].join("\n")}\n`;
}

function summary(report: CheckReport, reasons: ReadonlyMap<string, number>): string {
  const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;
  const skipped = [...reasons].map(([reason, n]) => `${n} ${reason}`).join(", ");
  const tail = skipped === "" ? "" : `; skipped: ${skipped}`;
  return `${count(report.findings.length, "finding")} in ${count(report.files, "file")}, ${count(report.lines, "line")}, ${report.elapsedMs} ms${tail}`;
}
