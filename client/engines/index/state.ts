/** State of the index engine: the table, its one index, and what operations cost so far. */
import type { EngineContext } from "../kernel/engine.ts";
import { INDEX_COLUMNS, type Params } from "./params.ts";
import { BPlusTree } from "./primitives/bPlusTree.ts";
import { type ColumnConditions, type CompositeKey, compareComposite } from "./primitives/compositeKey.ts";
import { addRow, emptyTable, entryOf, type Table } from "./table.ts";

export type Context = EngineContext<"pages" | "rows", "operation">;

/** Rows at most, however many are added. */
export const MAX_ROWS = 400_000;

export interface LastQuery {
  conditions: ColumnConditions;
  /** Whether the index was used. */
  indexed: boolean;
  /** Pages read: inner ones, leaves, and the table's. */
  inner: number;
  leaves: number;
  heap: number;
  examined: number;
  rows: number;
  sum: number;
  /** Pages on the way down, from the root. */
  path: number[];
}

export interface State {
  readonly params: Params;
  readonly columns: readonly string[] | undefined;
  readonly table: Table;
  readonly tree: BPlusTree<CompositeKey, number>;
  queries: number;
  scans: number;
  pages: number;
  examined: number;
  rows: number;
  inserts: number;
  pagesWritten: number;
  /** Inserts that the unique index refused. */
  refused: number;
  /** The latest operation was a query. */
  last: "query" | "insert" | "none";
  readonly query: LastQuery;
  /** By page of the table: the latest query that fetched it. */
  fetched: Uint32Array;
}

export function createState(values: Params, ctx: Context): State {
  const columns = INDEX_COLUMNS[values.path];
  const state: State = {
    params: values,
    columns,
    table: emptyTable(values.rows + 64),
    tree: new BPlusTree(compareComposite, {
      pageCapacity: values.entriesPerPage,
      split: values.split === "append" ? "append" : "even",
    }),
    queries: 0,
    scans: 0,
    pages: 0,
    examined: 0,
    rows: 0,
    inserts: 0,
    pagesWritten: 0,
    refused: 0,
    last: "none",
    query: {
      conditions: { equal: {} },
      indexed: false,
      inner: 0,
      leaves: 0,
      heap: 0,
      examined: 0,
      rows: 0,
      sum: 0,
      path: [],
    },
    fetched: new Uint32Array(Math.ceil(values.rows / values.rowsPerPage)),
  };
  for (let i = 0; i < values.rows; i++) insertRow(state, ctx);
  return state;
}

/** A new row with random values. */
export function insertRow(state: State, ctx: Context): void {
  const { params, table } = state;
  if (table.rows >= MAX_ROWS) return;
  const random = Math.floor(ctx.random("ids") * 0x20000000000000);
  insert(state, {
    id: params.ids === "random" ? random : table.rows,
    customer: Math.floor(ctx.random("customers") * params.customers),
    day: Math.floor(ctx.random("days") * params.days),
    amount: 1 + Math.floor(ctx.random("amounts") * 1000),
  });
}

/** One page of the table is written, a leaf, and for each split two more: the new page and its parent. */
export function insert(state: State, row: Parameters<typeof addRow>[1]): void {
  const { table, tree, columns } = state;
  if (columns?.[0] === "id" && tree.has([row.id])) {
    state.refused++;
    return;
  }
  const number = addRow(table, row);
  state.inserts++;
  state.pagesWritten++;
  if (columns === undefined) return;
  const splits = tree.splits;
  tree.insert(entryOf(table, number, columns), number);
  state.pagesWritten += 1 + 2 * (tree.splits - splits);
}

/** Deletes the row if it still exists. */
export function deleteRow(state: State, row: number): void {
  const { table, tree, columns } = state;
  if (table.alive[row] === 0) return;
  table.alive[row] = 0;
  table.deleted++;
  if (columns !== undefined) tree.delete(entryOf(table, row, columns));
}
