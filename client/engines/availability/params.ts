/** Parameters of the availability engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  structure: {
    kind: "choice",
    label: "Structure",
    help: "What the system needs of its units to be up.",
    default: "parallel",
    options: [
      { value: "series", label: "Series: all of them" },
      { value: "parallel", label: "Parallel: one of them" },
      { value: "k-of-n", label: "k of n" },
      { value: "standby", label: "Active-passive: one works, after a failover another" },
      { value: "web", label: "Balancer pair, k of n servers, database pair" },
    ],
  },
  units: {
    kind: "number",
    label: "Units (n)",
    help: "Machines, instances, disks: all alike.",
    default: 2,
    min: 1,
    max: 12,
    unit: "count",
    integer: true,
  },
  needed: {
    kind: "number",
    label: "Needed (k)",
    help: "For k of n: how many carry the load; no more than there are.",
    default: 1,
    min: 1,
    max: 12,
    unit: "count",
    integer: true,
  },
  mtbf: {
    kind: "number",
    label: "MTBF",
    help: "Mean time from a unit's repair to its next failure (exponentially distributed).",
    default: 30 * 86_400,
    min: 60,
    max: 100 * 365 * 86_400,
    unit: "s",
    logarithmic: true,
  },
  mttr: {
    kind: "number",
    label: "MTTR",
    help: "Mean time that a repair takes (exponentially distributed): minutes by a restart, days by a delivery.",
    default: 2 * 86_400,
    min: 1,
    max: 365 * 86_400,
    unit: "s",
    logarithmic: true,
  },
  failover: {
    kind: "number",
    label: "Failover",
    help: "Active-passive: from the failure until the next one works, with detection and decision.",
    default: 1800,
    min: 0,
    max: 86_400,
    unit: "s",
  },
  crews: {
    kind: "number",
    label: "Repair crews",
    help: "Repairs at the same time; with fewer crews than failures some wait.",
    default: 12,
    min: 1,
    max: 12,
    unit: "count",
    integer: true,
  },
  commonCause: {
    kind: "number",
    label: "Common causes",
    help: "Share of a unit's failures that hit all units at once: power, a bad release, an expired certificate.",
    default: 0,
    min: 0,
    max: 1,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Units of the whole system: the web one has two pairs more. */
export const unitsOf = ({ structure, units }: Params): number => (structure === "web" ? units + 4 : units);

/** How many of its n like units the system needs; undefined for the web one, whose units are not alike in this. */
export function neededOf({ structure, units, needed }: Params): number | undefined {
  switch (structure) {
    case "series":
      return units;
    case "k-of-n":
      return Math.min(units, needed);
    case "web":
      return undefined;
    default:
      return 1;
  }
}
