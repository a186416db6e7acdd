/** The four strategies that cloud providers describe, and what none of them helps against. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  nightly: {
    title: "A backup every night",
    help: "On average half a day and the two hours of the copy are lost, and it takes hours to come back.",
    params: { strategy: "backup-restore" },
  },
  "log-shipping": {
    title: "Logs every quarter of an hour",
    help: "Shipping what has changed every 15 minutes: the same hours to come back, little lost.",
    params: {
      strategy: "backup-restore",
      backupEvery: 900,
      backupTakes: 60,
      keep: 60,
      writes: 20,
      disasterEvery: 172_800,
    },
  },
  "pilot-light": {
    title: "Pilot light",
    help: "Data are replicated, servers have to be built.",
    params: { strategy: "pilot-light" },
  },
  "warm-standby": {
    title: "Warm standby",
    help: "A small copy runs and is scaled up: minutes.",
    params: { strategy: "warm-standby" },
  },
  "active-active": {
    title: "Active-active",
    help: "Both sites serve; users are sent to the one that is left.",
    params: { strategy: "active-active" },
  },
  corruption: {
    title: "Spoilt data, two sites",
    help: "Active-active, and somebody deletes a table: the replica deletes it too, only the backup helps.",
    params: { strategy: "active-active", corruption: 1, keep: 14, noticed: 14_400 },
  },
};
