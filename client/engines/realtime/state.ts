/** State of the realtime engine: the server's updates, each client's place in them, and what was sent. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import type { Params } from "./params.ts";

export type Context = EngineContext<
  "delay" | "bytes" | "open" | "behind",
  | "update"
  | "ask"
  | "reach"
  | "answer"
  | "expire"
  | "push"
  | "cut"
  | "back"
  | "subscribe"
  | "retry"
  | "beat"
  | "mark"
  | "sample"
>;

/** Updates whose time is remembered; a power of two beyond what the server can keep. */
export const RING = 2048;

export interface Clients {
  /** The next update that it has not. */
  readonly cursor: Int32Array;
  /** 1 while it is cut off. */
  readonly away: Uint8Array;
  /** Counts its connections: what belongs to an earlier one is void. */
  readonly epoch: Int32Array;
  /** A stream flows, from this update on; −1 for none. */
  readonly subscribed: Int32Array;
  /** A long poll waits at the server. */
  readonly pending: Uint8Array;
  /** Requests under way or held, since when. */
  readonly asking: Uint8Array;
  readonly askedMs: Float64Array;
  /** Webhook: failed attempts in a row, and 1 while a retry is due. */
  readonly attempts: Uint8Array;
  readonly retrying: Uint8Array;
}

export interface State {
  readonly params: Params;
  readonly clients: Clients;
  /** Updates so far. */
  updates: number;
  readonly updateMs: Float64Array;
  delivered: number;
  missed: number;
  /** Of delivered ones, the oldest kept out: those counted before the warm-up ended. */
  readonly delays: Histogram;
  bytes: number;
  requests: number;
  cuts: number;
  /** Client-milliseconds with a connection open. */
  openMs: number;
  markMs: number;
  markBytes: number;
  markDelivered: number;
  markMissed: number;
  markOpenMs: number;
  markRequests: number;
  delaySumMs: number;
  markDelaySumMs: number;
  sampledBytes: number;
  sampledMs: number;
  sampledDelivered: number;
  sampledDelayMs: number;
  lastDelayMs: number;
  lastClient: number;
}

export function createState(values: Params): State {
  const count = values.clients;
  return {
    params: values,
    clients: {
      cursor: new Int32Array(count),
      away: new Uint8Array(count),
      epoch: new Int32Array(count),
      subscribed: new Int32Array(count).fill(-1),
      pending: new Uint8Array(count),
      asking: new Uint8Array(count),
      askedMs: new Float64Array(count),
      attempts: new Uint8Array(count),
      retrying: new Uint8Array(count),
    },
    updateMs: new Float64Array(RING),
    delays: createHistogram(),
    ...createCounts(),
  };
}

function createCounts() {
  return {
    updates: 0,
    delivered: 0,
    missed: 0,
    bytes: 0,
    requests: 0,
    cuts: 0,
    openMs: 0,
    markMs: 0,
    markBytes: 0,
    markDelivered: 0,
    markMissed: 0,
    markOpenMs: 0,
    markRequests: 0,
    delaySumMs: 0,
    markDelaySumMs: 0,
    sampledBytes: 0,
    sampledMs: 0,
    sampledDelivered: 0,
    sampledDelayMs: 0,
    lastDelayMs: 0,
    lastClient: 0,
  };
}

/** Client-milliseconds that connections were open, those that are open now included. */
export function openUntil(state: State, nowMs: number): number {
  const { asking, askedMs } = state.clients;
  let sum = state.openMs;
  for (let client = 0; client < asking.length; client++)
    if (asking[client] === 1) sum += nowMs - askedMs[client]!;
  return sum;
}

export function openNow({ clients }: State): number {
  return clients.asking.reduce((sum, one) => sum + one, 0);
}
