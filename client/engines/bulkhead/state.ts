/** State of the bulkhead engine: pools and limits, requests under way, and what each dependency's requests get. */
import type { EngineContext } from "../kernel/engine.ts";
import { SlotPool } from "../kernel/slotPool.ts";
import { type Params, pools } from "./params.ts";
import { Bulkhead } from "./primitives/bulkhead.ts";

export type Context = EngineContext<
  "busy" | "others" | "slow" | "wait",
  "arrival" | "done" | "computed" | "incident" | "recovery" | "mark" | "tick"
>;

/** Fields of a request. */
export const ARRIVED = 0;
export const DEPENDENCY = 1;
export const CALL_MS = 2;
export const CPU_MS = 3;

export interface Totals {
  readonly atMs: number;
  readonly arrivals: Float64Array;
  readonly refused: Float64Array;
  readonly started: Float64Array;
  readonly waitMs: Float64Array;
  readonly busyMs: number;
}

export interface State {
  readonly params: Params;
  /** One for all or one for each; without any use on an event loop. */
  readonly pools: readonly Bulkhead[];
  /** A limit for each dependency, only with semaphores. */
  readonly limits: readonly Bulkhead[];
  /** The loop's one thread, with all requests that are ready waiting for it. */
  readonly loop: Bulkhead;
  readonly requests: SlotPool;
  /** By dependency. */
  readonly arrivals: Float64Array;
  readonly refused: Float64Array;
  readonly started: Float64Array;
  readonly waitMs: Float64Array;
  readonly finished: Float64Array;
  /** In calls or, on the loop, in work or in a call. */
  readonly inCall: Float64Array;
  atMs: number;
  busyMs: number;
  incident: boolean;
  incidentUntilMs: number;
  incidents: number;
  normalFrom: Totals | undefined;
  normalTo: Totals | undefined;
  incidentFrom: Totals | undefined;
  incidentTo: Totals | undefined;
  tick: Totals;
  last: { readonly arrivals: Float64Array; readonly refused: Float64Array; readonly waitMs: number };
  lastDependency: number;
  lastOutcome: number;
}

export function createState(params: Params): State {
  const { dependencies } = params;
  const plan = pools(params);
  const zeros = () => new Float64Array(dependencies);
  return {
    params,
    pools: Array.from({ length: plan.count }, () => new Bulkhead(plan.places, plan.queue)),
    limits:
      params.isolation === "semaphore"
        ? Array.from({ length: dependencies }, () => new Bulkhead(params.limit))
        : [],
    loop: new Bulkhead(1, 0x100000),
    requests: new SlotPool(4),
    arrivals: zeros(),
    refused: zeros(),
    started: zeros(),
    waitMs: zeros(),
    finished: zeros(),
    inCall: zeros(),
    atMs: 0,
    busyMs: 0,
    incident: false,
    incidentUntilMs: 0,
    incidents: 0,
    normalFrom: undefined,
    normalTo: undefined,
    incidentFrom: undefined,
    incidentTo: undefined,
    tick: { atMs: 0, arrivals: zeros(), refused: zeros(), started: zeros(), waitMs: zeros(), busyMs: 0 },
    last: { arrivals: zeros(), refused: zeros(), waitMs: 0 },
    lastDependency: 0,
    lastOutcome: 1,
  };
}

/** Workers in use; on an event loop the thread. */
export function busy(state: State): number {
  if (state.params.isolation === "event-loop") return state.loop.running;
  return state.pools.reduce((sum, pool) => sum + pool.running, 0);
}

export function totals(state: State, nowMs: number): Totals {
  return {
    atMs: nowMs,
    arrivals: state.arrivals.slice(),
    refused: state.refused.slice(),
    started: state.started.slice(),
    waitMs: state.waitMs.slice(),
    busyMs: state.busyMs + busy(state) * (nowMs - state.atMs),
  };
}

/** A, B, C … */
export function nameOf(dependency: number): string {
  return String.fromCharCode(65 + dependency);
}
