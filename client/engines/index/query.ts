/** How a query is answered: which way is taken, and what is read on it. */
import { type Estimate, indexEstimate, tablePages } from "./costs.ts";
import { type ColumnConditions, prefixBounds, withinPrefix } from "./primitives/compositeKey.ts";
import type { Context, State } from "./state.ts";
import { matches } from "./table.ts";

/** The next question, with values that are equally likely. */
export function nextConditions(state: State, ctx: Context): ColumnConditions {
  const { params, table } = state;
  const { query, customers, days } = params;
  if (query === "id") {
    return { equal: { id: table.id[Math.floor(ctx.random("rows") * table.rows)]! } };
  }
  const customer = query === "days" ? 0 : Math.floor(ctx.random("asked customers") * customers);
  if (query === "customer") return { equal: { customer } };
  const length = Math.min(params.rangeDays, days);
  const from = Math.floor(ctx.random("asked days") * (days - length + 1));
  const range = { column: "day", from, to: from + length - 1 };
  return query === "days" ? { equal: {}, range } : { equal: { customer }, range };
}

/** What the planner expects of the index, from the tree as it is; undefined without an index. */
export function planned(state: State): Estimate | undefined {
  const { params, table, tree, columns } = state;
  if (columns === undefined) return undefined;
  const alive = table.rows - table.deleted;
  if (alive === 0) return undefined;
  const leafEntries = Math.max(1, params.entriesPerPage * tree.leafFill);
  return indexEstimate(params.path, alive, params, { height: tree.height, leafEntries });
}

export function ask(state: State, conditions: ColumnConditions): void {
  const { params, table, query } = state;
  const estimate = planned(state);
  const scan = tablePages(table.rows, params.rowsPerPage);
  query.conditions = conditions;
  query.indexed = estimate !== undefined && (!params.planner || estimate.pages < scan);
  query.examined = query.rows = query.sum = query.inner = query.leaves = query.heap = 0;
  query.path = [];
  if (query.indexed) searchIndex(state);
  else scanTable(state);
  state.queries++;
  if (!query.indexed) state.scans++;
  state.pages += query.inner + query.leaves + query.heap;
  state.examined += query.examined;
  state.rows += query.rows;
}

function scanTable(state: State): void {
  const { table, query, params } = state;
  query.heap = tablePages(table.rows, params.rowsPerPage);
  for (let row = 0; row < table.rows; row++) {
    if (table.alive[row] === 0) continue;
    query.examined++;
    if (!matches(table, row, query.conditions)) continue;
    query.rows++;
    query.sum += table.amount[row]!;
  }
}

/** Rows are fetched page by page once the entries are known, as a bitmap heap scan does. */
function searchIndex(state: State): void {
  const { table, tree, query, params } = state;
  const columns = state.columns!;
  const { conditions } = query;
  const { from, to } = prefixBounds(columns, conditions);
  const covering = columns.includes("amount") && conditions.equal.id === undefined;
  const unique = columns[0] === "id" && to.length === 1;
  const before = tree.pagesRead;
  query.path = tree.path(from);
  tree.scan(from, (key, row) => {
    if (!withinPrefix(key, to)) return false;
    query.examined++;
    // What the index holds of the row is checked first, so that rows are not fetched in vain.
    if (!matchesEntry(state, row, conditions)) return true;
    if (!covering) fetchPage(state, Math.floor(row / params.rowsPerPage));
    if (matches(table, row, conditions)) {
      query.rows++;
      query.sum += table.amount[row]!;
    }
    return !unique;
  });
  const read = tree.pagesRead - before;
  query.inner = tree.height - 1;
  query.leaves = read - query.inner;
}

/** Counts a page of the table unless this query has fetched it already. */
function fetchPage(state: State, page: number): void {
  if (page >= state.fetched.length) {
    const wider = new Uint32Array(2 * page + 16);
    wider.set(state.fetched);
    state.fetched = wider;
  }
  const query = state.queries + 1;
  if (state.fetched[page] === query) return;
  state.fetched[page] = query;
  state.query.heap++;
}

/** The conditions on those columns that the index has. */
function matchesEntry(state: State, row: number, { equal, range }: ColumnConditions): boolean {
  const { table } = state;
  const columns = state.columns!;
  if (equal.customer !== undefined && columns.includes("customer") && table.customer[row] !== equal.customer)
    return false;
  if (equal.id !== undefined && columns.includes("id") && table.id[row] !== equal.id) return false;
  if (range === undefined || !columns.includes("day")) return true;
  return table.day[row]! >= range.from && table.day[row]! <= range.to;
}
