/** State of the retry engine: clients in arrays, a service, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { SlidingCount } from "../rate-limiter/primitives/slidingCount.ts";
import { attemptsOf, backoffOf, type Params } from "./params.ts";
import { normallyRetrying, outageWarmUpMs } from "./plan.ts";
import type { BackoffSettings } from "./primitives/backoff.ts";
import { RetryBudget } from "./primitives/retryBudget.ts";

export type Context = EngineContext<
  "load" | "answered" | "retrying" | "backlog",
  "call" | "settle" | "outage" | "recovery" | "tick"
>;

/** What a client is doing. */
export const PAUSING = 0;
export const CALLING = 1;
export const WAITING = 2;

/** How a call ends. */
export const ANSWERED = 0;
export const FAILED = 1;
export const REFUSED = 2;
export const TURNED_AWAY = 3;
export const TIMED_OUT = 4;

export interface Clients {
  readonly doing: Uint8Array;
  /** Calls made for the present request. */
  readonly attempts: Uint16Array;
  /** The wait before the latest attempt, and all waits of the request. */
  readonly previousMs: Float64Array;
  readonly waitedMs: Float64Array;
  /** The event that each client's life goes on with. */
  readonly next: Float64Array;
  /** Whether the latest request failed. */
  readonly gaveUp: Uint8Array;
}

export interface State {
  readonly params: Params;
  readonly attempts: number;
  readonly settings: BackoffSettings;
  readonly clients: Clients;
  readonly budget: RetryBudget;
  /** Clients in the middle of a request that has failed once or more. */
  retrying: number;
  calling: number;
  /** More of them than this, and the outage is not over for the clients. */
  readonly retryingAtRest: number;
  /** The service works at what it has until then. */
  busyUntilMs: number;
  capacity: number;
  downUntilMs: number;
  down: boolean;
  requests: number;
  requestsFailed: number;
  firstCalls: number;
  calls: number;
  settled: number;
  answered: number;
  /** Calls that the service took, and those whose answer came too late. */
  taken: number;
  wasted: number;
  denied: number;
  /** Requests that used all attempts, and how long they waited between them. */
  usedUp: number;
  usedUpWaitMs: number;
  readonly lastSecond: SlidingCount;
  afterOutage: SlidingCount;
  peak: number;
  peakAfter: number;
  /** The first outage: −1 before it. */
  outageFromMs: number;
  outageToMs: number;
  readonly outageWarmUpMs: number;
  normalCalls: number;
  outageCalls: number;
  /** The last outage: when it ended, and when the clients had recovered; −1 before. */
  endedMs: number;
  recoveredMs: number;
  tickCalls: number;
  tickAnswered: number;
  lastCalls: number;
  lastAnswered: number;
  /** What the latest event did, for the log. */
  lastOutcome: number;
  lastDelayMs: number;
}

/** Retries that a budget saves up: those of ten seconds in normal operation. */
const RESERVE_MS = 10_000;

export function createState(values: Params): State {
  const { clients, interval, budget } = values;
  const reserve = Math.max(10, ((budget / 100) * clients * RESERVE_MS) / interval);
  return {
    params: values,
    attempts: attemptsOf(values),
    settings: { baseMs: values.baseDelay, capMs: values.cap },
    clients: createClients(clients),
    budget: new RetryBudget(budget / 100, reserve),
    retrying: 0,
    calling: 0,
    retryingAtRest: Math.ceil(clients * (0.05 + 1.5 * normallyRetrying(values))),
    busyUntilMs: 0,
    capacity: values.capacity,
    downUntilMs: 0,
    down: false,
    ...createCounts(),
    outageWarmUpMs: outageWarmUpMs(values),
    lastSecond: new SlidingCount(1000),
    afterOutage: new SlidingCount(1000),
  };
}

function createClients(count: number): Clients {
  return {
    doing: new Uint8Array(count),
    attempts: new Uint16Array(count),
    previousMs: new Float64Array(count),
    waitedMs: new Float64Array(count),
    next: new Float64Array(count),
    gaveUp: new Uint8Array(count),
  };
}

function createCounts() {
  return {
    requests: 0,
    requestsFailed: 0,
    firstCalls: 0,
    calls: 0,
    settled: 0,
    answered: 0,
    taken: 0,
    wasted: 0,
    denied: 0,
    usedUp: 0,
    usedUpWaitMs: 0,
    peak: 0,
    peakAfter: 0,
    outageFromMs: -1,
    outageToMs: -1,
    normalCalls: 0,
    outageCalls: 0,
    endedMs: -1,
    recoveredMs: -1,
    tickCalls: 0,
    tickAnswered: 0,
    lastCalls: 0,
    lastAnswered: 0,
    lastOutcome: ANSWERED,
    lastDelayMs: 0,
  };
}

/** The wait before the client's next attempt. */
export function nextDelayMs(state: State, client: number, uniform: number): number {
  const { attempts, previousMs } = state.clients;
  const backoff = backoffOf(state.params.strategy);
  return backoff(state.settings, attempts[client]!, previousMs[client]!, uniform);
}

export function backlogMs(state: State, nowMs: number): number {
  return Math.max(0, state.busyUntilMs - nowMs);
}
