/** Parameters of the column-store engine. */
import type { ParamValues } from "../kernel/engine.ts";

/** A page of the row file, bytes: PostgreSQL's default. */
export const PAGE_BYTES = 8192;

export const params = {
  rows: {
    kind: "number",
    label: "Rows",
    help: "Rows of the table; each value takes 4 bytes before it is encoded.",
    default: 4000,
    min: 10,
    max: 20_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  columns: {
    kind: "number",
    label: "Columns",
    help: "Columns of the table: fact tables of warehouses often have dozens.",
    default: 16,
    min: 2,
    max: 32,
    unit: "count",
    integer: true,
  },
  readColumns: {
    kind: "number",
    label: "Columns asked for",
    help: "Columns that an aggregation reads, the one it filters by included; no more than there are.",
    default: 3,
    min: 1,
    max: 32,
    unit: "count",
    integer: true,
  },
  scanShare: {
    kind: "number",
    label: "Share of aggregations",
    help: "Part of the queries that sum over the table; the others fetch one whole row.",
    default: 0.5,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  codec: {
    kind: "choice",
    label: "Encoding",
    help: "How blocks of a column are encoded.",
    default: "plain",
    options: [
      { value: "plain", label: "plain" },
      { value: "run-length", label: "run-length" },
      { value: "dictionary", label: "dictionary" },
      { value: "delta", label: "delta" },
      { value: "bit-packing", label: "bit-packing" },
      { value: "shortest", label: "the shortest for each block" },
    ],
  },
  sorted: {
    kind: "flag",
    label: "Sorted",
    help: "Rows are stored in the order of the column that is filtered by.",
    default: false,
  },
  values: {
    kind: "number",
    label: "Different values",
    help: "Of the column that is filtered by; each is equally frequent.",
    default: 50,
    min: 2,
    max: 10_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  blockRows: {
    kind: "number",
    label: "Rows a block",
    help: "A block is encoded and read as a whole; real ones hold more (ClickHouse 8,192, Parquet pages about 20,000).",
    default: 500,
    min: 10,
    max: 20_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  zoneMaps: {
    kind: "flag",
    label: "Zone maps",
    help: "Least and largest value of each block are known, so that blocks without the value are not read.",
    default: true,
  },
} as const;

export type Params = ParamValues<typeof params>;
