/** How long a run must be for its outages to be counted, and how well they can then be known. */
import { mtbfMs, type Params, YEAR_MS } from "./params.ts";
import { outageRate } from "./theory.ts";

/** Failures of copies in a run; each is two events. */
const FAILURES = 6000;
/** Deviations of a mean that hardly any of twenty runs passes. */
const DEVIATIONS = 3.5;

/** Whole years, so that what is counted a year is easy to follow. */
export function runLengthMs(values: Params): number {
  const years = (FAILURES * mtbfMs(values)) / (values.stages * values.copies) / YEAR_MS;
  return Math.max(1, Math.round(years)) * YEAR_MS;
}

/** Outages to be expected in a run. */
export function expectedOutages(values: Params): number {
  return outageRate(values) * runLengthMs(values);
}

/** Relative scatter of a count of independent outages. */
export function countTolerance(values: Params): number {
  return DEVIATIONS / Math.sqrt(expectedOutages(values)) + 0.01;
}

/** Of their total length: a sum of as many about exponential lengths. */
export function lengthTolerance(values: Params): number {
  return DEVIATIONS * Math.sqrt(2 / expectedOutages(values)) + 0.01;
}
