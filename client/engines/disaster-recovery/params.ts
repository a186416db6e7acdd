/** Parameters of the disaster-recovery engine. */
import type { ParamValues } from "../kernel/engine.ts";

const HOUR_S = 3600;
const DAY_S = 86_400;

export const params = {
  strategy: {
    kind: "choice",
    label: "Strategy",
    help: "What stands ready at another site, from nothing but backups to everything.",
    default: "backup-restore",
    options: [
      { value: "backup-restore", label: "Backup and restore" },
      { value: "pilot-light", label: "Pilot light: data replicated, servers off" },
      { value: "warm-standby", label: "Warm standby: a small copy runs" },
      { value: "active-active", label: "Active-active: both sites serve" },
    ],
  },
  backupEvery: {
    kind: "number",
    label: "Backup every",
    help: "Time between the beginnings of two backups.",
    default: DAY_S,
    min: 60,
    max: 90 * DAY_S,
    unit: "s",
    logarithmic: true,
  },
  backupTakes: {
    kind: "number",
    label: "A backup takes",
    help: "From the moment whose state it holds until it is safe at another site.",
    default: 2 * HOUR_S,
    min: 0,
    max: 7 * DAY_S,
    unit: "s",
  },
  keep: {
    kind: "number",
    label: "Backups kept",
    help: "The newest; a corruption that is noticed later than the oldest of them cannot be undone.",
    default: 7,
    min: 1,
    max: 60,
    unit: "count",
    integer: true,
  },
  lag: {
    kind: "number",
    label: "Replication lag",
    help: "Mean time until a write is at the other site too, where data are replicated (exponentially distributed).",
    default: 30,
    min: 0,
    max: DAY_S,
    unit: "s",
  },
  detect: {
    kind: "number",
    label: "Detect and decide",
    help: "Mean time until somebody declares the disaster.",
    default: 900,
    min: 0,
    max: DAY_S,
    unit: "s",
  },
  provision: {
    kind: "number",
    label: "Build servers",
    help: "Mean time to start servers at the other site, where there are none.",
    default: 2 * HOUR_S,
    min: 0,
    max: 7 * DAY_S,
    unit: "s",
  },
  restore: {
    kind: "number",
    label: "Restore data",
    help: "Mean time to copy a backup back: 1 TB at 100 MB/s takes 2.8 hours.",
    default: 10_000,
    min: 0,
    max: 7 * DAY_S,
    unit: "s",
  },
  scaleUp: {
    kind: "number",
    label: "Scale up",
    help: "Mean time until a small standby carries the whole load.",
    default: 600,
    min: 0,
    max: DAY_S,
    unit: "s",
  },
  reroute: {
    kind: "number",
    label: "Reroute",
    help: "Mean time until users reach the other site: health checks and DNS.",
    default: 120,
    min: 0,
    max: DAY_S,
    unit: "s",
  },
  writes: {
    kind: "number",
    label: "Writes",
    help: "An hour on average: few, so that each can be followed; losses grow in proportion.",
    default: 2,
    min: 0.1,
    max: 200,
    unit: "",
    logarithmic: true,
  },
  disasterEvery: {
    kind: "number",
    label: "Disaster every",
    help: "Half to one and a half times as long passes until the next: far more often than real ones, so as to count.",
    default: 10 * DAY_S,
    min: HOUR_S,
    max: 3650 * DAY_S,
    unit: "s",
    logarithmic: true,
  },
  corruption: {
    kind: "number",
    label: "Corruptions",
    help: "Share of the disasters in which the data are spoilt rather than the site lost: replicas copy it faithfully.",
    default: 0,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  noticed: {
    kind: "number",
    label: "Noticed after",
    help: "Mean time until somebody sees that data are spoilt.",
    default: 4 * HOUR_S,
    min: 0,
    max: 30 * DAY_S,
    unit: "s",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const isReplicated = ({ strategy }: Params): boolean => strategy !== "backup-restore";

/** Mean time of each step to recovery after the loss of the site, seconds. */
export function stepsOf(values: Params): readonly (readonly [step: string, meanS: number])[] {
  const { detect, provision, restore, scaleUp, reroute } = values;
  switch (values.strategy) {
    case "pilot-light":
      return [
        ["detect", detect],
        ["provision", provision],
        ["reroute", reroute],
      ];
    case "warm-standby":
      return [
        ["detect", detect],
        ["scale up", scaleUp],
        ["reroute", reroute],
      ];
    case "active-active":
      return [["reroute", reroute]];
    default:
      return [
        ["detect", detect],
        ["provision", provision],
        ["restore", restore],
        ["reroute", reroute],
      ];
  }
}

/** The same after a corruption: servers are there, data have to come from a backup, whatever the strategy. */
export function stepsAfterCorruption({
  restore,
}: Params): readonly (readonly [step: string, meanS: number])[] {
  return [["restore", restore]];
}
