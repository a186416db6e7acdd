/** How long a run must be to have seen some disasters, and how well means are known then. */
import { DAY_MS, HOUR_MS, type Params } from "./params.ts";
import { cycleMs, type Moments } from "./theory.ts";

/** Backups are most of the events; each is two. */
const MOST_BACKUPS = 7000;
const WANTED_DISASTERS = 80;
const DEVIATIONS = 3.5;

/** Whole days. */
export function runLengthMs(values: Params): number {
  const wanted = WANTED_DISASTERS * cycleMs(values);
  const most = MOST_BACKUPS * values.backupInterval * HOUR_MS;
  return Math.max(1, Math.round(Math.min(wanted, most) / DAY_MS)) * DAY_MS;
}

export function expectedDisasters(values: Params): number {
  return runLengthMs(values) / cycleMs(values);
}

/** Relative scatter of a mean over the disasters of a run, and what an incident at the end leaves out. */
export function meanTolerance(values: Params, { mean, variance }: Moments): number {
  const count = Math.max(1, expectedDisasters(values));
  return (DEVIATIONS * Math.sqrt(variance / count)) / mean + 0.5 / count;
}
