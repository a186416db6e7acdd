/** Index: one table, one index or none, one kind of query; what is read is held to the tree's height and to counts. */
import { defineEngine, type NumberParam } from "../kernel/engine.ts";
import { tablePages } from "./costs.ts";
import { describe } from "./describe.ts";
import { check } from "./invariants.ts";
import { leafFill } from "./pageFill.ts";
import { type Params, params } from "./params.ts";
import { presets } from "./presets.ts";
import { ask, nextConditions } from "./query.ts";
import { scene } from "./scene.ts";
import { type Context, createState, deleteRow, insert, insertRow, MAX_ROWS, type State } from "./state.ts";
import { expectedHeight, expectedQuery, expectedResult } from "./theory.ts";

function rowsParam(help: string): NumberParam {
  return {
    kind: "number",
    label: "Rows",
    help,
    default: 1000,
    min: 1,
    max: 10_000,
    unit: "count",
    integer: true,
  };
}

function operate(state: State, ctx: Context): void {
  const { params, table } = state;
  // Drawn in every operation, so that a changed share does not shift what comes later.
  const write = ctx.random("mix") < params.writeShare;
  if (write || table.rows === 0) {
    insertRow(state, ctx);
    state.last = "insert";
    return;
  }
  const before = state.pages;
  ask(state, nextConditions(state, ctx));
  state.last = "query";
  ctx.observe("pages", state.pages - before);
  ctx.observe("rows", state.query.rows);
}

const perQuery = (state: State, sum: number) => (state.queries === 0 ? 0 : sum / state.queries);

/** The mean of rows found scatters by a fifth of this. */
const RESULT_TOLERANCE = 0.15;

export const index = defineEngine({
  id: "index",
  term: "index",
  title: "Index",
  kind: "operations",
  summary:
    "A table of orders with one index or none, and one kind of query. See which columns an index serves, and the pages it reads.",
  leavesOut:
    "No page is kept in memory, so that each counts; values are equally frequent and do not depend on each other; nobody else reads or writes; a page read in sequence costs what a random one does.",
  params,
  presets,
  defaultUntil: 500,
  series: {
    pages: { title: "Pages read", unit: "count", aggregation: "mean", points: 500, theory: "pagesPerQuery" },
    rows: { title: "Rows found", unit: "count", aggregation: "mean", points: 500, theory: "rowsPerQuery" },
  },
  metrics: {
    pagesPerQuery: {
      title: "Pages a query",
      help: "Pages of the index and of the table, none of them cached.",
      unit: "count",
      value: (state: State) => perQuery(state, state.pages),
    },
    examinedPerQuery: {
      title: "Looked at a query",
      help: "Entries of the index, or rows of the table when it is scanned.",
      unit: "count",
      value: (state) => perQuery(state, state.examined),
    },
    rowsPerQuery: {
      title: "Rows found a query",
      unit: "count",
      value: (state) => perQuery(state, state.rows),
    },
    scanShare: { title: "Answered by a scan", unit: "ratio", value: (state) => perQuery(state, state.scans) },
    scanPages: {
      title: "Pages of the table",
      unit: "count",
      value: (state) => tablePages(state.table.rows, state.params.rowsPerPage),
    },
    height: { title: "Height of the tree", unit: "count", value: (state) => state.tree.height },
    indexPages: { title: "Pages of the index", unit: "count", value: (state) => state.tree.pages },
    leafFill: { title: "Fill of the leaves", unit: "ratio", value: (state) => state.tree.leafFill },
    pagesPerInsert: {
      title: "Pages written an insert",
      help: "One of the table, and of the index a leaf and two more for each split; loading counts.",
      unit: "count",
      value: (state) => (state.inserts === 0 ? 0 : state.pagesWritten / state.inserts),
    },
    refused: {
      title: "Refused inserts",
      help: "Rows whose id was taken, as far as a unique index notices.",
      unit: "count",
      value: (state) => state.refused,
    },
  },
  actions: {
    insertRows: {
      title: "Insert rows",
      help: "A batch of new orders.",
      argument: rowsParam("How many rows are added."),
      run: (state: State, ctx: Context, count) => {
        for (let i = 0; i < count; i++) insertRow(state, ctx);
        state.last = "insert";
      },
    },
    deleteRows: {
      title: "Delete rows",
      help: "A batch of random orders goes; leaves that become too empty are merged.",
      argument: rowsParam("How many rows are picked; those that are gone already do not count."),
      run: (state, ctx, count) => {
        const { table } = state;
        for (let i = 0; i < count; i++) deleteRow(state, Math.floor(ctx.random("deleted") * table.rows));
        state.last = "insert";
      },
    },
    duplicate: {
      title: "Insert an id twice",
      help: "Only a unique index on the id refuses it; without, the table then has two rows of that id.",
      run: (state) => {
        const { table } = state;
        if (table.rows === 0 || table.rows >= MAX_ROWS) return;
        const row = table.alive.indexOf(1);
        if (row >= 0) insert(state, { id: table.id[row]!, customer: 0, day: 0, amount: 1 });
        state.last = "insert";
      },
    },
  },
  validate: ({ rangeDays, days }: Params) =>
    rangeDays > days ? `rangeDays must be at most days (${days}), not ${rangeDays}` : undefined,
  init: (values, ctx) => {
    ctx.schedule(1, "operation");
    return createState(values, ctx);
  },
  on: {
    operation: (state, ctx) => {
      operate(state, ctx);
      ctx.schedule(1, "operation");
    },
  },
  scene,
  describe: (_event, _a, _b, state) => describe(state),
  check,
  theory: {
    pagesPerQuery: {
      formula: "h − 1 + 1 + (k + 1)/e + Σ 1 − (1 − s)^r;  scan n/r",
      source: "Leaves: k entries, e a leaf; table: Cárdenas, CACM 18(5), 1975; Selinger et al., SIGMOD 1979",
      tolerance: 0.06,
      value: (values: Params) => expectedQuery(values)?.pages,
    },
    examinedPerQuery: {
      formula: "n · Π selectivities of the columns that bound the search",
      source: "Leftmost-prefix rule: PostgreSQL documentation, Multicolumn Indexes",
      tolerance: RESULT_TOLERANCE,
      value: (values: Params) => expectedQuery(values)?.examined,
    },
    rowsPerQuery: {
      formula: "n · Π selectivities of all columns",
      source: "Selinger et al., SIGMOD 1979 (independent columns)",
      tolerance: RESULT_TOLERANCE,
      value: expectedResult,
    },
    height: {
      formula: "⌈log_f n⌉, where 1 + ⌊log_⌈f/2⌉ (n/2)⌋ is the same",
      source: "Comer, The ubiquitous B-tree, ACM Computing Surveys 11(2), 1979",
      tolerance: 0,
      value: expectedHeight,
    },
    leafFill: {
      formula:
        "ln 2 in the long run, before that by the expected numbers of leaves by size; ascending keys: 1/2, or 1",
      source: "Yao, On random 2–3 trees, Acta Informatica 9, 1978",
      // The number of leaves was measured to scatter by 0.3/√leaves.
      tolerance: ({ rows, entriesPerPage }: Params) => Math.sqrt((0.7 * entriesPerPage) / rows),
      value: (values: Params) => (values.writeShare > 0 ? undefined : leafFill(values)),
    },
  },
  sweep: { param: "rangeDays", from: 1, to: 360, steps: 12 },
});
