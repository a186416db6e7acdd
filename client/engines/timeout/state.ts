/** State of the timeout engine: a pool of workers, the queue before it, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import type { Params } from "./params.ts";
import { BoundedFifo } from "./primitives/boundedFifo.ts";

export type Context = EngineContext<
  "busy" | "queue" | "goodput" | "response",
  "arrival" | "done" | "incident" | "recovery" | "mark" | "tick"
>;

/** How a call ends. */
export const ANSWERED = 0;
export const TIMED_OUT = 1;

/** Where the log says that the latest request went instead of to a worker. */
export const QUEUED = -1;
export const REFUSED = -2;

export interface Workers {
  readonly busy: Uint8Array;
  /** Of the request in hand: when it came, when its call began. */
  readonly arrivedMs: Float64Array;
  readonly startedMs: Float64Array;
  /** 1 while the call in hand is one that hangs. */
  readonly hangs: Uint8Array;
  /** The event that ends the call. */
  readonly end: Float64Array;
  /** A stack of the free ones; the lowest number is on top at the beginning. */
  readonly free: Int32Array;
}

/** Totals at one moment; the difference of two is what a metric is made of. */
export interface Totals {
  readonly atMs: number;
  /** Worker-milliseconds spent in calls. */
  readonly busyMs: number;
  readonly started: number;
  readonly waited: number;
  readonly waitMs: number;
  readonly finished: number;
  readonly heldMs: number;
  readonly good: number;
}

/** Normal operation, and the first incident once the pool has settled; undefined until there is one. */
export interface Spans {
  normalFrom: Totals | undefined;
  normalTo: Totals | undefined;
  incidentFrom: Totals | undefined;
  incidentTo: Totals | undefined;
}

export interface State {
  readonly params: Params;
  readonly workers: Workers;
  readonly queue: BoundedFifo;
  busy: number;
  /** Workers in calls that hang. */
  hanging: number;
  busyMs: number;
  busySinceMs: number;
  arrivals: number;
  refused: number;
  /** Dropped from the queue because their user had left. */
  expired: number;
  /** In hand or in the queue at a restart. */
  lost: number;
  started: number;
  waited: number;
  waitMs: number;
  finished: number;
  heldMs: number;
  timedOut: number;
  /** Answered before the user left, and after. */
  good: number;
  late: number;
  /** Response times as users see them: until the answer, the error, or their leaving. */
  readonly response: Histogram;
  readonly spans: Spans;
  incident: boolean;
  incidentUntilMs: number;
  /** The last incident: when it ended, and when the pool had recovered; −1 before. */
  endedMs: number;
  recoveredMs: number;
  /** When users who leave were last counted. */
  tickedMs: number;
  tickArrivals: number;
  tickGood: number;
  tickFailed: number;
  lastArrivals: number;
  lastGood: number;
  lastFailed: number;
  /** What the latest event did, for the log: the worker's number, `QUEUED` or `REFUSED`. */
  lastWorker: number;
  lastResponseMs: number;
}

export function createState(values: Params): State {
  const count = values.workers;
  return {
    params: values,
    workers: {
      busy: new Uint8Array(count),
      arrivedMs: new Float64Array(count),
      startedMs: new Float64Array(count),
      hangs: new Uint8Array(count),
      end: new Float64Array(count),
      free: Int32Array.from({ length: count }, (_, i) => count - 1 - i),
    },
    queue: new BoundedFifo(values.queue),
    response: createHistogram(),
    spans: { normalFrom: undefined, normalTo: undefined, incidentFrom: undefined, incidentTo: undefined },
    ...createCounts(),
  };
}

function createCounts() {
  return {
    busy: 0,
    hanging: 0,
    busyMs: 0,
    busySinceMs: 0,
    arrivals: 0,
    refused: 0,
    expired: 0,
    lost: 0,
    started: 0,
    waited: 0,
    waitMs: 0,
    finished: 0,
    heldMs: 0,
    timedOut: 0,
    good: 0,
    late: 0,
    incident: false,
    incidentUntilMs: 0,
    endedMs: -1,
    recoveredMs: -1,
    tickedMs: 0,
    tickArrivals: 0,
    tickGood: 0,
    tickFailed: 0,
    lastArrivals: 0,
    lastGood: 0,
    lastFailed: 0,
    lastWorker: QUEUED,
    lastResponseMs: 0,
  };
}

export function totals(state: State, nowMs: number): Totals {
  const { started, waited, waitMs, finished, heldMs, good } = state;
  const busyMs = state.busyMs + state.busy * (nowMs - state.busySinceMs);
  return { atMs: nowMs, busyMs, started, waited, waitMs, finished, heldMs, good };
}

/** Requests that ended without an answer in time. */
export function failedRequests({ refused, expired, lost, timedOut, late }: State): number {
  return refused + expired + lost + timedOut + late;
}

/** Requests in the queue whose user has left: the oldest, since they came in order. */
export function expiredInQueue({ queue, params }: State, nowMs: number): number {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (queue.at(middle)! + params.patience <= nowMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
