/** The same table and questions under the indexes that people try, and where they go wrong. */
import type { Preset } from "../kernel/engine.ts";

const monthOfCustomer = { query: "customer-days" };

export const presets: Readonly<Record<string, Preset>> = {
  scan: {
    title: "No index",
    help: "Every query reads the whole table, whatever it returns.",
    params: { ...monthOfCustomer, path: "scan" },
  },
  "primary-key": {
    title: "Primary key",
    help: "The index that a database makes by itself for a primary key or a unique constraint finds one row.",
    params: { query: "id", path: "id" },
  },
  "one-column": {
    title: "Index on (customer)",
    help: "All orders of the customer are fetched, and most of them dropped because of their day.",
    params: { ...monthOfCustomer, path: "customer" },
  },
  composite: {
    title: "Index on (customer, day)",
    help: "Equality first, then the range: the wanted entries lie together.",
    params: { ...monthOfCustomer, path: "customer-day" },
  },
  "wrong-order": {
    title: "Index on (day, customer)",
    help: "The range comes first and ends the usefulness of the rest: the whole month is read for one customer.",
    params: { ...monthOfCustomer, path: "day-customer", planner: false },
  },
  "missing-first-column": {
    title: "The leading column is missing",
    help: "An index on (customer, day) does not serve a condition on day alone, so the table is scanned.",
    params: { query: "days", path: "customer-day" },
  },
  covering: {
    title: "Covering index",
    help: "With the amount in the index the table need not be read at all.",
    params: { ...monthOfCustomer, path: "covering" },
  },
  "large-range": {
    title: "Index used for half of the table",
    help: "For half a year of all orders, fetching rows through the index costs more than a scan.",
    params: { query: "days", path: "day-customer", rangeDays: 180, planner: false },
  },
  "random-keys": {
    title: "Random primary keys",
    help: "Keys like UUIDs of version 4 split pages everywhere and leave them about 69 % full.",
    params: { query: "id", path: "id", ids: "random", entriesPerPage: 50, writeShare: 0 },
  },
};
