/** The table of orders, column by column, in pages in the order of arrival; and the entries of an index on it. */
import type { ColumnConditions, CompositeKey } from "./primitives/compositeKey.ts";

export interface Table {
  /** Rows ever added; deleted ones keep their place. */
  rows: number;
  deleted: number;
  id: Float64Array;
  customer: Int32Array;
  day: Int32Array;
  amount: Int32Array;
  /** By row: 1 while it exists. */
  alive: Uint8Array;
}

export interface Row {
  readonly id: number;
  readonly customer: number;
  readonly day: number;
  readonly amount: number;
}

export function emptyTable(capacity: number): Table {
  return {
    rows: 0,
    deleted: 0,
    id: new Float64Array(capacity),
    customer: new Int32Array(capacity),
    day: new Int32Array(capacity),
    amount: new Int32Array(capacity),
    alive: new Uint8Array(capacity),
  };
}

/** Adds a row and returns its number. */
export function addRow(table: Table, { id, customer, day, amount }: Row): number {
  if (table.rows === table.alive.length) grow(table);
  const row = table.rows++;
  table.id[row] = id;
  table.customer[row] = customer;
  table.day[row] = day;
  table.amount[row] = amount;
  table.alive[row] = 1;
  return row;
}

function grow(table: Table): void {
  const wider = emptyTable(2 * table.alive.length + 16);
  wider.id.set(table.id);
  wider.customer.set(table.customer);
  wider.day.set(table.day);
  wider.amount.set(table.amount);
  wider.alive.set(table.alive);
  const { id, customer, day, amount, alive } = wider;
  Object.assign(table, { id, customer, day, amount, alive });
}

export function columnValue(table: Table, row: number, column: string): number {
  if (column === "id") return table.id[row]!;
  if (column === "customer") return table.customer[row]!;
  return column === "day" ? table.day[row]! : table.amount[row]!;
}

/** The row's key in an index on `columns`. */
export function entryOf(table: Table, row: number, columns: readonly string[]): CompositeKey {
  if (columns[0] === "id") return [table.id[row]!];
  const key = columns.map((column) => columnValue(table, row, column));
  key.push(row);
  return key;
}

/** Whether a row satisfies all conditions. */
export function matches(table: Table, row: number, { equal, range }: ColumnConditions): boolean {
  if (equal.id !== undefined && table.id[row] !== equal.id) return false;
  if (equal.customer !== undefined && table.customer[row] !== equal.customer) return false;
  if (range === undefined) return true;
  const day = table.day[row]!;
  return day >= range.from && day <= range.to;
}
