/** What the parameters alone say of queries on the table as it was loaded. */
import {
  certainHeight,
  type Estimate,
  expectedRows,
  expectedTree,
  indexEstimate,
  tablePages,
} from "./costs.ts";
import type { Params } from "./params.ts";

/** The way that is taken and its costs; undefined once rows are added, or where the tree's shape is left to chance. */
export function expectedQuery(values: Params): Estimate | undefined {
  if (values.writeShare > 0) return undefined;
  const scan: Estimate = {
    pages: tablePages(values.rows, values.rowsPerPage),
    examined: values.rows,
    columns: 0,
  };
  if (values.path === "scan") return scan;
  const tree = expectedTree(values);
  if (tree === undefined) return undefined;
  const byIndex = indexEstimate(values.path, values.rows, values, tree);
  if (!values.planner || byIndex.pages < 0.9 * scan.pages) return byIndex;
  // Which of two nearly equal ways the planner takes is left to chance.
  return byIndex.pages > 1.1 * scan.pages ? scan : undefined;
}

export function expectedResult(values: Params): number | undefined {
  return values.writeShare > 0 || values.query === "id" ? undefined : expectedRows(values.rows, values);
}

export function expectedHeight(values: Params): number | undefined {
  if (values.path === "scan" || values.writeShare > 0) return undefined;
  return certainHeight(values.rows, values.entriesPerPage);
}
