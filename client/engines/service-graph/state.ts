/** State of the service graph engine: requests on their way, leaf calls, a trace of one request, and what is counted. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { SlotPool } from "../kernel/slotPool.ts";
import type { Params } from "./params.ts";
import { HedgedCalls } from "./primitives/hedgedCalls.ts";

export type Context = EngineContext<
  "response" | "inside" | "calls" | "failed",
  "request" | "tier" | "answer" | "hedge" | "repair" | "tick"
>;

/** Fields of a request. Attempts at each tier follow. */
export const STARTED = 0;
/** Grows whenever the leaves are asked anew: calls of an earlier round count no more. */
export const ROUND = 1;
export const GOT = 2;
export const LOST = 3;
export const ATTEMPTS = 4;
export const REQUEST_FIELDS = ATTEMPTS + 6;

/** Fields of a call to one leaf; its number among the hedged calls is the same. */
export const REQUEST = 0;
/** The request's number, and its round: whether it is still the one that asked. */
export const REQUEST_ID = 1;
export const CALL_ROUND = 2;
export const LEAF = 3;
export const SENT_AT = 4;
/** The event that hedges it, −1 for none. */
export const TIMER = 5;
export const CALL_FIELDS = 6;

/** Something that lasted in the request that is traced. */
export interface Span {
  readonly lane: string;
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly good: boolean;
}

export interface Trace {
  readonly id: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly good: boolean;
  readonly spans: readonly Span[];
}

export const KEPT_SPANS = 300;

export interface State {
  readonly params: Params;
  readonly requests: SlotPool;
  /** By request handle: its number, which no other has. */
  ids: Float64Array;
  readonly leafCalls: SlotPool;
  readonly hedged: HedgedCalls;
  started: number;
  good: number;
  failed: number;
  slow: number;
  /** Of the requests that are measured. */
  measuredGood: number;
  measuredEnded: number;
  measuredSlow: number;
  responseMs: number;
  readonly response: Histogram;
  /** Calls to each tier; the leaves are the last. */
  readonly calls: Float64Array;
  hedges: number;
  wasted: number;
  /** Calls to leaves that have not come back. */
  underWay: number;
  answered: number;
  down: boolean;
  downUntilMs: number;
  /** The request that is traced, its spans so far, and the last complete trace. */
  tracing: number;
  tracingFromMs: number;
  spans: Span[];
  trace: Trace | undefined;
  tickCalls: number;
  tickFailed: number;
  lastResponseMs: number;
  lastText: string;
}

export function createState(params: Params): State {
  return {
    params,
    requests: new SlotPool(REQUEST_FIELDS),
    ids: new Float64Array(16),
    leafCalls: new SlotPool(CALL_FIELDS),
    hedged: new HedgedCalls(params.attempts),
    started: 0,
    good: 0,
    failed: 0,
    slow: 0,
    measuredGood: 0,
    measuredEnded: 0,
    measuredSlow: 0,
    responseMs: 0,
    response: createHistogram(),
    calls: new Float64Array(params.depth + 1),
    hedges: 0,
    wasted: 0,
    underWay: 0,
    answered: 0,
    down: params.leavesDown,
    downUntilMs: params.leavesDown ? Infinity : 0,
    tracing: -1,
    tracingFromMs: 0,
    spans: [],
    trace: undefined,
    tickCalls: 0,
    tickFailed: 0,
    lastResponseMs: 0,
    lastText: "",
  };
}
