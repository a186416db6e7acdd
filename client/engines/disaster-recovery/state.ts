/** State of the disaster recovery engine: backups, the incident under way, and what past ones have cost. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import type { Params } from "./params.ts";
import { BackupCatalogue } from "./primitives/backupCatalogue.ts";

export type Context = EngineContext<
  "loss" | "downtime" | "backupAge",
  "backup" | "finished" | "disaster" | "noticed" | "recovered" | "tick"
>;

/** Backups that are kept: a month of daily ones, and some. */
const KEPT = 48;

/** The latest incident, as its picture shows it; NaN where it has not come so far. */
export interface Incident {
  corrupted: boolean;
  /** The site is lost, or the data begin to be wrong. */
  atMs: number;
  /** From here on nobody is served. */
  downMs: number;
  /** The data of this moment is what comes back. */
  pointMs: number;
  /** Start of the backup that is restored; NaN where a replica serves, or there is none. */
  restoredMs: number;
  backMs: number;
  /** Backups that were tried and useless. */
  useless: number;
  trouble: boolean;
}

export interface State {
  readonly params: Params;
  readonly backups: BackupCatalogue;
  /** Pending events of the backup under way and of the next one, to be cancelled. */
  nextBackup: number;
  finishing: number;
  backupSinceMs: number;
  nextDisaster: number;
  /** An incident is under way. */
  inIncident: boolean;
  readonly incident: Incident;
  disasters: number;
  corruptions: number;
  recoveries: number;
  lossMs: number;
  worstLossMs: number;
  downMs: number;
  lossesMet: number;
  downtimesMet: number;
  readonly losses: Histogram;
  readonly downtimes: Histogram;
  readonly tickMs: number;
}

export function createState(values: Params, tickMs: number): State {
  return {
    params: values,
    backups: new BackupCatalogue(KEPT),
    nextBackup: -1,
    finishing: -1,
    backupSinceMs: -1,
    nextDisaster: -1,
    inIncident: false,
    incident: {
      corrupted: false,
      atMs: NaN,
      downMs: NaN,
      pointMs: NaN,
      restoredMs: NaN,
      backMs: NaN,
      useless: 0,
      trouble: false,
    },
    disasters: 0,
    corruptions: 0,
    recoveries: 0,
    lossMs: 0,
    worstLossMs: 0,
    downMs: 0,
    lossesMet: 0,
    downtimesMet: 0,
    losses: createHistogram(),
    downtimes: createHistogram(),
    tickMs,
  };
}
