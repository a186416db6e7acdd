/** Parameters of the disaster recovery engine; spans are in the units in which plans are written. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  strategy: {
    kind: "choice",
    label: "Strategy",
    help: "What stands ready at the other site, from nothing but backups to a site that serves already.",
    default: "backup-restore",
    options: [
      { value: "backup-restore", label: "backup and restore" },
      { value: "pilot-light", label: "pilot light: data replicated, servers off" },
      { value: "warm-standby", label: "warm standby: a small copy runs" },
      { value: "active-active", label: "active-active: both sites serve" },
    ],
  },
  backupInterval: {
    kind: "number",
    label: "Hours between backups",
    help: "From the start of one to the start of the next. Every strategy takes them.",
    default: 24,
    min: 0.25,
    max: 720,
    unit: "",
    logarithmic: true,
  },
  backupHours: {
    kind: "number",
    label: "Hours a backup takes",
    help: "It holds the data of its start, and is of use when it is finished.",
    default: 2,
    min: 0,
    max: 24,
    unit: "",
  },
  badBackups: {
    kind: "number",
    label: "Useless backups",
    help: "Share that cannot be restored, which is found out then; an older one is taken.",
    default: 0.02,
    min: 0,
    max: 0.9,
    unit: "ratio",
  },
  replicationLag: {
    kind: "number",
    label: "Replication lag",
    help: "How far the other site's data is behind on average (exponentially distributed), where data is replicated.",
    default: 5000,
    min: 1,
    max: 3_600_000,
    unit: "ms",
    logarithmic: true,
  },
  decision: {
    kind: "number",
    label: "Minutes to decide",
    help: "From the disaster until somebody has noticed and decided to switch; active-active switches by itself.",
    default: 30,
    min: 0,
    max: 1440,
    unit: "",
  },
  dataGib: {
    kind: "number",
    label: "Data, GiB",
    help: "What a restore must read back.",
    default: 2000,
    min: 1,
    max: 1_000_000,
    unit: "",
    logarithmic: true,
  },
  restoreRate: {
    kind: "number",
    label: "Restore, MiB/s",
    help: "How fast a backup is read back and loaded.",
    default: 200,
    min: 1,
    max: 10_000,
    unit: "",
    logarithmic: true,
  },
  corruption: {
    kind: "number",
    label: "Corruption",
    help: "Share of the disasters that are a deletion or a bad release: it is replicated at once, and only backups help.",
    default: 0.2,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  noticedAfter: {
    kind: "number",
    label: "Hours until it is noticed",
    help: "A corruption goes on for so long on average (exponentially distributed); backups taken meanwhile hold it.",
    default: 3,
    min: 0.01,
    max: 720,
    unit: "",
    logarithmic: true,
  },
  untested: {
    kind: "number",
    label: "Plans that fail",
    help: "Share of recoveries in which a step that was never rehearsed goes wrong and costs four hours more.",
    default: 0.1,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  disasterEvery: {
    kind: "number",
    label: "Days between disasters",
    help: "On average (exponentially distributed); more often than in life, so that a run has many.",
    default: 60,
    min: 1,
    max: 3650,
    unit: "",
    logarithmic: true,
  },
  rpo: {
    kind: "number",
    label: "Objective for loss, hours",
    help: "Recovery point objective (RPO): no more than so much work may be lost.",
    default: 24,
    min: 0,
    max: 720,
    unit: "",
  },
  rto: {
    kind: "number",
    label: "Objective for downtime, hours",
    help: "Recovery time objective (RTO): service is to be back after so long.",
    default: 4,
    min: 0.01,
    max: 720,
    unit: "",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A backup must be finished before the next begins. */
export function validate({ backupHours, backupInterval }: Params): string | undefined {
  return backupHours < backupInterval
    ? undefined
    : `backupHours (${backupHours}) must be less than backupInterval (${backupInterval})`;
}

export const isReplicated = ({ strategy }: Params): boolean => strategy !== "backup-restore";
