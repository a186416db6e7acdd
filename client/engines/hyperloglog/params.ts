/** Parameters of the HyperLogLog engine. */
import type { ParamValues } from "../kernel/engine.ts";
import { exp, log } from "../kernel/math.ts";

export const params = {
  precision: {
    kind: "number",
    label: "Precision",
    help: "Leading bits of the hash that choose a register: 10 make 1,024 registers and an error of 3.2 %.",
    default: 10,
    min: 4,
    max: 14,
    unit: "",
    integer: true,
  },
  keys: {
    kind: "number",
    label: "Different keys",
    help: "How many come in; the operations are spread so that small and large counts are seen alike.",
    default: 10_000,
    min: 1,
    max: 200_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  estimator: {
    kind: "choice",
    label: "Estimator",
    help: "How the registers are read.",
    default: "ertl",
    options: [
      { value: "raw", label: "Raw harmonic mean" },
      { value: "flajolet", label: "Raw, linear counting when small (2007)" },
      { value: "ertl", label: "Improved (Ertl 2017, as in Redis)" },
    ],
  },
  sketches: {
    kind: "number",
    label: "Sketches",
    help: "Independent sketches of the same keys, each with a hash of its own: an error can only be seen over many.",
    default: 32,
    min: 2,
    max: 128,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Operations until all keys are in; in those that follow, old keys come again. */
export const GROWING = 300;
export const REPEATING = 60;
/** Operations between two looks at the errors, which take longer than the operations. */
export const LOOK_EVERY = 4;

/** Keys that are in after so many operations: 1 after the first, all after the last, growing by the same factor. */
export function keysAfter(keys: number, operation: number): number {
  if (operation >= GROWING) return keys;
  return Math.min(keys, Math.round(exp((log(keys) * operation) / GROWING)));
}
