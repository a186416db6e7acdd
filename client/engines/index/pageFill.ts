/**
 * How full the leaves of a B+ tree are after n insertions. With keys in random order an insertion hits a leaf in
 * proportion to the keys it holds; following the expected number of leaves by size from the first key on ("fringe
 * analysis", A. C.-C. Yao, "On random 2–3 trees", Acta Informatica 9, 1978) gives the fill, which in the long run is
 * ln 2 = 69 % for large pages and swings around that at first, because pages born together split together.
 */
import { INDEX_COLUMNS, type Params } from "./params.ts";

/** Expected share of the leaves' places that are taken. */
export function randomFill(entries: number, capacity: number): number {
  if (entries <= capacity) return entries / capacity;
  // By size, from the smallest that a split leaves. The first leaf splits for certain.
  const leaves = new Float64Array(capacity + 2);
  const half = (capacity + 1) >> 1;
  leaves[half]!++;
  leaves[capacity + 1 - half]!++;
  for (let n = capacity + 1; n < entries; n++) {
    const hit = leaves[capacity]! * (capacity / n);
    for (let size = capacity; size > half; size--) {
      leaves[size]! += (leaves[size - 1]! * (size - 1) - leaves[size]! * size) / n;
    }
    leaves[half]! -= (leaves[half]! * half) / n;
    leaves[half]! += hit;
    leaves[capacity + 1 - half]! += hit;
  }
  let count = 0;
  for (let size = half; size <= capacity; size++) count += leaves[size]!;
  return entries / (count * capacity);
}

/** Whether the index's keys arrive in random order: not where each value of the first columns has pages of its own, to
 *  which rows are appended. */
export function scattered({ path, ids, rows, customers, days, entriesPerPage }: Params): boolean {
  const columns = INDEX_COLUMNS[path];
  if (columns === undefined) return false;
  if (columns[0] === "id") return ids === "random";
  const groups = columns.length === 1 ? customers : customers * days;
  return rows / groups < entriesPerPage / 8;
}

/** Expected fill of the leaves right after loading; undefined without an index or where no formula applies. */
export function leafFill(values: Params): number | undefined {
  const { path, ids, split, rows, entriesPerPage } = values;
  if (path === "scan") return undefined;
  if (path === "id" && ids === "ascending") return ascendingFill(rows, entriesPerPage, split);
  return scattered(values) ? randomFill(rows, entriesPerPage) : undefined;
}

function ascendingFill(entries: number, capacity: number, split: string): number {
  if (entries <= capacity) return entries / capacity;
  if (split === "append") return entries / (Math.ceil(entries / capacity) * capacity);
  // Each split leaves behind a page with the lower half of capacity + 1.
  const left = (capacity + 1) >> 1;
  const leaves = 1 + Math.ceil((entries - capacity) / left);
  return entries / (leaves * capacity);
}
