/** Parameters of the error-budget engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** The period that a budget is for. */
export const PERIOD_MS = 30 * DAY_MS;
/** The longest window is full by then. */
export const INCIDENT_AT_MS = 3 * DAY_MS;

export const params = {
  objective: {
    kind: "number",
    label: "Objective",
    help: "Share of requests that are to succeed in 30 days.",
    default: 0.999,
    min: 0.9,
    max: 0.99999,
    unit: "ratio",
  },
  policy: {
    kind: "choice",
    label: "Alert",
    help: "The approaches of the Site Reliability Workbook's fifth chapter.",
    default: "multi-window",
    options: [
      { value: "error-rate", label: "errors beyond the budget over 10 minutes" },
      { value: "long-window", label: "errors beyond the budget over 36 hours" },
      { value: "burn-rate", label: "burn rate 36 over an hour" },
      { value: "multi-burn", label: "burn rates 14.4, 6 and 1" },
      { value: "multi-window", label: "the same, each with a short window" },
    ],
  },
  errorShare: {
    kind: "number",
    label: "Errors in the incident",
    help: "Share of requests that fail from day 3 on; 0 for no incident.",
    default: 0.02,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  duration: {
    kind: "number",
    label: "Incident lasts",
    help: "Until somebody mends it.",
    default: 6 * HOUR_MS,
    min: MINUTE_MS,
    max: 2 * DAY_MS,
    unit: "ms",
    logarithmic: true,
  },
  background: {
    kind: "number",
    label: "Errors otherwise",
    help: "Share of requests that fail when nothing is wrong.",
    default: 0.0002,
    min: 0,
    max: 0.05,
    unit: "ratio",
  },
  blips: {
    kind: "number",
    label: "Blips a day",
    help: "Minutes in which a tenth of the requests fail, and which mend themselves: a restart, a lost connection.",
    default: 0,
    min: 0,
    max: 100,
    unit: "count",
  },
  rate: {
    kind: "number",
    label: "Requests",
    help: "How many come a second; with few of them each error is a large share.",
    default: 200,
    min: 0.01,
    max: 100_000,
    unit: "1/s",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Share of requests that fail in a blip. */
export const BLIP_SHARE = 0.1;
