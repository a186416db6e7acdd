/** What the layouts look like: blocks by column with those that the latest query read, and the bytes of both. */
import type { Scene, Tone } from "../kernel/scene.ts";
import type { State } from "./state.ts";

/** Columns and groups of blocks that are drawn. */
const SHOWN = 8;

export function scene(state: State): Scene {
  const { columnFile, rowFile, last } = state;
  return {
    parts: [
      {
        kind: "cells",
        title: `Blocks by column${rowFile.columns > SHOWN ? `, ${SHOWN} of ${rowFile.columns} columns` : ""}; read ones marked`,
        columns: Math.min(SHOWN, columnFile.blocks),
        cells: blockCells(state),
      },
      {
        kind: "bars",
        title: "Bytes read by the latest query",
        unit: "bytes",
        bars: [
          { label: "by row", value: last.rowBytes, tone: "series-1" },
          { label: "by column", value: last.columnBytes, tone: "series-2" },
        ],
      },
      {
        kind: "bars",
        title: "Bytes stored",
        unit: "bytes",
        bars: [
          { label: "by row", value: rowFile.byteLength, tone: "series-1" },
          {
            label: "by column",
            value: columnFile.bytesOf(),
            tone: "series-2",
            reference: 4 * rowFile.rows * rowFile.columns,
          },
        ],
      },
      {
        kind: "table",
        title: "Columns",
        columns: ["Column", "Encoding", "Bytes", "Plain over encoded"],
        rows: columnFile.columns.map((blocks, column) => {
          const bytes = columnFile.bytesOf(column);
          const names = new Set(blocks.map(({ codec }) => codec.name));
          return {
            cells: [
              nameOf(column),
              [...names].join(", "),
              String(bytes),
              String(Math.round((40 * rowFile.rows) / bytes) / 10),
            ],
            tone: column < state.params.readColumns ? "accent" : "neutral",
          };
        }),
      },
    ],
    text: text(state),
  };
}

function nameOf(column: number): string {
  if (column === 0) return "c0, filtered";
  return `c${column}, ${["times", "amounts", "categories", "numbers"][column % 4]}`;
}

function blockCells({ columnFile, read }: State): { label: string; detail: string; tone: Tone }[] {
  const { blocks, columns } = columnFile;
  const groups = Math.min(SHOWN, blocks);
  const cells = [];
  for (let column = 0; column < Math.min(SHOWN, columns.length); column++) {
    for (let group = 0; group < groups; group++) {
      const from = Math.floor((group * blocks) / groups);
      const to = Math.floor(((group + 1) * blocks) / groups);
      let [count, bytes] = [0, 0];
      for (let block = from; block < to; block++) {
        count += read[column * blocks + block]!;
        bytes += columns[column]![block]!.bytes.length;
      }
      const tone: Tone = count === 0 ? "muted" : count === to - from ? "accent" : "warn";
      cells.push({ label: `c${column}`, detail: `${bytes} bytes, ${count} of ${to - from} read`, tone });
    }
  }
  return cells;
}

export function text({ last, rowFile, columnFile, params, sorted }: State): string {
  const table = `${rowFile.rows} rows of ${rowFile.columns} columns, ${sorted ? "sorted" : "unsorted"}, ${params.codec} encoding; stored ${rowFile.byteLength} bytes by row, ${columnFile.bytesOf()} by column.`;
  if (last.kind === "none") return `${table} No query yet.`;
  const what = last.kind === "scan" ? `Sum where c0 = ${last.wanted}` : `Row ${last.wanted}`;
  return `${table} ${what}: ${last.rowBytes} bytes by row, ${last.columnBytes} by column.`;
}
