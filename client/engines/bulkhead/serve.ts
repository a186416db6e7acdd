/** What happens to requests: they ask for a place, hold it while they work and wait for their call, and give it back. */
import { exponential } from "../kernel/variates.ts";
import { settleMs } from "./params.ts";
import { BULKHEAD_ADMITTED, BULKHEAD_FULL, type Bulkhead } from "./primitives/bulkhead.ts";
import { ARRIVED, busy, CALL_MS, type Context, CPU_MS, DEPENDENCY, type State, totals } from "./state.ts";

export function scheduleArrival(state: State, ctx: Context): void {
  const { arrivalRate, dependencies } = state.params;
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / (arrivalRate * dependencies)), "arrival");
}

export function arrive(state: State, ctx: Context): void {
  const { params, requests } = state;
  count(state, ctx.nowMs);
  // Drawn whatever happens, so that all kinds of isolation meet the same requests.
  const dependency = Math.floor(ctx.random("dependency") * params.dependencies);
  const usualMs = exponential(ctx.random("latency"), params.latency);
  const grows = state.incident && dependency === 0;
  const request = requests.take();
  requests.set(request, ARRIVED, ctx.nowMs);
  requests.set(request, DEPENDENCY, dependency);
  requests.set(
    request,
    CALL_MS,
    grows && params.trouble === "latency" ? usualMs * params.slowFactor : usualMs,
  );
  requests.set(
    request,
    CPU_MS,
    grows && params.trouble === "cpu" ? params.cpu * params.slowFactor : params.cpu,
  );
  state.arrivals[dependency]!++;
  state.lastDependency = dependency;
  state.lastOutcome = enter(state, request, dependency);
  if (state.lastOutcome === BULKHEAD_ADMITTED) start(state, ctx, request);
  else if (state.lastOutcome === BULKHEAD_FULL) {
    state.refused[dependency]!++;
    requests.release(request);
  }
  scheduleArrival(state, ctx);
}

/** Asks for every place that the request needs; one that gets only the first gives it back. */
function enter(state: State, request: number, dependency: number): number {
  const limit = state.limits[dependency];
  if (limit !== undefined && limit.enter(request) === BULKHEAD_FULL) return BULKHEAD_FULL;
  const outcome = poolOf(state, dependency).enter(request);
  if (outcome === BULKHEAD_FULL) limit?.release();
  return outcome;
}

function poolOf(state: State, dependency: number): Bulkhead {
  if (state.params.isolation === "event-loop") return state.loop;
  return state.pools[state.pools.length === 1 ? 0 : dependency]!;
}

function start(state: State, ctx: Context, request: number): void {
  const { requests, params } = state;
  const dependency = requests.get(request, DEPENDENCY);
  state.started[dependency]!++;
  state.inCall[dependency]!++;
  state.waitMs[dependency]! += ctx.nowMs - requests.get(request, ARRIVED);
  const cpuMs = requests.get(request, CPU_MS);
  // On a loop the call goes on by itself once the work is done; a worker stays with it.
  if (params.isolation === "event-loop") ctx.schedule(cpuMs, "computed", request);
  else ctx.schedule(cpuMs + requests.get(request, CALL_MS), "done", request);
}

/** The loop has done a request's work: the call is under way, the next one may compute. */
export function computed(state: State, ctx: Context, request: number): void {
  count(state, ctx.nowMs);
  ctx.schedule(state.requests.get(request, CALL_MS), "done", request);
  const next = state.loop.release();
  if (next !== undefined) start(state, ctx, next);
}

export function done(state: State, ctx: Context, request: number): void {
  const { requests, params, limits } = state;
  count(state, ctx.nowMs);
  const dependency = requests.get(request, DEPENDENCY);
  state.finished[dependency]!++;
  state.inCall[dependency]!--;
  state.lastDependency = dependency;
  requests.release(request);
  limits[dependency]?.release();
  if (params.isolation === "event-loop") return;
  const next = poolOf(state, dependency).release();
  if (next !== undefined) start(state, ctx, next);
}

/** Adds up how many workers were busy for how long, before that changes. */
export function count(state: State, nowMs: number): void {
  state.busyMs += busy(state) * (nowMs - state.atMs);
  state.atMs = nowMs;
}

/** For `lengthMs` new requests to A take more. */
export function beginIncident(state: State, ctx: Context, lengthMs: number): void {
  state.incidentUntilMs = Math.max(state.incidentUntilMs, ctx.nowMs + lengthMs);
  ctx.schedule(lengthMs, "recovery");
  if (state.incident) return;
  state.incident = true;
  state.incidents++;
  if (state.incidents > 1) return;
  state.normalTo = totals(state, ctx.nowMs);
  ctx.schedule(Math.min(lengthMs / 2, settleMs({ ...state.params, incident: lengthMs })), "mark");
}

/** Of several incidents the one that lasts longest decides. */
export function endIncident(state: State, nowMs: number): void {
  if (!state.incident || nowMs < state.incidentUntilMs) return;
  state.incident = false;
  if (state.incidentFrom !== undefined && state.incidentTo === undefined)
    state.incidentTo = totals(state, nowMs);
}

/** What is measured begins when the pools have settled. */
export function mark(state: State, nowMs: number): void {
  if (state.normalFrom === undefined && state.normalTo === undefined) state.normalFrom = totals(state, nowMs);
  else if (state.incident && state.incidentFrom === undefined) state.incidentFrom = totals(state, nowMs);
}
