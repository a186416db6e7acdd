/** State of the circuit breaker engine: the breaker, the calls under way, the dependency, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { SlotPool } from "../kernel/slotPool.ts";
import type { Params } from "./params.ts";
import { CircuitBreaker, type CircuitState } from "./primitives/circuitBreaker.ts";

export type Context = EngineContext<
  "inFlight" | "answered" | "rejected" | "calls",
  "arrival" | "done" | "outage" | "recovery" | "tick"
>;

/** Fields of a call. */
export const STARTED = 0;
export const TICKET = 1;

/** Transitions kept for the picture. */
export const KEPT_CHANGES = 40;
/** Outcomes kept for the picture. */
export const KEPT_OUTCOMES = 40;

/** How calls end. */
export const GOOD = 0;
export const FAILED = 1;
export const SLOW = 2;

export interface Change {
  readonly atMs: number;
  readonly state: CircuitState;
}

export interface State {
  readonly params: Params;
  readonly breaker: CircuitBreaker;
  readonly calls: SlotPool;
  requests: number;
  rejected: number;
  /** Rejected while the dependency was well. */
  rejectedInVain: number;
  good: number;
  failed: number;
  /** In the first outage: calls made, requests that came, and the time that those who asked have waited. */
  outageCalls: number;
  outageRequests: number;
  outageWaitMs: number;
  outageEnded: number;
  atMs: number;
  inFlightMs: number;
  /** Area under the calls under way in the first outage. */
  outageInFlightMs: number;
  outageFromMs: number;
  outageToMs: number;
  out: boolean;
  outUntilMs: number;
  /** Outages so far; only the first is measured. */
  outages: number;
  /** When the breaker first opened in the first outage, last did so in it, and how often; −1 for not yet. */
  firstOpenMs: number;
  lastOpenMs: number;
  opensInOutage: number;
  opens: number;
  /** Closed for good after the first outage. */
  closedMs: number;
  readonly wait: Histogram;
  changes: Change[];
  outcomes: number[];
  tickRequests: number;
  tickGood: number;
  tickFailed: number;
  tickRejected: number;
  tickCalls: number;
  madeCalls: number;
  last: readonly [number, number, number, number];
  lastText: number;
  lastDurationMs: number;
}

export function createState(params: Params): State {
  return {
    params,
    breaker: new CircuitBreaker({
      windowKind: params.windowKind === "seconds" ? "seconds" : "calls",
      windowSize: params.windowSize,
      minimumCalls: params.minimumCalls,
      failureRate: params.failureRate,
      slowRate: params.slowRate,
      slowCallMs: params.slowCall,
      openMs: params.openTime,
      permittedCalls: params.permittedCalls,
    }),
    calls: new SlotPool(2),
    wait: createHistogram(),
    changes: [{ atMs: 0, state: "closed" }],
    outcomes: [],
    last: [0, 0, 0, 0],
    ...createCounts(),
  };
}

function createCounts() {
  return {
    requests: 0,
    rejected: 0,
    rejectedInVain: 0,
    good: 0,
    failed: 0,
    outageCalls: 0,
    outageRequests: 0,
    outageWaitMs: 0,
    outageEnded: 0,
    atMs: 0,
    inFlightMs: 0,
    outageInFlightMs: 0,
    outageFromMs: -1,
    outageToMs: -1,
    out: false,
    outUntilMs: 0,
    outages: 0,
    firstOpenMs: -1,
    lastOpenMs: -1,
    opensInOutage: 0,
    opens: 0,
    closedMs: -1,
    tickRequests: 0,
    tickGood: 0,
    tickFailed: 0,
    tickRejected: 0,
    tickCalls: 0,
    madeCalls: 0,
    lastText: GOOD,
    lastDurationMs: 0,
  };
}
