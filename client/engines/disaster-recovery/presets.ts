/** The four strategies, and what spoils them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "nightly-backup": {
    title: "Backups every night",
    help: "A day between backups loses half a day of work on average and a whole one at worst, plus the backup's own length.",
    params: { strategy: "backup-restore" },
  },
  "hourly-backup": {
    title: "Backups every hour",
    help: "Less is lost; the downtime stays, for it is the restore that takes it.",
    params: { strategy: "backup-restore", backupInterval: 1, backupHours: 0.2, rpo: 1, disasterEvery: 10 },
  },
  "pilot-light": {
    title: "Pilot light",
    help: "Data replicated, servers off: AWS puts such plans at tens of minutes.",
    params: { strategy: "pilot-light", corruption: 0, rpo: 0.01, rto: 1 },
  },
  "warm-standby": {
    title: "Warm standby",
    help: "A small copy runs already: minutes, once somebody has decided.",
    params: { strategy: "warm-standby", corruption: 0, decision: 10, rpo: 0.01, rto: 0.5 },
  },
  "active-active": {
    title: "Active-active",
    help: "Nothing has to be started or decided; a minute for the routes.",
    params: { strategy: "active-active", corruption: 0, untested: 0.02, rpo: 0.01, rto: 0.1 },
  },
  "replication-is-no-backup": {
    title: "Replication is no backup",
    help: "Two sites that serve, and every disaster is a deletion: it reaches both in seconds, and a backup must help.",
    params: { strategy: "active-active", corruption: 1 },
  },
  "untested-backups": {
    title: "Backups that nobody tried",
    help: "GitLab found in 2017 that none of its five ways of backup had worked; here two in five do not.",
    params: { strategy: "backup-restore", badBackups: 0.4, untested: 0.5 },
  },
};
