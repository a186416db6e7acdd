/**
 * Alerts on burn rates (The Site Reliability Workbook, 2018, chapter 5). A rule fires while the budget burns faster than its
 * threshold over a long window, so that it matters, and over a short one, so that it still goes on; a short window of 0 is none.
 */
import { burnRate } from "./burnRate.ts";
import type { WindowedRatio } from "./windowedRatio.ts";

export interface BurnRateRule {
  readonly longMs: number;
  /** 0 for none. */
  readonly shortMs: number;
  /** Burn rate from which it fires. */
  readonly threshold: number;
  /** Somebody is woken; otherwise a ticket is enough. */
  readonly page: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The chapter's recommendation for 30 days, its table 5-8: 2 % of the budget in an hour, 5 % in six, 10 % in three days. */
export const WORKBOOK_RULES: readonly BurnRateRule[] = [
  { longMs: HOUR_MS, shortMs: 5 * MINUTE_MS, threshold: 14.4, page: true },
  { longMs: 6 * HOUR_MS, shortMs: 30 * MINUTE_MS, threshold: 6, page: true },
  { longMs: 3 * DAY_MS, shortMs: 6 * HOUR_MS, threshold: 1, page: false },
];

/** Whether the rule fires now. */
export function isBurning(rule: BurnRateRule, counts: WindowedRatio, objective: number): boolean {
  if (burnRate(counts.share(rule.longMs), objective) < rule.threshold) return false;
  return rule.shortMs === 0 || burnRate(counts.share(rule.shortMs), objective) >= rule.threshold;
}
