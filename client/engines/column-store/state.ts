/** State of the column-store engine: one table in both layouts, and what queries read of each. */
import type { EngineContext } from "../kernel/engine.ts";
import { PAGE_BYTES, type Params } from "./params.ts";
import { columnCodecs, shortestCodec } from "./primitives/columnCodecs.ts";
import { ColumnFile } from "./primitives/columnFile.ts";
import { RowFile } from "./primitives/rowFile.ts";
import { countRuns } from "./primitives/runLengthCodec.ts";

export type Context = EngineContext<"rowBytes" | "columnBytes", "query">;

/** Of one kind of query. */
export interface Totals {
  queries: number;
  rowBytes: number;
  columnBytes: number;
}

export interface LastQuery {
  kind: "none" | "scan" | "point";
  /** The value that was filtered by, or the row that was fetched. */
  wanted: number;
  found: number;
  sum: number;
  rowBytes: number;
  columnBytes: number;
}

export interface State {
  readonly params: Params;
  rowFile: RowFile;
  columnFile: ColumnFile;
  sorted: boolean;
  /** Of the filtered column. */
  runs: number;
  readonly scans: Totals;
  readonly points: Totals;
  /** Blocks of the filtered column in scans: all, and those that were not read. */
  blocksSeen: number;
  blocksLeftOut: number;
  /** By column, then by block: 1 when the latest query read it. */
  read: Uint8Array;
  readonly last: LastQuery;
  /** Queries of one kind that an action has asked for. */
  forcedScans: number;
  forcedPoints: number;
}

export function createState(values: Params, ctx: Context): State {
  const columns = randomColumns(values, ctx);
  const files = filesOf(values.sorted ? sortedBy(columns) : columns, values);
  return {
    params: values,
    ...files,
    sorted: values.sorted,
    scans: { queries: 0, rowBytes: 0, columnBytes: 0 },
    points: { queries: 0, rowBytes: 0, columnBytes: 0 },
    blocksSeen: 0,
    blocksLeftOut: 0,
    last: { kind: "none", wanted: 0, found: 0, sum: 0, rowBytes: 0, columnBytes: 0 },
    forcedScans: 0,
    forcedPoints: 0,
  };
}

/** Column 0 is filtered by; the others are amounts, few categories, unrelated numbers and times in order. */
function randomColumns({ rows, columns, values }: Params, ctx: Context): Int32Array[] {
  const list = Array.from({ length: columns }, () => new Int32Array(rows));
  for (let row = 0; row < rows; row++) {
    list[0]![row] = Math.floor(ctx.random("filtered column") * values);
    for (let i = 1; i < columns; i++) {
      const uniform = ctx.random("other columns");
      const kind = i % 4;
      list[i]![row] =
        kind === 1
          ? Math.floor(uniform * 10_000)
          : kind === 2
            ? Math.floor(uniform * 16)
            : kind === 3
              ? Math.floor(uniform * 0x7fffffff)
              : 1_700_000_000 + 10 * row + Math.floor(uniform * 10);
    }
  }
  return list;
}

/** The rows in the order of the first column. */
function sortedBy(columns: readonly Int32Array[]): Int32Array[] {
  const first = columns[0]!;
  const order = Array.from(first, (_, row) => row).sort((one, other) => first[one]! - first[other]!);
  return columns.map((column) => Int32Array.from(order, (row) => column[row]!));
}

function filesOf(columns: readonly Int32Array[], { codec, blockRows }: Params) {
  const fixed = columnCodecs.find(({ name }) => name === codec);
  const columnFile = new ColumnFile(columns, blockRows, fixed === undefined ? shortestCodec : () => fixed);
  return {
    rowFile: new RowFile(columns, PAGE_BYTES),
    columnFile,
    runs: countRuns(columns[0]!),
    read: new Uint8Array(columns.length * columnFile.blocks),
  };
}

/** Writes both files again, in the order of the filtered column. */
export function sortTable(state: State): void {
  const { rowFile, params } = state;
  const columns = Array.from({ length: rowFile.columns }, (_, column) =>
    Int32Array.from({ length: rowFile.rows }, (_unused, row) => rowFile.value(row, column)),
  );
  Object.assign(state, filesOf(sortedBy(columns), params));
  state.sorted = true;
  // The rows have other places now: what was found is not to be looked for there.
  state.last.kind = "none";
}
