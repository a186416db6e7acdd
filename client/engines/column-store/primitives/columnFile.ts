/**
 * A table column by column, each column in blocks that are encoded on their own and that say their least and largest
 * value, so that a scan leaves out blocks which cannot hold what it looks for ("zone maps", "small materialized
 * aggregates": G. Moerkotte, VLDB 1998; the layout is that of C-Store: M. Stonebraker et al., VLDB 2005). Immutable once
 * written.
 */
import type { IntegerCodec } from "./integerCodec.ts";

export interface ColumnBlock {
  readonly least: number;
  readonly largest: number;
  readonly codec: IntegerCodec;
  readonly bytes: Uint8Array;
}

export class ColumnFile {
  readonly rows: number;
  readonly blockRows: number;
  /** By column, then by block. */
  readonly columns: readonly (readonly ColumnBlock[])[];

  /** `codecFor` names the encoding of a block.
   *  @throws RangeError unless all columns are equally long and blocks hold at least one row. */
  constructor(
    columns: readonly Int32Array[],
    blockRows: number,
    codecFor: (values: Int32Array) => IntegerCodec,
  ) {
    if (!Number.isInteger(blockRows) || blockRows < 1) throw new RangeError(`blocks of ${blockRows} rows`);
    this.rows = columns[0]?.length ?? 0;
    this.blockRows = blockRows;
    if (columns.some((column) => column.length !== this.rows))
      throw new RangeError("columns differ in length");
    this.columns = columns.map((column) => {
      const blocks: ColumnBlock[] = [];
      for (let from = 0; from < column.length; from += blockRows) {
        blocks.push(encodedBlock(column.subarray(from, from + blockRows), codecFor));
      }
      return blocks;
    });
  }

  /** Immutable, hence shared between a state and its snapshots. */
  static restore(saved: ColumnFile): ColumnFile {
    return saved;
  }

  save(): ColumnFile {
    return this;
  }

  get blocks(): number {
    return Math.ceil(this.rows / this.blockRows);
  }

  /** Bytes of a column, or of all. */
  bytesOf(column?: number): number {
    const columns = column === undefined ? this.columns : [this.columns[column]!];
    return columns.reduce((sum, blocks) => blocks.reduce((own, { bytes }) => own + bytes.length, sum), 0);
  }

  /** The values of one block. */
  read(column: number, block: number): Int32Array {
    const { codec, bytes } = this.columns[column]![block]!;
    return codec.decode(bytes);
  }

  /** Whether the block's least and largest value leave room for this one. */
  mayHold(column: number, block: number, value: number): boolean {
    const { least, largest } = this.columns[column]![block]!;
    return value >= least && value <= largest;
  }
}

function encodedBlock(values: Int32Array, codecFor: (values: Int32Array) => IntegerCodec): ColumnBlock {
  let [least, largest] = [values[0]!, values[0]!];
  for (const value of values) {
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  const codec = codecFor(values);
  return { least, largest, codec, bytes: codec.encode(values) };
}
