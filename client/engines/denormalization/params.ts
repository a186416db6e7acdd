/** Parameters of the denormalization engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  items: {
    kind: "number",
    label: "Items",
    help: "Rows that are read, such as orders; each refers to one row of every joined table.",
    default: 2000,
    min: 10,
    max: 20_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  entities: {
    kind: "number",
    label: "Rows of a joined table",
    help: "Such as customers; items over these is the number of copies that one of them has.",
    default: 100,
    min: 1,
    max: 20_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  joins: {
    kind: "number",
    label: "Joins",
    help: "Tables that a read has to join, or whose values are copied into the item.",
    default: 3,
    min: 1,
    max: 6,
    unit: "count",
    integer: true,
  },
  writeShare: {
    kind: "number",
    label: "Share of changes",
    help: "Part of the operations that changes a row of a joined table; the others read an item.",
    default: 0.05,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  upkeep: {
    kind: "choice",
    label: "Upkeep of copies",
    help: "When a change reaches the copies.",
    default: "at-once",
    options: [
      { value: "at-once", label: "with the change" },
      { value: "later", label: "some operations later, in the background" },
      { value: "refresh", label: "by rewriting all items from time to time (materialised view)" },
    ],
  },
  delay: {
    kind: "number",
    label: "Delay",
    help: "Operations until a change reaches the copies, or between two refreshes.",
    default: 100,
    min: 1,
    max: 10_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;
