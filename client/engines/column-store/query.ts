/** The two kinds of queries, answered from the bytes of the column file, with what the row file would have read. */
import { PAGE_BYTES } from "./params.ts";
import type { State, Totals } from "./state.ts";

/** SELECT sum(c1), … FROM t WHERE c0 = wanted. Blocks of the summed columns are read only where a row was found. */
export function scan(state: State, wanted: number): void {
  const { columnFile, rowFile, params, last, read } = state;
  begin(state, "scan", wanted);
  for (let block = 0; block < columnFile.blocks; block++) {
    state.blocksSeen++;
    if (params.zoneMaps && !columnFile.mayHold(0, block, wanted)) {
      state.blocksLeftOut++;
      continue;
    }
    const filtered = readBlock(state, 0, block);
    let found = 0;
    for (const value of filtered) if (value === wanted) found++;
    last.found += found;
    if (found === 0) continue;
    for (let column = 1; column < params.readColumns; column++) {
      const values = readBlock(state, column, block);
      for (let i = 0; i < values.length; i++) if (filtered[i] === wanted) last.sum += values[i]!;
    }
  }
  last.rowBytes = rowFile.pages * PAGE_BYTES;
  finish(state.scans, state);
  state.read = read;
}

/** SELECT * FROM t at one row: a page of the row file, a block of every column. */
export function point(state: State, row: number): void {
  const { columnFile, last } = state;
  begin(state, "point", row);
  const block = Math.floor(row / columnFile.blockRows);
  for (let column = 0; column < columnFile.columns.length; column++) {
    last.sum += readBlock(state, column, block)[row - block * columnFile.blockRows]!;
  }
  last.found = 1;
  last.rowBytes = PAGE_BYTES;
  finish(state.points, state);
}

function begin({ last, read }: State, kind: "scan" | "point", wanted: number): void {
  read.fill(0);
  last.kind = kind;
  last.wanted = wanted;
  last.found = last.sum = last.rowBytes = last.columnBytes = 0;
}

function finish(totals: Totals, { last }: State): void {
  totals.queries++;
  totals.rowBytes += last.rowBytes;
  totals.columnBytes += last.columnBytes;
}

function readBlock({ columnFile, last, read }: State, column: number, block: number): Int32Array {
  last.columnBytes += columnFile.columns[column]![block]!.bytes.length;
  read[column * columnFile.blocks + block] = 1;
  return columnFile.read(column, block);
}

/** The answer by the row file, for comparison: rows found and the sum over them. */
export function byRows({ rowFile, params, last }: State): { found: number; sum: number } {
  let [found, sum] = [0, 0];
  if (last.kind === "point") {
    for (let column = 0; column < rowFile.columns; column++) sum += rowFile.value(last.wanted, column);
    return { found: 1, sum };
  }
  for (let row = 0; row < rowFile.rows; row++) {
    if (rowFile.value(row, 0) !== last.wanted) continue;
    found++;
    for (let column = 1; column < params.readColumns; column++) sum += rowFile.value(row, column);
  }
  return { found, sum };
}
