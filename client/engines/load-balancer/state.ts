/** State of the load balancer engine: the servers with their lines, the balancer, the connections, and what is counted. */
import { mixInteger } from "../consistent-hashing/primitives/murmur3.ts";
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram } from "../kernel/histogram.ts";
import { SlotPool } from "../kernel/slotPool.ts";
import { Zipf } from "../kernel/zipf.ts";
import { BoundedFifo } from "../timeout/primitives/boundedFifo.ts";
import { FALL, KEYS, LINE_LIMIT, type Params, RISE, speeds } from "./params.ts";
import { ActivePassiveBalancer } from "./primitives/activePassive.ts";
import { Backends } from "./primitives/backends.ts";
import type { Balancer } from "./primitives/balancer.ts";
import { BoundedLoadRingBalancer } from "./primitives/boundedLoadRing.ts";
import { HealthThresholds } from "./primitives/healthThresholds.ts";
import { LeastConnectionsBalancer } from "./primitives/leastConnections.ts";
import { PeakEwmaBalancer } from "./primitives/peakEwma.ts";
import { PowerOfTwoBalancer } from "./primitives/powerOfTwoChoices.ts";
import { RandomBalancer } from "./primitives/randomBalancer.ts";
import { SmoothRoundRobinBalancer } from "./primitives/smoothRoundRobin.ts";

export type Context = EngineContext<
  "response" | "waiting" | "longest" | "errors",
  "arrival" | "done" | "check" | "incident" | "recovery" | "mark" | "tick"
>;

/** Fields of a request. */
export const ARRIVED = 0;
export const SIZE = 1;

export interface Totals {
  readonly atMs: number;
  readonly insideMs: number;
  readonly busyMs: number;
  readonly finished: number;
  readonly responseMs: number;
  readonly arrivals: number;
}

export interface State {
  readonly params: Params;
  readonly balancer: Balancer;
  readonly health: HealthThresholds;
  readonly zipf: Zipf;
  readonly requests: SlotPool;
  readonly lines: readonly BoundedFifo[];
  /** The request in work by server, −1 for none, and the event that ends it. */
  readonly working: Int32Array;
  readonly ends: Float64Array;
  readonly speed: Float64Array;
  /** 1 while a server refuses everything. */
  readonly failed: Uint8Array;
  /** Requests sent to each server since measuring began. */
  readonly sent: Float64Array;
  /** Layer 4: the server of each connection, −1 while it is closed, and requests left on it. */
  readonly connectionServer: Int32Array;
  readonly connectionLeft: Float64Array;
  arrivals: number;
  errors: number;
  finished: number;
  responseMs: number;
  busy: number;
  atMs: number;
  insideMs: number;
  busyMs: number;
  readonly response: Histogram;
  from: Totals | undefined;
  tickErrors: number;
  /** For the log. */
  lastServer: number;
  lastError: boolean;
  lastResponseMs: number;
  lastChanged: number;
}

export function createState(params: Params): State {
  const { servers, connections, layer } = params;
  const pinned = layer === "4" ? connections : 0;
  return {
    params,
    balancer: createBalancer(params),
    health: new HealthThresholds(servers, RISE, FALL),
    zipf: new Zipf(KEYS, params.keySkew),
    requests: new SlotPool(2),
    lines: Array.from({ length: servers }, () => new BoundedFifo(LINE_LIMIT)),
    working: new Int32Array(servers).fill(-1),
    ends: new Float64Array(servers),
    speed: speeds(params),
    failed: new Uint8Array(servers),
    sent: new Float64Array(servers),
    connectionServer: new Int32Array(pinned).fill(-1),
    connectionLeft: new Float64Array(pinned),
    response: createHistogram(),
    from: undefined,
    ...createCounts(),
  };
}

function createCounts() {
  return {
    arrivals: 0,
    errors: 0,
    finished: 0,
    responseMs: 0,
    busy: 0,
    atMs: 0,
    insideMs: 0,
    busyMs: 0,
    tickErrors: 0,
    lastServer: -1,
    lastError: false,
    lastResponseMs: 0,
    lastChanged: 0,
  };
}

function createBalancer(params: Params): Balancer {
  const { policy, servers, weighted, excess } = params;
  const backends = new Backends(weighted ? speeds(params) : new Float64Array(servers).fill(1));
  switch (policy) {
    case "random":
      return new RandomBalancer(backends);
    case "least-connections":
      return new LeastConnectionsBalancer(backends);
    case "power-of-two":
      return new PowerOfTwoBalancer(backends);
    case "peak-ewma":
      return new PeakEwmaBalancer(backends);
    case "hash-ring":
      return new BoundedLoadRingBalancer(backends);
    case "bounded-ring":
      return new BoundedLoadRingBalancer(backends, excess);
    case "active-passive":
      return new ActivePassiveBalancer(backends);
    default:
      return new SmoothRoundRobinBalancer(backends);
  }
}

/** Where a user's key stands on the ring. */
export function keyHash(key: number): number {
  return mixInteger(key + 1);
}

export function totals(state: State, nowMs: number): Totals {
  const { finished, responseMs, arrivals, requests, busy, atMs } = state;
  const gone = nowMs - atMs;
  return {
    atMs: nowMs,
    insideMs: state.insideMs + requests.size * gone,
    busyMs: state.busyMs + busy * gone,
    finished,
    responseMs,
    arrivals,
  };
}

/** Requests at a server, the one in work included. */
export function inHand({ lines, working }: State, server: number): number {
  return lines[server]!.length + (working[server]! >= 0 ? 1 : 0);
}
