/** State of the queueing engine: the jobs inside, the line, the servers, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { SlotPool } from "../kernel/slotPool.ts";
import { BoundedFifo } from "../timeout/primitives/boundedFifo.ts";
import type { Params } from "./params.ts";
import { BoundedPriorityLine } from "./primitives/boundedPriorityLine.ts";
import { BoundedStack } from "./primitives/boundedStack.ts";
import { ProcessorSharing } from "./primitives/processorSharing.ts";
import type { WaitingLine } from "./primitives/waitingLine.ts";

export type Context = EngineContext<"inSystem" | "response" | "busy", "arrival" | "done" | "mark" | "tick">;

/** Fields of a job. */
export const ARRIVED = 0;
export const SIZE = 1;
/** 0 for urgent, 1 for the others: the key of the priority line. */
export const CLASS = 2;
export const JOB_FIELDS = 3;

/** What the latest arrival met, for the log. */
export const SERVED = 0;
export const WAITS = 1;
export const REFUSED = 2;

/** Totals at one moment; the difference of two is what a metric is made of. */
export interface Totals {
  readonly atMs: number;
  /** Job-milliseconds inside, and server-milliseconds busy. */
  readonly insideMs: number;
  readonly busyMs: number;
  readonly arrivals: number;
  readonly refused: number;
  readonly waited: number;
  readonly finished: number;
  readonly responseMs: number;
  readonly waitMs: number;
  readonly urgentFinished: number;
  readonly urgentWaitMs: number;
}

export interface State {
  readonly params: Params;
  readonly jobs: SlotPool;
  readonly line: WaitingLine;
  /** Only under processor sharing; then the line is empty and servers have no job of their own. */
  readonly sharing: ProcessorSharing | undefined;
  /** The job of each server, −1 while it is free. */
  readonly serving: Int32Array;
  readonly endsMs: Float64Array;
  /** The event that ends the job of each server; under processor sharing number 0 is the next one of all, −1 for none. */
  readonly ends: Float64Array;
  busy: number;
  /** Until when the areas below are counted. */
  atMs: number;
  insideMs: number;
  busyMs: number;
  arrivals: number;
  refused: number;
  waited: number;
  finished: number;
  /** In hand or in line at a restart, and how long they had been inside. */
  lost: number;
  lostMs: number;
  responseMs: number;
  waitMs: number;
  urgentFinished: number;
  urgentWaitMs: number;
  readonly response: Histogram;
  from: Totals | undefined;
  slowUntilMs: number;
  lastOutcome: number;
  lastResponseMs: number;
}

export function createState(params: Params): State {
  const { servers, room, discipline } = params;
  return {
    params,
    jobs: new SlotPool(JOB_FIELDS),
    line: createLine(discipline, room),
    sharing: discipline === "sharing" ? new ProcessorSharing(servers, servers + room) : undefined,
    serving: new Int32Array(servers).fill(-1),
    endsMs: new Float64Array(servers),
    ends: new Float64Array(servers).fill(-1),
    busy: 0,
    atMs: 0,
    insideMs: 0,
    busyMs: 0,
    arrivals: 0,
    refused: 0,
    waited: 0,
    finished: 0,
    lost: 0,
    lostMs: 0,
    responseMs: 0,
    waitMs: 0,
    urgentFinished: 0,
    urgentWaitMs: 0,
    response: createHistogram(),
    from: undefined,
    slowUntilMs: 0,
    lastOutcome: SERVED,
    lastResponseMs: 0,
  };
}

function createLine(discipline: string, room: number): WaitingLine {
  if (discipline === "lifo") return new BoundedStack(room);
  if (discipline === "sjf" || discipline === "priority") return new BoundedPriorityLine(room);
  return new BoundedFifo(room);
}

export function totals(state: State, nowMs: number): Totals {
  const { arrivals, refused, waited, finished, responseMs, waitMs, urgentFinished, urgentWaitMs } = state;
  const gone = nowMs - state.atMs;
  return {
    atMs: nowMs,
    insideMs: state.insideMs + state.jobs.size * gone,
    busyMs: state.busyMs + state.busy * gone,
    arrivals,
    refused,
    waited,
    finished,
    responseMs,
    waitMs,
    urgentFinished,
    urgentWaitMs,
  };
}
