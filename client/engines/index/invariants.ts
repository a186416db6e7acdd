/** What must hold after every operation: the tree is a B+ tree over exactly the rows, and answers are what a scan finds. */
import type { State } from "./state.ts";
import { entryOf, matches } from "./table.ts";

/** Rows up to which every entry is looked up; a larger table is left to the tree's own counts. */
const LOOKED_UP = 2000;

export function check(state: State): string | undefined {
  return wrongIndex(state) ?? wrongAnswer(state);
}

function wrongIndex({ columns, table, tree }: State): string | undefined {
  if (columns === undefined) return undefined;
  const fault = tree.fault();
  if (fault !== undefined) return fault;
  const alive = table.rows - table.deleted;
  if (tree.size !== alive) return `${tree.size} entries for ${alive} rows`;
  if (table.rows > LOOKED_UP) return undefined;
  const reads = tree.pagesRead;
  for (let row = 0; row < table.rows; row++) {
    const found = tree.get(entryOf(table, row, columns));
    if (table.alive[row] === 1 && found !== row) return `row ${row} is not found through the index`;
    if (table.alive[row] === 0 && found === row) return `row ${row} is deleted, but not in the index`;
  }
  // Looking is not part of the run.
  tree.pagesRead = reads;
  return undefined;
}

function wrongAnswer({ last, table, query }: State): string | undefined {
  if (last !== "query") return undefined;
  let [rows, sum] = [0, 0];
  for (let row = 0; row < table.rows; row++) {
    if (table.alive[row] === 0 || !matches(table, row, query.conditions)) continue;
    rows++;
    sum += table.amount[row]!;
  }
  return rows === query.rows && sum === query.sum
    ? undefined
    : `the query found ${query.rows} rows with the sum ${query.sum}; there are ${rows} with ${sum}`;
}
