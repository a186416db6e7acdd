/** A run as text for other tools: CSV with one row a point, and JSON as `designwise simulate` prints it. */
import { runReport, seriesRows } from "../../engines/kernel/runReport.ts";
import type { Run } from "../../engines/kernel/runTypes.ts";
import { sideName } from "./sideName.ts";

/** `runs`: one, or A and B. */
export function toCsv(runs: readonly Run[]): string {
  const rows = runs.flatMap((run, index) => seriesRows(run).map((row) => `${sideName(index)},${row}`));
  return `${["run,series,unit,x,y", ...rows].join("\n")}\n`;
}

export function toJson(runs: readonly Run[]): string {
  const reports = runs.map(runReport);
  return `${JSON.stringify(reports.length === 1 ? reports[0] : reports, undefined, 2)}\n`;
}
