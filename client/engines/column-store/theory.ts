/** Bytes, runs and ratios that counting gives. Columns are equally likely to hold each of k values in every row. */
import { pow } from "../kernel/math.ts";
import { PAGE_BYTES, type Params } from "./params.ts";

/** Pages of the row file times their size: width of a row times rows, but for the rest of each page. */
export function rowScanBytes({ rows, columns }: Params): number {
  return Math.ceil(rows / Math.floor(PAGE_BYTES / (4 * columns))) * PAGE_BYTES;
}

/** Rows of each block: all full but the last. */
function blockSizes({ rows, blockRows }: Params): number[] {
  const full = Math.floor(rows / blockRows);
  const sizes = new Array<number>(full).fill(blockRows);
  if (rows > full * blockRows) sizes.push(rows - full * blockRows);
  return sizes;
}

/** Plain columns: 4 bytes times the rows of the blocks that are read. Undefined for other encodings. */
export function columnScanBytes(values: Params): number | undefined {
  const { codec, sorted, readColumns, zoneMaps, rows, values: k } = values;
  if (codec !== "plain") return undefined;
  const sizes = blockSizes(values);
  // Sorted: a block has the values that begin in it and the one that began before.
  if (sorted && rows < 10 * k) return undefined;
  const holds = (size: number) =>
    sorted ? Math.min(1, size / rows + (1 - 1 / sizes.length) / k) : 1 - pow(1 - 1 / k, size);
  const read = (size: number) => (!zoneMaps ? 1 : sorted ? holds(size) : withinRange(size, k));
  return sizes.reduce((sum, size) => sum + 4 * size * (read(size) + (readColumns - 1) * holds(size)), 0);
}

/** Probability that a random value lies between the least and the largest of `size` others. */
function withinRange(size: number, k: number): number {
  let outside = 0;
  for (let value = 0; value < k; value++) outside += 2 * pow(value / k, size);
  return 1 - outside / k;
}

/** A whole block of every column. Undefined for other encodings. */
export function columnPointBytes(values: Params): number | undefined {
  if (values.codec !== "plain") return undefined;
  return blockSizes(values).reduce((sum, size) => sum + (4 * values.columns * size * size) / values.rows, 0);
}

/** Runs of equal values in the filtered column: neighbours differ with probability 1 − 1/k; sorted, each value that
 *  occurs is one run. */
export function expectedRuns({ rows, sorted, values: k }: Params): number {
  return sorted ? k * (1 - pow(1 - 1 / k, rows)) : 1 + (rows - 1) * (1 - 1 / k);
}

/** Plain bytes of the filtered column over encoded ones, unsorted; undefined where the length of varints or the range
 *  within a block is left to chance. */
export function filteredRatio(values: Params): number | undefined {
  const { codec, rows, sorted, blockRows, values: k } = values;
  if (codec === "plain") return 1;
  if (sorted || codec === "shortest" || k > 64 || Math.min(rows, blockRows) < 8 * k) return undefined;
  const bytes = blockSizes(values).map((size) => {
    const count = size > 127 ? 2 : 1;
    let width = 0;
    while (1 << width < k) width++;
    const packed = Math.ceil((size * width) / 8);
    if (codec === "bit-packing") return count + 2 + packed;
    // The number of different values, the least, and the steps between them.
    if (codec === "dictionary") return count + 2 + (k - 1) + packed;
    if (codec === "delta") return count + size;
    return count + 2 * (1 + (size - 1) * (1 - 1 / k));
  });
  return (4 * rows) / bytes.reduce((sum, size) => sum + size, 0);
}
