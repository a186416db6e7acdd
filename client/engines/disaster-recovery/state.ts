/** State of the disaster-recovery engine: the number of writes at the site, at the other one, and in each backup. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { BackupCatalog } from "./primitives/backupCatalog.ts";

export type Context = EngineContext<
  "loss" | "down" | "age",
  "write" | "replicated" | "backup" | "safe" | "disaster" | "notice" | "step" | "tick"
>;

export type Phase = "running" | "spoilt" | "recovering";

export interface State {
  readonly params: Params;
  readonly tickMs: number;
  readonly catalog: BackupCatalog;
  /** Disasters so far: what was under way before one does not arrive after it. */
  epoch: number;
  phase: Phase;
  /** Which step of the recovery is under way. */
  step: number;
  corrupted: boolean;
  /** Data were spoilt at least once: the schedule's promise does not reach that far. */
  everSpoilt: boolean;
  /** Writes that the site holds, that the other one holds, and that were lost; all of them together were made. */
  held: number;
  replica: number;
  lost: number;
  made: number;
  refused: number;
  lastDueMs: number;
  sinceMs: number;
  spoiltMs: number;
  disasters: number;
  recovered: number;
  rpoMs: number;
  worstRpoMs: number;
  rtoMs: number;
  downMs: number;
  unrecoverable: number;
  lastLost: number;
  lastRtoMs: number;
  lastText: string;
}

export function createState(values: Params, tickMs: number): State {
  const catalog = new BackupCatalog(values.keep);
  catalog.add({ takenAt: 0, content: 0 });
  return {
    params: values,
    tickMs,
    catalog,
    epoch: 0,
    phase: "running",
    step: 0,
    corrupted: false,
    everSpoilt: false,
    held: 0,
    replica: 0,
    lost: 0,
    made: 0,
    refused: 0,
    lastDueMs: 0,
    sinceMs: 0,
    spoiltMs: 0,
    disasters: 0,
    recovered: 0,
    rpoMs: 0,
    worstRpoMs: 0,
    rtoMs: 0,
    downMs: 0,
    unrecoverable: 0,
    lastLost: 0,
    lastRtoMs: 0,
    lastText: "",
  };
}

export const downSoFarMs = (state: State, nowMs: number): number =>
  state.downMs + (state.phase === "recovering" ? nowMs - state.sinceMs : 0);

/** How old the state is that would be restored from a backup now. */
export const backupAgeMs = ({ catalog }: State, nowMs: number): number =>
  nowMs - (catalog.newest?.takenAt ?? 0);
