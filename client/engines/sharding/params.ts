/** Parameters of the sharding engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  scheme: {
    kind: "choice",
    label: "Partitioning",
    help: "How a row's shard is found from its shard key.",
    default: "slots",
    options: [
      { value: "modulo", label: "Hash modulo the number of shards" },
      { value: "ring", label: "Hash ring, 100 points a shard" },
      { value: "slots", label: "16,384 fixed slots (Redis Cluster)" },
      { value: "range", label: "Ranges of the key" },
      { value: "federation", label: "By table (federation)" },
    ],
  },
  key: {
    kind: "choice",
    label: "Shard key",
    help: "Which part of a row decides; queries are by tenant.",
    default: "tenant",
    options: [
      { value: "tenant", label: "Tenant" },
      { value: "id", label: "Row id, from a sequence" },
      { value: "compound", label: "Tenant and id" },
    ],
  },
  shards: {
    kind: "number",
    label: "Shards",
    help: "At the start; one more joins after four fifths of the run. A federation has one for each of three tables.",
    default: 8,
    min: 2,
    max: 32,
    unit: "count",
    integer: true,
  },
  tenants: {
    kind: "number",
    label: "Tenants",
    help: "Customers whose rows are written.",
    default: 1000,
    min: 1,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  exponent: {
    kind: "number",
    label: "Zipf exponent",
    help: "How uneven the tenants are: 0 is all alike, at 1 the largest of a thousand has 13 % of the rows.",
    default: 0.8,
    min: 0,
    max: 2,
    unit: "",
  },
  salts: {
    kind: "number",
    label: "Salt the largest tenant",
    help: "Its rows are spread over this many keys, and whoever asks for them must ask for all.",
    default: 1,
    min: 1,
    max: 16,
    unit: "",
    integer: true,
  },
  reports: {
    kind: "number",
    label: "Reports",
    help: "Share of the queries that concern all tenants.",
    default: 0.1,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  slow: {
    kind: "number",
    label: "Slow answers",
    help: "How often a shard's answer is slow; a query is as slow as the slowest that it asks.",
    default: 0.01,
    min: 0,
    max: 0.5,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Operations, each a row written and a query. */
export const OPERATIONS = 10_000;
/** When another shard joins. */
export const RESHARD_AT = 8000;
/** Tables of a federation: share of the rows of each. */
export const TABLES = [0.6, 0.3, 0.1] as const;

/** Shards at the start. */
export function shardsAtStart({ scheme, shards }: Params): number {
  return scheme === "federation" ? TABLES.length : shards;
}
