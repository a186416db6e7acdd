/**
 * A wide-column table: rows lie in partitions, in each sorted by a clustering key, so that a slice of one partition is one
 * sequential read on one machine, and anything else is not (F. Chang et al., "Bigtable", OSDI 2006; Apache Cassandra,
 * "Data modeling").
 */
export interface WideRow<C> {
  readonly clustering: number;
  readonly columns: C;
}

export interface PartitionSlice {
  readonly from?: number;
  /** Included. */
  readonly to?: number;
  readonly limit?: number;
  /** The greatest clustering key first. */
  readonly descending?: boolean;
}

export class WideColumnTable<C> {
  readonly #partitions = new Map<string, WideRow<C>[]>();

  /** A table that is shared must not be written to any more. */
  static restore<C>(saved: WideColumnTable<C>): WideColumnTable<C> {
    return saved;
  }

  save(): WideColumnTable<C> {
    return this;
  }

  get partitions(): number {
    return this.#partitions.size;
  }

  /** Adds or replaces one row. */
  put(partition: string, clustering: number, columns: C): void {
    let rows = this.#partitions.get(partition);
    if (rows === undefined) {
      rows = [];
      this.#partitions.set(partition, rows);
    }
    const at = place(rows, clustering);
    rows.splice(at, rows[at]?.clustering === clustering ? 1 : 0, { clustering, columns });
  }

  /** Rows of one partition within the bounds, in order. */
  slice(
    partition: string,
    { from = -Infinity, to = Infinity, limit = Infinity, descending = false }: PartitionSlice = {},
  ) {
    const rows = this.#partitions.get(partition) ?? [];
    const first = place(rows, from);
    let end = first;
    // From the far end where only a few of the last are wanted.
    if (to === Infinity) end = rows.length;
    else while (end < rows.length && rows[end]!.clustering <= to) end++;
    if (!descending) return rows.slice(first, Math.min(end, first + limit));
    return rows.slice(Math.max(first, end - limit), end).reverse();
  }
}

/** The first row that is not before the clustering key. */
function place<C>(rows: readonly WideRow<C>[], clustering: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.clustering < clustering) low = middle + 1;
    else high = middle;
  }
  return low;
}
