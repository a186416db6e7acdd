/**
 * What a tier of tests says when it is done, in the one shape that `npm test` adds up. A tier writes it to the file named
 * by `DESIGNWISE_REPORT`, so that its output stays free for people.
 */
import { writeFileSync } from "node:fs";

export interface Failure {
  readonly title: string;
  /** Message and stack, or the end of a program's output. */
  readonly error: string;
}

export interface TierReport {
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** Tests that said themselves that they did not run; they are named, never silent. */
  readonly skipped: readonly string[];
}

export const emptyReport: TierReport = { passed: 0, failures: [], skipped: [] };

export function addReports(reports: readonly TierReport[]): TierReport {
  return {
    passed: reports.reduce((sum, report) => sum + report.passed, 0),
    failures: reports.flatMap((report) => report.failures),
    skipped: reports.flatMap((report) => report.skipped),
  };
}

/** Writes the report where the caller asked for it; nothing when nobody asked. */
export function writeReport(report: TierReport): void {
  const path = process.env.DESIGNWISE_REPORT;
  if (path !== undefined && path !== "") writeFileSync(path, JSON.stringify(report));
}
