/** Shard keys as they are chosen, for better and worse. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "by-tenant": {
    title: "By tenant, fixed slots",
    help: "A tenant's rows lie together and its queries ask one shard; a new shard takes its share and no more.",
    params: { scheme: "slots", key: "tenant", exponent: 0.8, salts: 1 },
  },
  modulo: {
    title: "Hash modulo n",
    help: "Perfectly simple, until a ninth shard joins and eight rows in nine must move.",
    params: { scheme: "modulo", key: "id" },
  },
  "sequential-range": {
    title: "Ranges of a sequential id",
    help: "Every new row goes to the last range: one shard writes, the others look on.",
    params: { scheme: "range", key: "id" },
  },
  "hot-tenant": {
    title: "One tenant too large",
    help: "Under Zipf's law with exponent 1.3 the largest tenant is more than a quarter of everything, and lives on one shard.",
    params: { scheme: "slots", key: "tenant", exponent: 1.3, salts: 1 },
  },
  salted: {
    title: "The large tenant salted",
    help: "The same tenants, and the largest is spread over eight keys: its writes are even, its reads ask several shards.",
    params: { scheme: "slots", key: "tenant", exponent: 1.3, salts: 8 },
  },
  "scatter-gather": {
    title: "By id, asked by tenant",
    help: "The key matches the rows and not the queries: each asks all shards, and one in thirteen meets a slow one.",
    params: { scheme: "slots", key: "id", reports: 0.1 },
  },
  federation: {
    title: "A database for each table",
    help: "Split by function: no hashing and no resharding, the largest table stays the limit, and reports join over three databases.",
    params: { scheme: "federation", reports: 0.3 },
  },
};
