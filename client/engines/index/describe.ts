/** Queries and ways in words. */
import type { ColumnConditions } from "./primitives/compositeKey.ts";
import type { State } from "./state.ts";

export function conditionsText({ equal, range }: ColumnConditions): string {
  const parts = Object.entries(equal).map(([column, value]) => `${column} = ${value}`);
  if (range !== undefined) parts.push(`day ${range.from} to ${range.to}`);
  return parts.length === 0 ? "no query yet" : parts.join(", ");
}

export function wayText({ query, columns }: State): string {
  if (!query.indexed) return `scan of ${query.heap} pages`;
  const index = query.inner + query.leaves;
  return `index (${columns!.join(", ")}): ${index} of its pages, ${query.heap} of the table's`;
}

export function describe(state: State): string {
  const { query, table } = state;
  if (state.last === "insert") return `row ${table.rows - 1} added`;
  const found = `${query.rows} of ${query.examined} looked at`;
  return `${conditionsText(query.conditions)}: ${wayText(state)}; ${found}`;
}
