/** The anomalies that books name, each where it shows, and the level that ends it. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "lost-update": {
    title: "Lost update",
    help: "Two increments at read committed, the default of PostgreSQL, Oracle and SQL Server: one of them vanishes.",
    params: { level: "read-committed", workload: "increment" },
  },
  "first-updater-wins": {
    title: "Lost update, prevented by snapshots",
    help: "PostgreSQL's repeatable read: the second of two updates is refused, and would have to be tried again.",
    params: { level: "snapshot", workload: "increment" },
  },
  deadlock: {
    title: "Lost update, prevented by locks",
    help: "Both read under a shared lock and want an exclusive one: a deadlock, of which one transaction is the victim.",
    params: { level: "serializable-locking", workload: "increment" },
  },
  "write-skew": {
    title: "Write skew",
    help: "Two doctors each see the other on call and leave: snapshots let it through, for nobody overwrote anything.",
    params: { level: "snapshot", workload: "on-call" },
  },
  "serializable-snapshot": {
    title: "Write skew, prevented",
    help: "PostgreSQL's serializable: whoever read what another overwrites, and the other way round, is refused.",
    params: { level: "serializable-snapshot", workload: "on-call" },
  },
  "dirty-read": {
    title: "Dirty read",
    help: "Read uncommitted shows what is rolled back a moment later, and never was.",
    params: { level: "read-uncommitted", workload: "rollback" },
  },
  "read-skew": {
    title: "Read skew",
    help: "Somebody adds up two accounts while money moves between them, and finds a sum that never was.",
    params: { level: "read-committed", workload: "transfer" },
  },
  phantom: {
    title: "Phantom",
    help: "Locks on the rows that were read do not keep new ones out.",
    params: { level: "repeatable-read", workload: "list" },
  },
  mixed: {
    title: "Everything at once",
    help: "Four transactions of all kinds: the table fills with what the level lets through, and with nothing else.",
    params: { level: "read-committed", workload: "mixed", sessions: 4 },
  },
};
