/** State of the saga engine: services with accounts, the transfers under way, and a count of every unit of money. */
import type { EngineContext } from "../kernel/engine.ts";
import type { Params } from "./params.ts";
import { IdempotentReceiver } from "./primitives/idempotentReceiver.ts";
import { SagaExecution } from "./primitives/sagaExecution.ts";
import { TwoPhaseCoordinator } from "./primitives/twoPhaseCommit.ts";

export type Context = EngineContext<
  "duration" | "underWay" | "inBetween",
  "arrival" | "request" | "answer" | "timeout" | "crash" | "recover"
>;

/** Divisible by the number of receivers, 1 to 5. */
export const AMOUNT = 60;

export interface Mark {
  readonly step: number;
  readonly kind: "do" | "undo" | "prepare" | "commit" | "abort";
  readonly fromMs: number;
  toMs: number;
  outcome: "open" | "done" | "refused" | "failed";
}

export interface Transfer {
  readonly id: number;
  readonly account: number;
  /** 0 for the one of two coordinators that can go down, 1 for the other. */
  readonly coordinator: 0 | 1;
  readonly startedMs: number;
  readonly saga: SagaExecution;
  readonly commit: TwoPhaseCoordinator;
  /** How often each step is in effect: 0 or 1, if nothing goes wrong. */
  readonly applied: Int32Array;
  /** Of two-phase commit, when each account was locked; −1 while it is not. */
  readonly lockedMs: Float64Array;
  timer: number;
  /** For the picture. */
  readonly marks: Mark[];
  endedMs: number;
  outcome: "open" | "completed" | "compensated" | "stuck";
}

export interface State {
  readonly params: Params;
  /** Sum of the accounts at each service. */
  readonly balances: Float64Array;
  /** Of each service, which transfer holds which account. */
  readonly locks: readonly Map<number, number>[];
  readonly receivers: readonly IdempotentReceiver<boolean>[];
  readonly serviceDown: Uint8Array;
  readonly transfers: Map<number, Transfer>;
  /** The latest that have ended, for the picture. */
  ended: Transfer[];
  nextId: number;
  coordinatorDown: boolean;
  /** Sagas that are stuck, and the money in between that belongs to them; late requests can still change it. */
  readonly stuckIds: Set<number>;
  stuckNet: number;
  completed: number;
  compensated: number;
  stuck: number;
  /** Ended as completed or compensated, though a step was in effect that should not be, or was not. */
  wrong: number;
  durationMs: number;
  messages: number;
  lockMs: number;
  lockCount: number;
  lockMaxMs: number;
  conflicts: number;
  lastText: string;
}

export function createState(params: Params): State {
  const each = <T>(make: () => T): T[] => Array.from({ length: params.steps }, make);
  return {
    params,
    balances: new Float64Array(params.steps),
    locks: each(() => new Map()),
    // Far more than there are transfers in the time in which a repetition can arrive.
    receivers: each(() => new IdempotentReceiver<boolean>(4000)),
    serviceDown: new Uint8Array(params.steps),
    transfers: new Map(),
    ended: [],
    nextId: 0,
    coordinatorDown: false,
    stuckIds: new Set(),
    stuckNet: 0,
    completed: 0,
    compensated: 0,
    stuck: 0,
    wrong: 0,
    durationMs: 0,
    messages: 0,
    lockMs: 0,
    lockCount: 0,
    lockMaxMs: 0,
    conflicts: 0,
    lastText: "",
  };
}

export function createTransfer(state: State, nowMs: number, account: number): Transfer {
  const { steps, attempts, undoAttempts, mode } = state.params;
  // Events are delivered until they are: only an orchestrator gives up.
  const doAttempts = mode === "choreography" ? Infinity : attempts;
  const id = state.nextId++;
  return {
    id,
    account,
    // The other one takes all that comes while the first is away.
    coordinator: state.coordinatorDown || id % 2 === 1 ? 1 : 0,
    startedMs: nowMs,
    saga: new SagaExecution({ steps, doAttempts, undoAttempts }),
    commit: new TwoPhaseCoordinator(steps),
    applied: new Int32Array(steps),
    lockedMs: new Float64Array(steps).fill(-1),
    timer: 0,
    marks: [],
    endedMs: -1,
    outcome: "open",
  };
}

/** Nobody is there to decide about this transfer; events need nobody. */
export function isAbandoned({ coordinatorDown, params }: State, { coordinator }: Transfer): boolean {
  return coordinatorDown && coordinator === 0 && params.mode !== "choreography";
}

/** What step `step` does to the money at its service. */
export function effect({ params }: State, step: number): number {
  return step === 0 ? -AMOUNT : AMOUNT / (params.steps - 1);
}

/** What a transfer's steps that are in effect do to all money. */
export function net(state: State, { applied }: Transfer): number {
  const share = AMOUNT / (state.params.steps - 1);
  let sum = -AMOUNT * applied[0]!;
  for (let step = 1; step < applied.length; step++) sum += share * applied[step]!;
  return sum;
}

/** Money that has appeared, or disappeared if negative, without a transfer under way to account for it. */
export function moneyError(state: State): number {
  let total = -state.stuckNet;
  for (const balance of state.balances) total += balance;
  for (const transfer of state.transfers.values()) total -= net(state, transfer);
  return total;
}
