/** The workbook's ways of alerting, as rules. Its third, an alert that must hold for some time, is left out as it advises. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./params.ts";
import { type BurnRateRule, WORKBOOK_RULES } from "./primitives/burnRateAlert.ts";

const single = (longMs: number, threshold: number): BurnRateRule[] => [
  { longMs, shortMs: 0, threshold, page: true },
];

export const POLICIES: Readonly<Record<string, readonly BurnRateRule[]>> = {
  "error-rate": single(10 * MINUTE_MS, 1),
  "long-window": single(36 * HOUR_MS, 1),
  "burn-rate": single(HOUR_MS, 36),
  "multi-burn": WORKBOOK_RULES.map((rule) => ({ ...rule, shortMs: 0 })),
  "multi-window": WORKBOOK_RULES,
};

export function windowName(windowMs: number): string {
  if (windowMs >= DAY_MS * 2) return `${windowMs / DAY_MS} d`;
  return windowMs >= HOUR_MS ? `${windowMs / HOUR_MS} h` : `${windowMs / MINUTE_MS} min`;
}

export function ruleName(rule: BurnRateRule): string {
  return `${rule.threshold}× in ${windowName(rule.longMs)}`;
}
