/** Sketches as products size them, and the ranges in which estimators differ. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "one-kilobyte": {
    title: "One kilobyte",
    help: "1,024 registers: any number of keys within three percent.",
    params: { precision: 10, keys: 10_000, estimator: "ertl", sketches: 32 },
  },
  redis: {
    title: "Redis PFADD",
    help: "16,384 registers of six bits are the 12 kB of Redis's sketch, with its standard error of 0.81 %.",
    params: { precision: 14, keys: 100_000, estimator: "ertl", sketches: 16 },
  },
  "small-counts": {
    title: "Fewer keys than registers",
    help: "Linear counting of empty registers takes over, and is far more exact than 1.04/√m.",
    params: { precision: 10, keys: 500, estimator: "flajolet", sketches: 32 },
  },
  transition: {
    title: "Around the change-over",
    help: "Near 2.5 keys a register the estimator of 2007 changes its formula, and is off by a few percent on one side.",
    params: { precision: 12, keys: 12_000, estimator: "flajolet", sketches: 32 },
  },
  raw: {
    title: "Raw, few keys",
    help: "Without a correction, 500 keys in 1,024 registers are taken for about 1,000.",
    params: { precision: 10, keys: 500, estimator: "raw", sketches: 32 },
  },
  tiny: {
    title: "Sixteen registers",
    help: "Sixteen bytes, and still the right order of magnitude.",
    params: { precision: 4, keys: 5000, estimator: "ertl", sketches: 64 },
  },
};
