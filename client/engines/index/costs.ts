/**
 * Pages that a query is expected to read by each way, from counts alone: what a planner estimates, and what the engine
 * is held to (P. Selinger et al., "Access path selection in a relational database management system", SIGMOD 1979).
 */
import { log, pow } from "../kernel/math.ts";
import { leafFill } from "./pageFill.ts";
import { INDEX_COLUMNS, type Params } from "./params.ts";
import { prefixBounds } from "./primitives/compositeKey.ts";

export interface Estimate {
  /** Pages of the index and of the table. */
  readonly pages: number;
  /** Entries of the index, or rows of the table, that are looked at. */
  readonly examined: number;
  /** Leading columns of the index that bound the search. */
  readonly columns: number;
}

type Shape = Pick<Params, "query" | "customers" | "days" | "rangeDays" | "rowsPerPage">;

/** The part of the table that a condition on the column leaves. */
function selectivity(column: string, rows: number, { customers, days, rangeDays }: Shape): number {
  if (column === "id") return 1 / rows;
  return column === "customer" ? 1 / customers : rangeDays / days;
}

/** Columns on which the query has a condition, as conditions with values that do not matter here. */
function conditionsOf(query: string): {
  columns: readonly string[];
  bounds: Parameters<typeof prefixBounds>[1];
} {
  const range = { column: "day", from: 0, to: 0 };
  if (query === "id") return { columns: ["id"], bounds: { equal: { id: 0 } } };
  if (query === "customer") return { columns: ["customer"], bounds: { equal: { customer: 0 } } };
  if (query === "days") return { columns: ["day"], bounds: { equal: {}, range } };
  return { columns: ["customer", "day"], bounds: { equal: { customer: 0 }, range } };
}

/** Rows that the query returns in the mean. */
export function expectedRows(rows: number, shape: Shape): number {
  return conditionsOf(shape.query).columns.reduce(
    (left, column) => left * selectivity(column, rows, shape),
    rows,
  );
}

/** Pages that a scan of the table reads. */
export function tablePages(rows: number, rowsPerPage: number): number {
  return Math.ceil(rows / rowsPerPage);
}

/** Pages of the table that hold at least one of the rows when each row is wanted independently with probability `share`:
 *  Σ 1 − (1 − share)^(rows of the page) (A. Cárdenas, CACM 18(5), 1975). */
export function pagesTouched(rows: number, rowsPerPage: number, share: number): number {
  const full = Math.floor(rows / rowsPerPage);
  const rest = rows - full * rowsPerPage;
  return full * (1 - pow(1 - share, rowsPerPage)) + (1 - pow(1 - share, rest));
}

/** By an index of this height whose leaves hold `leafEntries` in the mean. */
export function indexEstimate(
  path: string,
  rows: number,
  shape: Shape,
  tree: { readonly height: number; readonly leafEntries: number },
): Estimate {
  const indexed = INDEX_COLUMNS[path]!;
  const { columns: conditioned, bounds } = conditionsOf(shape.query);
  const { columns } = prefixBounds(indexed, bounds);
  const bounding = indexed.slice(0, columns);
  const examined = bounding.reduce((left, column) => left * selectivity(column, rows, shape), rows);
  // What the index knows of later columns is checked before the row is fetched.
  const known = conditioned.filter((column) => indexed.includes(column));
  const fetched = known.reduce((share, column) => share * selectivity(column, rows, shape), 1);
  // A search ends at the first entry beyond its bounds, which may lie on the next leaf.
  const leaves = tree.leafEntries >= rows ? 1 : 1 + Math.min(examined + 1, rows) / tree.leafEntries;
  const all = Math.max(1, rows / tree.leafEntries);
  const heap =
    path === "covering" && shape.query !== "id" ? 0 : pagesTouched(rows, shape.rowsPerPage, fetched);
  // A unique index is done at the entry itself.
  const read = indexed[0] === "id" && columns === 1 ? 1 : columns === 0 ? all : Math.min(leaves, all);
  return { pages: tree.height - 1 + read + heap, examined: columns === 0 ? rows : examined, columns };
}

/** Height of a tree with n entries, where full and half-full pages give the same; undefined where it depends on chance. */
export function certainHeight(entries: number, capacity: number): number | undefined {
  if (entries <= capacity) return 1;
  const lowest = Math.ceil(log(entries) / log(capacity) - 1e-9);
  const highest = 1 + Math.floor(log(entries / 2) / log((capacity + 1) >> 1) + 1e-9);
  return lowest === highest ? lowest : undefined;
}

/** What the parameters alone say of the tree; undefined where they do not decide its height. */
export function expectedTree(values: Params): { height: number; leafEntries: number } | undefined {
  const height = certainHeight(values.rows, values.entriesPerPage);
  const fill = leafFill(values);
  if (height === undefined || fill === undefined) return undefined;
  return { height, leafEntries: fill * values.entriesPerPage };
}
