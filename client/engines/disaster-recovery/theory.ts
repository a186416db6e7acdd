/** Expected loss and downtime of a plan, and their spread, from its own figures. */
import { DAY_MS, HOUR_MS, isReplicated, MINUTE_MS, type Params } from "./params.ts";

/** Mean and variance of a span, ms and ms². */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** What a step that goes wrong costs. */
export const TROUBLE_MS = 4 * HOUR_MS;
/** Servers from templates; servers that are installed but off; a small site made large; a change of routes. */
const READY_MS: Readonly<Record<string, number>> = {
  "backup-restore": HOUR_MS,
  "pilot-light": 20 * MINUTE_MS,
  "warm-standby": 5 * MINUTE_MS,
  "active-active": MINUTE_MS,
};

const exponentialOf = (mean: number): Moments => ({ mean, variance: mean * mean });
const fixed = (mean: number): Moments => ({ mean, variance: 0 });
const sum = (...spans: readonly Moments[]): Moments => ({
  mean: spans.reduce((total, one) => total + one.mean, 0),
  variance: spans.reduce((total, one) => total + one.variance, 0),
});

/** One of two, the second with this probability. */
function mixed(first: Moments, second: Moments, share: number): Moments {
  const mean = (1 - share) * first.mean + share * second.mean;
  const square = ({ mean: one, variance }: Moments) => variance + one * one;
  return { mean, variance: (1 - share) * square(first) + share * square(second) - mean * mean };
}

/**
 * Age of the newest usable backup at a random moment: it begins every I, is of use after D, so its age is spread evenly
 * from D to D + I; each useless one adds I, and their number is geometric.
 */
export function backupAge({ backupInterval, backupHours, badBackups: bad }: Params): Moments {
  const interval = backupInterval * HOUR_MS;
  return {
    mean: backupHours * HOUR_MS + interval / 2 + (interval * bad) / (1 - bad),
    variance: interval * interval * (1 / 12 + bad / ((1 - bad) * (1 - bad))),
  };
}

/** Work lost in a disaster. */
export function loss(values: Params): Moments {
  const age = backupAge(values);
  const site = isReplicated(values) ? exponentialOf(values.replicationLag) : age;
  return mixed(site, sum(age, exponentialOf(values.noticedAfter * HOUR_MS)), values.corruption);
}

export function restoreMs({ dataGib, restoreRate }: Params): number {
  return ((dataGib * 1024) / restoreRate) * 1000;
}

/** Downtime when the site is gone, or the data are, and everything goes as planned. */
export function plannedDowntimeMs(values: Params, corrupted: boolean): number {
  const decisionMs = values.decision * MINUTE_MS;
  if (corrupted) return decisionMs + restoreMs(values);
  const ready = READY_MS[values.strategy]!;
  if (values.strategy === "active-active") return ready;
  return decisionMs + ready + (isReplicated(values) ? 0 : restoreMs(values));
}

export function downtime(values: Params): Moments {
  const trouble = mixed(fixed(0), fixed(TROUBLE_MS), values.untested);
  const planned = mixed(
    fixed(plannedDowntimeMs(values, false)),
    fixed(plannedDowntimeMs(values, true)),
    values.corruption,
  );
  return sum(planned, trouble);
}

/** From one recovery to the next, ms. */
export function cycleMs(values: Params): number {
  const unnoticed = values.corruption * values.noticedAfter * HOUR_MS;
  return values.disasterEvery * DAY_MS + unnoticed + downtime(values).mean;
}

/** Disasters must be rare against backups, or there may be none of use yet. */
export function isSteady({ disasterEvery, backupInterval, backupHours, badBackups }: Params): boolean {
  return disasterEvery * 24 > 20 * (backupInterval + backupHours) && badBackups <= 0.5;
}
