/** Parameters of the serialization engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  change: {
    kind: "choice",
    label: "Change",
    help: "How the second version of the schema differs from the first.",
    default: "none",
    options: [
      { value: "none", label: "none" },
      { value: "add", label: "a field is added, with a default" },
      { value: "add-required", label: "a field is added, without a default" },
      { value: "remove", label: "a field is removed" },
      { value: "rename", label: "a field is renamed" },
      { value: "rename-alias", label: "a field is renamed, its old name kept as an alias" },
      { value: "widen", label: "a whole number becomes a double" },
      { value: "reorder", label: "two fields change places" },
    ],
  },
  writer: {
    kind: "choice",
    label: "Writer",
    help: "Which version of the schema the writers know.",
    default: "old",
    options: [
      { value: "old", label: "old" },
      { value: "new", label: "new" },
    ],
  },
  reader: {
    kind: "choice",
    label: "Reader",
    help: "Which version of the schema the readers know.",
    default: "old",
    options: [
      { value: "old", label: "old" },
      { value: "new", label: "new" },
    ],
  },
  largest: {
    kind: "number",
    label: "Ids up to",
    help: "Ids are equally likely from 0 to below this; small ones take fewer bytes where lengths vary.",
    default: 1_000_000,
    min: 2,
    max: 1_000_000_000,
    unit: "",
    integer: true,
    logarithmic: true,
  },
  textLength: {
    kind: "number",
    label: "Length of the text",
    help: "Letters of the customer's name, one byte each.",
    default: 12,
    min: 1,
    max: 120,
    unit: "count",
    integer: true,
  },
  items: {
    kind: "number",
    label: "Items of the list",
    help: "Whole numbers below 100 in the list of quantities.",
    default: 3,
    min: 0,
    max: 63,
    unit: "count",
    integer: true,
  },
  names: {
    kind: "choice",
    label: "Names",
    help: "What the fields are called: formats that write names pay for their length in every record.",
    default: "words",
    options: [
      { value: "letters", label: "one letter" },
      { value: "words", label: "words" },
      { value: "phrases", label: "phrases" },
    ],
  },
} as const;

export type Params = ParamValues<typeof params>;
