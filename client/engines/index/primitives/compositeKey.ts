/**
 * Keys of several columns, in the order of the index, as a telephone book by surname and forename. What follows from that
 * order alone: a search is bounded by the columns that it fixes from the first on, and by one range after them; a
 * condition on a later column filters what was read and bounds nothing (the leftmost-prefix rule: MySQL Reference Manual,
 * "Multiple-Column Indexes"; PostgreSQL documentation, "Multicolumn Indexes").
 */

/** Numbers, column by column. One that is shorter comes before all that begin with it. */
export type CompositeKey = readonly number[];

/** Lexicographic order. */
export function compareComposite(first: CompositeKey, second: CompositeKey): number {
  const shared = Math.min(first.length, second.length);
  for (let i = 0; i < shared; i++) {
    const difference = first[i]! - second[i]!;
    if (difference !== 0) return difference;
  }
  return first.length - second.length;
}

/** What a query says of its columns, by name: equal to a value, or from one value to another, both included. */
export interface ColumnConditions {
  readonly equal: Readonly<Record<string, number>>;
  readonly range?: { readonly column: string; readonly from: number; readonly to: number };
}

/** The part of an index that a search has to read. */
export interface PrefixBounds {
  /** Leading columns whose conditions bound the search; 0: all of the index has to be read. */
  readonly columns: number;
  /** Keys from here on … */
  readonly from: CompositeKey;
  /** … as long as their first columns are at most these. */
  readonly to: CompositeKey;
}

/** Applies the leftmost-prefix rule to an index over `columns`. */
export function prefixBounds(columns: readonly string[], { equal, range }: ColumnConditions): PrefixBounds {
  const from: number[] = [];
  const to: number[] = [];
  for (const column of columns) {
    const value = equal[column];
    if (value !== undefined) {
      from.push(value);
      to.push(value);
      continue;
    }
    if (range?.column === column) {
      from.push(range.from);
      to.push(range.to);
    }
    break;
  }
  return { columns: from.length, from, to };
}

/** Whether the key still lies within the bounds, given that it is not before their beginning. */
export function withinPrefix(key: CompositeKey, to: CompositeKey): boolean {
  for (let i = 0; i < to.length; i++) {
    const difference = key[i]! - to[i]!;
    if (difference !== 0) return difference < 0;
  }
  return true;
}
