/** Which anomalies each level lets through: the tables of Berenson and others (1995) and of Adya (1999). */
import { ISOLATION_ANOMALIES, type IsolationAnomaly } from "./primitives/isolationAnomalies.ts";
import type { IsolationLevel } from "./primitives/transactionalStore.ts";

export const LEVELS: readonly {
  readonly value: IsolationLevel;
  readonly label: string;
  readonly short: string;
}[] = [
  { value: "none", label: "None", short: "none" },
  { value: "read-uncommitted", label: "Read uncommitted", short: "RU" },
  { value: "read-committed", label: "Read committed", short: "RC" },
  { value: "repeatable-read", label: "Repeatable read, by locks without ranges", short: "RR" },
  { value: "snapshot", label: "Snapshot (PostgreSQL's repeatable read)", short: "SI" },
  { value: "serializable-locking", label: "Serializable, by two-phase locking", short: "2PL" },
  {
    value: "serializable-snapshot",
    label: "Serializable snapshot (PostgreSQL's serializable)",
    short: "SSI",
  },
];

const COMMITTED: readonly IsolationAnomaly[] = [
  "lost update",
  "non-repeatable read",
  "read skew",
  "phantom",
  "write skew",
  "range write skew",
];

export const ALLOWED: Readonly<Record<IsolationLevel, readonly IsolationAnomaly[]>> = {
  none: ISOLATION_ANOMALIES,
  "read-uncommitted": ["aborted read", "intermediate read", "circular reads", ...COMMITTED],
  "read-committed": COMMITTED,
  "repeatable-read": ["phantom", "range write skew"],
  snapshot: ["write skew", "range write skew"],
  "serializable-locking": [],
  "serializable-snapshot": [],
};
