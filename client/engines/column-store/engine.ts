/** Rows against columns: the same queries on the same table in both layouts, with real encodings and real bytes. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { byRows, point, scan } from "./query.ts";
import { scene } from "./scene.ts";
import { type Context, createState, type State, sortTable, type Totals } from "./state.ts";
import { columnPointBytes, columnScanBytes, expectedRuns, filteredRatio, rowScanBytes } from "./theory.ts";

function nextQuery(state: State, ctx: Context): void {
  const { params, last } = state;
  // All are drawn in every query, so that a changed share does not shift what is asked for.
  const mix = ctx.random("mix");
  const wanted = Math.floor(ctx.random("wanted value") * params.values);
  const row = Math.floor(ctx.random("wanted row") * params.rows);
  let aggregated = mix < params.scanShare;
  if (state.forcedScans > 0) {
    state.forcedScans--;
    aggregated = true;
  } else if (state.forcedPoints > 0) {
    state.forcedPoints--;
    aggregated = false;
  }
  if (aggregated) scan(state, wanted);
  else point(state, row);
  ctx.observe("rowBytes", last.rowBytes);
  ctx.observe("columnBytes", last.columnBytes);
}

function check(state: State): string | undefined {
  const { columnFile, rowFile, last } = state;
  if (last.kind !== "none") {
    const { found, sum } = byRows(state);
    if (found !== last.found || sum !== last.sum) {
      return `by column ${last.found} rows with the sum ${last.sum}, by row ${found} with ${sum}`;
    }
    if (last.columnBytes > columnFile.bytesOf()) return "a query read more of the columns than there is";
    if (last.kind === "scan" && last.columnBytes === 0 && found > 0) return "rows were found without reading";
  }
  return rowFile.byteLength < 4 * rowFile.rows * rowFile.columns
    ? "rows take less than their values"
    : undefined;
}

const mean = (sum: number, { queries }: Totals) => (queries === 0 ? 0 : sum / queries);

function queriesParam(help: string): NumberParam {
  return {
    kind: "number",
    label: "Queries",
    help,
    default: 20,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
  };
}

/** The table does not change, so that more queries would show nothing new. */
const MAX_QUERIES = 4000;

/** Of few columns and blocks; the share of blocks that are read scatters with the values asked for. */
const SCAN_TOLERANCE = 0.1;

export const columnStore = defineEngine({
  id: "column-store",
  term: "column-oriented-storage",
  title: "Rows against columns",
  kind: "operations",
  summary:
    "One table stored by row and by column, under sums over few columns and look-ups of single rows. See the bytes that each layout reads, and what sorting does to encodings.",
  leavesOut:
    "Writing, which a column store turns into one write for each column; caches, and what decoding costs; all values are whole numbers of 32 bits; queries by position need no index.",
  params,
  presets,
  defaultUntil: 200,
  series: {
    rowBytes: { title: "Bytes read by row", unit: "bytes", aggregation: "mean", points: 400 },
    columnBytes: { title: "Bytes read by column", unit: "bytes", aggregation: "mean", points: 400 },
  },
  metrics: {
    rowScanBytes: {
      title: "Aggregation, by row",
      help: "Bytes that a sum reads in the row layout.",
      unit: "bytes",
      value: (state: State) => mean(state.scans.rowBytes, state.scans),
    },
    columnScanBytes: {
      title: "Aggregation, by column",
      help: "Bytes of the blocks that a sum reads.",
      unit: "bytes",
      value: ({ scans }) => mean(scans.columnBytes, scans),
    },
    rowPointBytes: {
      title: "One row, by row",
      unit: "bytes",
      value: ({ points }) => mean(points.rowBytes, points),
    },
    columnPointBytes: {
      title: "One row, by column",
      unit: "bytes",
      value: ({ points }) => mean(points.columnBytes, points),
    },
    storedRatio: {
      title: "Plain over encoded, all columns",
      unit: "ratio",
      value: ({ rowFile, columnFile }) => (4 * rowFile.rows * rowFile.columns) / columnFile.bytesOf(),
    },
    filteredRatio: {
      title: "Plain over encoded, filtered column",
      unit: "ratio",
      value: ({ rowFile, columnFile }) => (4 * rowFile.rows) / columnFile.bytesOf(0),
    },
    runs: { title: "Runs in the filtered column", unit: "count", value: (state) => state.runs },
    leftOut: {
      title: "Blocks left out",
      help: "Share of the filtered column's blocks that sums did not read, thanks to zone maps.",
      unit: "ratio",
      value: (state) => (state.blocksSeen === 0 ? 0 : state.blocksLeftOut / state.blocksSeen),
    },
  },
  actions: {
    sort: {
      title: "Sort the table",
      help: "Rewrites both files in the order of the filtered column.",
      run: (state: State) => {
        sortTable(state);
      },
    },
    report: {
      title: "Run a report",
      help: "The next queries are all sums over the table.",
      argument: queriesParam("How many sums."),
      run: (state, _ctx: Context, count) => {
        state.forcedScans += count;
      },
    },
    lookUps: {
      title: "Look up rows",
      help: "The next queries each fetch one whole row.",
      argument: queriesParam("How many rows."),
      run: (state, _ctx, count) => {
        state.forcedPoints += count;
      },
    },
  },
  validate: ({ readColumns, columns }: Params) =>
    readColumns > columns
      ? `readColumns must be at most columns (${columns}), not ${readColumns}`
      : undefined,
  init: (values, ctx) => {
    ctx.schedule(1, "query");
    return createState(values, ctx);
  },
  on: {
    query: (state, ctx) => {
      nextQuery(state, ctx);
      if (state.scans.queries + state.points.queries < MAX_QUERIES) ctx.schedule(1, "query");
    },
  },
  scene,
  describe: (_event, _a, _b, { last }) => {
    const what =
      last.kind === "scan" ? `sum where c0 = ${last.wanted}, ${last.found} rows` : `row ${last.wanted}`;
    return `${what}: ${last.rowBytes} bytes by row, ${last.columnBytes} by column`;
  },
  check,
  theory: {
    rowScanBytes: {
      formula: "⌈rows / ⌊page / width⌋⌉ · page",
      source: "All pages are read, whatever is asked for; 0 without aggregations",
      tolerance: 0,
      value: (values: Params) => (values.scanShare === 0 ? undefined : rowScanBytes(values)),
    },
    columnScanBytes: {
      formula: "Σ 4 · rows of the block · (P(filtered block read) + (columns − 1) · P(value in block))",
      source: "Plain encoding; P(value in block) = 1 − (1 − 1/k)^B, sorted (1 + (blocks − 1)/k)/blocks",
      tolerance: SCAN_TOLERANCE,
      value: (values: Params) => (values.scanShare === 0 ? undefined : columnScanBytes(values)),
    },
    columnPointBytes: {
      formula: "columns · 4 · rows of the block",
      source: "Plain encoding: a value costs its whole block",
      tolerance: 0.02,
      value: (values: Params) => (values.scanShare === 1 ? undefined : columnPointBytes(values)),
    },
    runs: {
      formula: "1 + (n − 1)(1 − 1/k);  sorted k(1 − (1 − 1/k)^n)",
      source:
        "Neighbours are equal with probability 1/k (Feller, An Introduction to Probability Theory I, 1968)",
      tolerance: 0.03,
      value: expectedRuns,
    },
    filteredRatio: {
      formula: "4n / bytes: ⌈log₂ k⌉ bits a value, a byte a step, 2 bytes a run",
      source: "Abadi, Madden, Ferreira, SIGMOD 2006; the byte formats are those of the primitives",
      tolerance: 0.02,
      value: filteredRatio,
    },
  },
  sweep: { param: "readColumns", from: 1, to: 16, steps: 16 },
});
