/** Parameters of the availability engine. Times between failures are in days and repairs in minutes, as people give them. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  stages: {
    kind: "number",
    label: "Parts in series",
    help: "Services that a request needs one after the other; it fails when any of them is down.",
    default: 3,
    min: 1,
    max: 8,
    unit: "count",
    integer: true,
  },
  copies: {
    kind: "number",
    label: "Copies of each",
    help: "Servers, zones or disks that can stand in for each other.",
    default: 2,
    min: 1,
    max: 8,
    unit: "count",
    integer: true,
  },
  needed: {
    kind: "number",
    label: "Copies needed",
    help: "So many must be up: 1 of replicas, 2 of 3 in a quorum, 4 of 5 where one is spare for the load.",
    default: 1,
    min: 1,
    max: 8,
    unit: "count",
    integer: true,
  },
  standby: {
    kind: "choice",
    label: "Redundancy",
    help: "Whether all copies serve, or one does and the others wait to take over.",
    default: "active-active",
    options: [
      { value: "active-active", label: "active-active: all serve" },
      { value: "active-passive", label: "active-passive: one serves" },
    ],
  },
  failover: {
    kind: "number",
    label: "Failover",
    help: "From the failure of the active copy until another serves: detection, decision, switching. Active-passive only.",
    default: 60_000,
    min: 0,
    max: 3_600_000,
    unit: "ms",
  },
  mtbf: {
    kind: "number",
    label: "Days between failures",
    help: "Mean time between failures of one copy (MTBF), exponentially distributed.",
    default: 30,
    min: 0.1,
    max: 3650,
    unit: "",
    logarithmic: true,
  },
  mttr: {
    kind: "number",
    label: "Minutes to repair",
    help: "Mean time to repair one copy (MTTR), exponentially distributed; each has its own repairer.",
    default: 60,
    min: 0.1,
    max: 10_080,
    unit: "",
    logarithmic: true,
  },
  commonCause: {
    kind: "number",
    label: "Common cause",
    help: "Share of a copy's failures that take all copies of its part: a bad release, a power feed, a certificate.",
    default: 0,
    min: 0,
    max: 1,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
export const YEAR_MS = 365 * DAY_MS;

export function mtbfMs(values: Params): number {
  return values.mtbf * DAY_MS;
}

export function mttrMs(values: Params): number {
  return values.mttr * MINUTE_MS;
}

/** One copy serves at a time, whatever is asked for. */
export function neededOf(values: Params): number {
  return values.standby === "active-passive" ? 1 : values.needed;
}

export function validate(values: Params): string | undefined {
  if (values.standby === "active-active" && values.needed > values.copies)
    return `needed (${values.needed}) must not be more than copies (${values.copies})`;
  return undefined;
}
