/** Parameters of the count-min engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  width: {
    kind: "number",
    label: "Width",
    help: "Counters of a row: a count is too high by at most 2.72/width of the stream, nearly always.",
    default: 272,
    min: 4,
    max: 65_536,
    unit: "",
    integer: true,
    logarithmic: true,
  },
  depth: {
    kind: "number",
    label: "Depth",
    help: "Rows: each makes it 2.72 times less likely that the error is greater than that.",
    default: 5,
    min: 1,
    max: 16,
    unit: "",
    integer: true,
  },
  slots: {
    kind: "number",
    label: "Counters of Space-Saving",
    help: "Keys that the list of heavy hitters has room for.",
    default: 100,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Different keys that the stream is drawn from.",
    default: 10_000,
    min: 2,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  exponent: {
    kind: "number",
    label: "Zipf exponent",
    help: "How uneven the keys are: 0 is uniform, words and web pages lie around 1.",
    default: 1,
    min: 0,
    max: 2,
    unit: "",
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Items of a run; one operation each. */
export const ITEMS = 20_000;
