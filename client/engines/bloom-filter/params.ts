/** Parameters of the Bloom-filter engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  variant: {
    kind: "choice",
    label: "Filter",
    help: "Which of the published filters holds the keys.",
    default: "standard",
    options: [
      { value: "standard", label: "Standard" },
      { value: "blocked", label: "Blocked (one cache line a key)" },
      { value: "counting", label: "Counting (4-bit counters, can delete)" },
      { value: "scalable", label: "Scalable (a chain that grows)" },
    ],
  },
  capacity: {
    kind: "number",
    label: "Planned keys",
    help: "The number of keys that the filter is sized for.",
    default: 1000,
    min: 10,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  load: {
    kind: "number",
    label: "Keys added over planned",
    help: "1 is as planned; beyond, the filter is overfull.",
    default: 1,
    min: 0.1,
    max: 8,
    unit: "ratio",
    logarithmic: true,
  },
  bitsPerKey: {
    kind: "number",
    label: "Positions per planned key",
    help: "Bits, or counters of four bits, for each key that is planned: 9.6 of them make 1 %.",
    default: 10,
    min: 1,
    max: 32,
    unit: "",
  },
  hashes: {
    kind: "number",
    label: "Hashes",
    help: "Bits that a key sets; the best number is 0.69 times the bits per key. The chain chooses its own.",
    default: 7,
    min: 1,
    max: 16,
    unit: "",
    integer: true,
  },
  hash: {
    kind: "choice",
    label: "Hash function",
    help: "What the two numbers come from of which all positions are made.",
    default: "murmur3",
    options: [
      { value: "murmur3", label: "MurmurHash3, two seeds" },
      { value: "xxHash64", label: "XXH64, two halves" },
      { value: "weak", label: "31·h + character, as Java's String" },
    ],
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Keys that are added before the questions begin. */
export function plannedAdds(values: Params): number {
  return Math.max(1, Math.round(values.capacity * values.load));
}

/** Positions of the table: bits or counters. */
export function tableSize(values: Params): number {
  return Math.ceil(values.capacity * values.bitsPerKey);
}

/** Keys come in at most this many operations. */
const ADD_OPERATIONS = 500;

/** Keys that one operation adds. */
export function addBatch(values: Params): number {
  return Math.ceil(plannedAdds(values) / ADD_OPERATIONS);
}

/** Operations until all keys are in. */
export function addOperations(values: Params): number {
  return Math.ceil(plannedAdds(values) / addBatch(values));
}

/** Absent keys that one operation asks for, once all are in. */
export const ASKED = 40;
