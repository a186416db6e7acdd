/** What the workbook's formulas say about one set of parameters, and where they say nothing. */
import { BLIP_SHARE, DAY_MS, INCIDENT_AT_MS, MINUTE_MS, type Params, PERIOD_MS } from "./params.ts";
import { POLICIES } from "./policies.ts";
import { budgetSpent, burnRate, detectionMs, resetMs } from "./primitives/burnRate.ts";
import type { BurnRateRule } from "./primitives/burnRateAlert.ts";

const RUN_MS = 6 * DAY_MS;
/** Errors in a window from which their luck matters little. */
const ENOUGH_ERRORS = 200;

export function runLengthMs(): number {
  return RUN_MS;
}

const thresholdShare = ({ threshold }: BurnRateRule, objective: number): number =>
  threshold * (1 - objective);

const pagingRules = ({ policy }: Params): BurnRateRule[] => POLICIES[policy]!.filter(({ page }) => page);

/** Rules that see this incident at all: those whose threshold it clearly exceeds, and before it nothing did. */
function detectingRules(values: Params): BurnRateRule[] | undefined {
  const { objective, errorShare, background, blips } = values;
  const rules = pagingRules(values);
  const quiet = rules.every((rule) => background < 0.5 * thresholdShare(rule, objective));
  const unclear = rules.some((rule) => {
    const ratio = errorShare / thresholdShare(rule, objective);
    return ratio > 0.85 && ratio < 1.15;
  });
  if (errorShare <= background || blips > 0 || !quiet || unclear) return undefined;
  const seen = rules.filter((rule) => errorShare > thresholdShare(rule, objective));
  return seen.length > 0 ? seen : undefined;
}

/** Whole minutes, since it is judged once a minute. */
const wholeMinutes = (ms: number): number => Math.max(1, Math.ceil(ms / MINUTE_MS - 1e-9)) * MINUTE_MS;

/** From the incident's beginning until the first page. */
export function timeToDetectMs(values: Params): number | undefined {
  const rules = detectingRules(values);
  if (rules === undefined) return undefined;
  const { objective, errorShare, background } = values;
  const times = rules.map((rule) =>
    detectionMs(thresholdShare(rule, objective), rule.longMs, errorShare, background),
  );
  const first = wholeMinutes(Math.min(...times));
  return first <= values.duration ? first : undefined;
}

/** Share of the budget that the incident has spent by then. */
export function spentAtDetection(values: Params): number | undefined {
  const detected = timeToDetectMs(values);
  if (detected === undefined) return undefined;
  return budgetSpent(burnRate(values.errorShare, values.objective), detected, PERIOD_MS);
}

/** A minute, and the luck of the errors that it takes; when everything fails there is none. */
export function detectionTolerance(values: Params): number {
  if (values.errorShare === 1) return 0.01;
  const detected = timeToDetectMs(values) ?? MINUTE_MS;
  const errors = (detected / 1000) * values.rate * values.errorShare;
  return (1.01 * MINUTE_MS) / detected + 3 / Math.sqrt(errors);
}

/** From the incident's end until no page stands: the slowest of the rules that fire by then. */
export function timeToResetMs(values: Params): number | undefined {
  const rules = detectingRules(values);
  if (rules === undefined || timeToDetectMs(values) === undefined) return undefined;
  const { objective, errorShare, background, duration } = values;
  const times = rules.map((rule) => {
    const threshold = thresholdShare(rule, objective);
    // Windows that the incident has not filled hold it longer in memory than the formula says.
    if (duration < rule.longMs) return NaN;
    const windowMs = rule.shortMs === 0 ? rule.longMs : rule.shortMs;
    return resetMs(threshold, windowMs, errorShare, background);
  });
  return times.some(Number.isNaN) ? undefined : wholeMinutes(Math.max(...times));
}

export function resetTolerance(values: Params): number {
  const reset = timeToResetMs(values) ?? MINUTE_MS;
  const errors = (reset / 1000) * values.rate * values.errorShare;
  return (1.01 * MINUTE_MS) / reset + 3 / Math.sqrt(errors);
}

/** Share of the month's budget spent by the end of a run. */
export function spentAtEnd(values: Params): number | undefined {
  const { objective, background, errorShare, duration, blips } = values;
  const requests = Math.max(1, Math.round(values.rate * 60));
  const incidentMs = errorShare > 0 ? Math.min(duration, RUN_MS - INCIDENT_AT_MS) : 0;
  const more = Math.max(0, errorShare - background) * incidentMs;
  const blipMs = (blips / (24 * 60)) * (RUN_MS - incidentMs);
  const bad = background * RUN_MS + more + Math.max(0, BLIP_SHARE - background) * blipMs;
  const errors = (bad / MINUTE_MS) * requests;
  return errors < ENOUGH_ERRORS ? undefined : bad / ((1 - objective) * PERIOD_MS);
}

/** Four standard deviations of the errors counted, and of the blips, which come with some luck too. */
export function spentTolerance(values: Params): number {
  const spent = spentAtEnd(values) ?? 1;
  const requests = Math.max(1, Math.round(values.rate * 60));
  const errors = spent * (1 - values.objective) * (PERIOD_MS / MINUTE_MS) * requests;
  const blips = values.blips > 0 ? 3 / Math.sqrt((values.blips * RUN_MS) / DAY_MS) : 0;
  return 0.002 + 4 / Math.sqrt(errors) + blips;
}
