/** The workbook's approaches on the same incident, and what tells them apart. */
import type { Preset } from "../kernel/engine.ts";
import { HOUR_MS, MINUTE_MS } from "./params.ts";

export const presets: Readonly<Record<string, Preset>> = {
  workbook: {
    title: "The workbook's recommendation",
    help: "14.4 over an hour, 6 over six, 1 over three days, each confirmed by a window a twelfth as long.",
    params: { policy: "multi-window" },
  },
  "no-short-window": {
    title: "Without short windows",
    help: "The same detection; but the alert stands for an hour and more after all is mended.",
    params: { policy: "multi-burn" },
  },
  "total-outage": {
    title: "Everything fails",
    help: "A burn rate of 1,000: detected within a minute, and in 43 minutes the month's budget is gone.",
    params: { policy: "multi-window", errorShare: 1, duration: 20 * MINUTE_MS },
  },
  "slow-burn": {
    title: "A slow burn",
    help: "0.8 % of errors burn eight times too fast: too slow for the hour's rule, seen by that of six hours.",
    params: { policy: "multi-window", errorShare: 0.008, duration: 12 * HOUR_MS },
  },
  "too-eager": {
    title: "Errors over ten minutes",
    help: "Six blips a day, which cost little, and each of them wakes somebody.",
    params: { policy: "error-rate", blips: 6, errorShare: 0 },
  },
  patient: {
    title: "The same blips, the workbook's alert",
    help: "Nobody is woken for what mends itself.",
    params: { policy: "multi-window", blips: 6, errorShare: 0 },
  },
  "burn-rate": {
    title: "One burn rate",
    help: "36 over an hour catches 5 % of the budget in an hour, and never sees 3 % of errors for days.",
    params: { policy: "burn-rate", errorShare: 0.03 },
  },
  "low-traffic": {
    title: "One request in ten seconds",
    help: "A single error in an hour is a burn rate of three: with little traffic alerts are about luck.",
    params: { policy: "multi-window", rate: 0.1, errorShare: 0, background: 0.002 },
  },
};
