/** Sketches as papers and products size them, and what happens when one dimension is missing. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "one-percent": {
    title: "ε = 1 %, δ = 1 %",
    help: "The paper's formulas: ⌈e/ε⌉ = 272 counters a row, ⌈ln 1/δ⌉ = 5 rows; 5.4 kB for any number of keys.",
    params: { width: 272, depth: 5, slots: 100, keys: 10_000, exponent: 1 },
  },
  "one-row": {
    title: "One row",
    help: "As many counters in a single row: on average better, but whoever shares with a hot key is counted as hot.",
    params: { width: 1360, depth: 1, slots: 100, keys: 10_000, exponent: 1 },
  },
  redis: {
    title: "Redis, 0.1 % and 1 %",
    help: "CMS.INITBYPROB 0.001 0.01 makes rows of 2,000 counters (2/error) and 7 of them (halving each time).",
    params: { width: 2000, depth: 7, slots: 100, keys: 10_000, exponent: 1 },
  },
  uniform: {
    title: "Nothing is hot",
    help: "All keys are equally frequent: every counter is a crowd, and a count says little about its key.",
    params: { width: 272, depth: 5, slots: 100, keys: 10_000, exponent: 0 },
  },
  skewed: {
    title: "A few hot keys",
    help: "Steep popularity: heavy hitters stand out, and few counters find them all.",
    params: { width: 272, depth: 5, slots: 50, keys: 50_000, exponent: 1.4 },
  },
};
