/** A table row by row, each row a fixed number of 32-bit values, in pages that rows do not cross: what a database for
 *  transactions does (the "N-ary storage model"). Immutable once written. */
export class RowFile {
  readonly rows: number;
  readonly columns: number;
  readonly pageBytes: number;
  readonly rowsPerPage: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  /** @throws RangeError unless a page holds at least one row. */
  constructor(columns: readonly Int32Array[], pageBytes: number) {
    this.rows = columns[0]?.length ?? 0;
    this.columns = columns.length;
    this.pageBytes = pageBytes;
    this.rowsPerPage = Math.floor(pageBytes / (4 * columns.length));
    if (!(this.rowsPerPage >= 1))
      throw new RangeError(`a row of ${columns.length} values does not fit a page`);
    this.#bytes = new Uint8Array(this.pages * pageBytes);
    this.#view = new DataView(this.#bytes.buffer);
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < columns.length; column++) {
        this.#view.setInt32(this.#place(row, column), columns[column]![row]!, true);
      }
    }
  }

  /** Immutable, hence shared between a state and its snapshots. */
  static restore(saved: RowFile): RowFile {
    return saved;
  }

  save(): RowFile {
    return this;
  }

  get pages(): number {
    return Math.ceil(this.rows / this.rowsPerPage);
  }

  get byteLength(): number {
    return this.#bytes.length;
  }

  pageOf(row: number): number {
    return Math.floor(row / this.rowsPerPage);
  }

  value(row: number, column: number): number {
    return this.#view.getInt32(this.#place(row, column), true);
  }

  #place(row: number, column: number): number {
    const page = Math.floor(row / this.rowsPerPage);
    return page * this.pageBytes + 4 * ((row - page * this.rowsPerPage) * this.columns + column);
  }
}
