/** What theory expects of one set of parameters, and how far the mean of a run's disasters may scatter. */
import { exp } from "../kernel/math.ts";
import { isReplicated, type Params, stepsAfterCorruption, stepsOf } from "./params.ts";

const DISASTERS = 40;
const EVENTS = 60_000;
/** Less than this in a run says nothing. */
const FEWEST = 40;

/** So many disasters, or as long as writes do not become too many. */
export function runLengthMs({ disasterEvery, writes }: Params): number {
  const mostS = (3600 * EVENTS) / writes;
  return Math.ceil((1000 * Math.min(DISASTERS * disasterEvery, mostS)) / 3_600_000) * 3_600_000;
}

const disasters = (values: Params): number => runLengthMs(values) / 1000 / values.disasterEvery;

function recoveryS(values: Params): number {
  return stepsOf(values).reduce((sum, [, meanS]) => sum + meanS, 0);
}

/** Disasters are far apart, beside everything that happens between them, and of one kind. */
function applies(values: Params): boolean {
  const { disasterEvery, corruption, backupEvery, backupTakes, noticed, restore } = values;
  const settledS =
    recoveryS(values) + backupEvery + backupTakes + noticed * corruption + restore * corruption;
  return (corruption === 0 || corruption === 1) && disasterEvery >= 5 * settledS && disasters(values) >= 20;
}

/** Age of what can be restored: D + U(0, T). After a corruption the time until it was noticed adds to it. */
export function rpoMs(values: Params): number | undefined {
  const { backupEvery, backupTakes, corruption, noticed, keep } = values;
  if (!applies(values)) return undefined;
  if (corruption === 0) return isReplicated(values) ? undefined : 1000 * (backupTakes + backupEvery / 2);
  const enough = keep * backupEvery >= 8 * (noticed + backupEvery) + backupTakes;
  // Backups from before the corruption that are still under way when it is noticed are of no use.
  const unsafeS = noticed > 0 ? backupTakes - noticed * (1 - exp(-backupTakes / noticed)) : backupTakes;
  return enough ? 1000 * (noticed + backupEvery / 2 + unsafeS) : undefined;
}

export function rtoMs(values: Params): number | undefined {
  if (!applies(values)) return undefined;
  const steps = values.corruption === 0 ? stepsOf(values) : stepsAfterCorruption(values);
  const mean = steps.reduce((sum, [, meanS]) => sum + meanS, 0);
  return mean > 0 ? 1000 * mean : undefined;
}

/** Writes since the recovery point; with replication those on their way: Little's law. */
export function lost(values: Params): number | undefined {
  const { writes, lag } = values;
  const point = rpoMs(values);
  const mean =
    point !== undefined
      ? (writes * point) / 3_600_000
      : isReplicated(values) && values.corruption === 0 && applies(values) && lag <= 360 / writes
        ? (writes * lag) / 3600
        : 0;
  return mean * disasters(values) >= FEWEST ? mean : undefined;
}

/** Four standard deviations of a uniform age, and of the exponential time until it was noticed. */
export function rpoTolerance(values: Params): number {
  const { backupEvery, noticed, corruption } = values;
  const spreadS = Math.sqrt((backupEvery * backupEvery) / 12 + corruption * noticed * noticed);
  return 0.01 + (4000 * spreadS) / Math.sqrt(disasters(values)) / (rpoMs(values) ?? 1);
}

/** Four standard deviations of a sum of exponential steps. */
export function rtoTolerance(values: Params): number {
  const steps = values.corruption === 0 ? stepsOf(values) : stepsAfterCorruption(values);
  const variance = steps.reduce((sum, [, meanS]) => sum + meanS * meanS, 0);
  return 0.01 + (4000 * Math.sqrt(variance / disasters(values))) / (rtoMs(values) ?? 1);
}

/** A Poisson count over a time that itself scatters. */
export function lostTolerance(values: Params): number {
  const mean = lost(values) ?? 1;
  const ages = rpoMs(values) === undefined ? 0 : rpoTolerance(values);
  return ages + 4 / Math.sqrt(mean * disasters(values));
}
