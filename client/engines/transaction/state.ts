/** State of the transaction engine: the store, the transactions under way, their history, and what was found in it. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { ISOLATION_ANOMALIES, type TransactionStep } from "./primitives/isolationAnomalies.ts";
import {
  type AbortReason,
  type IsolationLevel,
  TransactionalStore,
} from "./primitives/transactionalStore.ts";
import { INITIAL, type WorkloadStep } from "./workloads.ts";

export type Context = EngineContext<"anomalies" | "aborts" | "waiting", "step">;

export interface Session {
  readonly transaction: number;
  readonly script: readonly WorkloadStep[];
  /** Of the script's next step. */
  at: number;
  /** What it read last of each key. */
  readonly values: Map<string, number>;
  ended: "" | "committed" | "rolled back" | AbortReason;
  /** Number of the operation at which it began to wait, −1 while it does not. */
  waitsSince: number;
  /** Operations for which it is not picked. */
  stalled: number;
}

/** One thing that was drawn: what a session did at which operation. */
export interface Drawn {
  readonly session: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly outcome: "done" | "waited" | "aborted" | "ended";
}

export interface State {
  readonly params: Params;
  store: TransactionalStore<number>;
  sessions: Session[];
  history: TransactionStep[];
  drawn: Drawn[];
  /** Groups of transactions that have ended, and in how many of them each anomaly was found. */
  rounds: number;
  readonly found: Float64Array;
  anomalous: number;
  /** Groups with a transaction that was refused. */
  refusedRounds: number;
  refused: number;
  deadlocks: number;
  committed: number;
  transactions: number;
  waits: number;
  operations: number;
  /** Anomalies of the latest group that ended. */
  latest: readonly string[];
  /** A value at the end of a group that only a lost update could explain. */
  miscounted: boolean;
  lastText: string;
}

export function createState(params: Params): State {
  return {
    params,
    store: freshStore(params),
    sessions: [],
    history: [],
    drawn: [],
    rounds: 0,
    found: new Float64Array(ISOLATION_ANOMALIES.length),
    anomalous: 0,
    refusedRounds: 0,
    refused: 0,
    deadlocks: 0,
    committed: 0,
    transactions: 0,
    waits: 0,
    operations: 0,
    latest: [],
    miscounted: false,
    lastText: "",
  };
}

export function freshStore({ level }: Params): TransactionalStore<number> {
  return new TransactionalStore<number>(level as IsolationLevel, INITIAL);
}
