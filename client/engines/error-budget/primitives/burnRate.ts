/**
 * The arithmetic of error budgets (Site Reliability Engineering, 2016, chapter 3; The Site Reliability Workbook, 2018, chapter
 * 5). An objective of 99.9 % leaves a budget of 0.1 %; a burn rate of 1 spends it in exactly the period it is given for.
 * Objectives and error shares are fractions, times milliseconds.
 */

/** What may fail: 1 − objective. @throws RangeError when the objective is not between 0 and 1. */
export function errorBudgetShare(objective: number): number {
  if (!(objective > 0 && objective < 1))
    throw new RangeError(`an objective lies between 0 and 1, not at ${objective}`);
  return 1 - objective;
}

/** Total failure that a period can take: 43.2 minutes for 99.9 % of 30 days. */
export function allowedDowntimeMs(objective: number, periodMs: number): number {
  return errorBudgetShare(objective) * periodMs;
}

/** How many times faster than planned the budget is spent while this share of requests fails. */
export function burnRate(errorShare: number, objective: number): number {
  return errorShare / errorBudgetShare(objective);
}

/** Share of the period's budget that a burn rate held for `durationMs` spends. */
export function budgetSpent(rate: number, durationMs: number, periodMs: number): number {
  return (rate * durationMs) / periodMs;
}

/** The burn rate at which this share of the budget is spent in a window: 14.4 for 2 % of 30 days in an hour. */
export function burnRateFor(budgetShare: number, windowMs: number, periodMs: number): number {
  return (budgetShare * periodMs) / windowMs;
}

/** How long errors go on until the mean over a window reaches the threshold; Infinity when it never does. Before them the
 *  share of errors was `before`. The workbook's formula is the one for 0. */
export function detectionMs(
  thresholdShare: number,
  windowMs: number,
  errorShare: number,
  before = 0,
): number {
  if (before >= thresholdShare) return 0;
  return errorShare < thresholdShare
    ? Infinity
    : (windowMs * (thresholdShare - before)) / (errorShare - before);
}

/** How long after the errors have ended the mean over a window stays at or above the threshold, when the window was full of
 *  them; Infinity when what remains is enough. */
export function resetMs(thresholdShare: number, windowMs: number, errorShare: number, after = 0): number {
  if (after >= thresholdShare) return Infinity;
  return Math.max(0, (windowMs * (errorShare - thresholdShare)) / (errorShare - after));
}

/** Availability of what needs all its parts: the product. */
export function objectiveInSeries(objectives: readonly number[]): number {
  return objectives.reduce((product, objective) => product * objective, 1);
}
