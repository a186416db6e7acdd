/** Parameters of the transaction engine. */
import type { ParamValues } from "../kernel/engine.ts";
import { LEVELS } from "./levels.ts";

export const params = {
  level: {
    kind: "choice",
    label: "Isolation level",
    help: "What the store promises to transactions that run at the same time.",
    default: "read-committed",
    options: LEVELS.map(({ value, label }) => ({ value, label })),
  },
  workload: {
    kind: "choice",
    label: "Transactions",
    help: "What each of them does; in some workloads the second one does something else than the first.",
    default: "increment",
    options: [
      { value: "increment", label: "Read a counter, write it back plus one" },
      { value: "on-call", label: "Two doctors: leave if the other one stays" },
      { value: "transfer", label: "Move money, and somebody adds up" },
      { value: "reread", label: "Read twice, and somebody writes" },
      { value: "rollback", label: "Read what is rolled back" },
      { value: "rewrite", label: "Read what is written twice" },
      { value: "exchange", label: "Write one key, read the other's" },
      { value: "two-keys", label: "Write two keys" },
      { value: "list", label: "List a range twice, and somebody inserts" },
      { value: "booking", label: "Book a room if the list is empty" },
      { value: "mixed", label: "All of these at random" },
    ],
  },
  sessions: {
    kind: "number",
    label: "At a time",
    help: "How many transactions run at once; when all have ended, the next ones begin with a fresh store.",
    default: 2,
    min: 1,
    max: 6,
    unit: "count",
    integer: true,
  },
} as const;

export type Params = ParamValues<typeof params>;
