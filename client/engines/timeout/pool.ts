/** What the pool does: a request comes, waits, gets a worker, its call ends; the dependency begins to hang and recovers. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { incidentWarmUpMs } from "./plan.ts";
import { callTimeoutMs, deadlineAfter, timeLeftMs } from "./primitives/deadline.ts";
import {
  ANSWERED,
  type Context,
  expiredInQueue,
  QUEUED,
  REFUSED,
  type State,
  TIMED_OUT,
  totals,
} from "./state.ts";

export function scheduleArrival(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.arrivalRate), "arrival");
}

export function arrive(state: State, ctx: Context): void {
  state.arrivals++;
  state.lastWorker = QUEUED;
  const { free } = state.workers;
  if (state.busy < free.length) start(state, ctx, ctx.nowMs);
  else if (!state.queue.push(ctx.nowMs)) {
    state.refused++;
    state.lastWorker = REFUSED;
  }
  scheduleArrival(state, ctx);
}

/** A free worker takes a request and calls the dependency. */
function start(state: State, ctx: Context, arrivedMs: number): void {
  const { workers, params } = state;
  const worker = workers.free[workers.free.length - 1 - state.busy]!;
  setBusy(state, ctx.nowMs, state.busy + 1);
  state.started++;
  state.lastWorker = worker;
  if (ctx.nowMs > arrivedMs) state.waited++;
  state.waitMs += ctx.nowMs - arrivedMs;
  // Both drawn whatever happens, so that the streams stay in step.
  const usualMs = exponential(ctx.random("latency"), params.latency);
  const hangs = ctx.random("hanging") < params.hangShare && state.incident;
  const answerMs = hangs ? params.hangTime : usualMs;
  const ownMs = params.limited ? params.timeout : Infinity;
  const deadlineMs = params.propagate ? deadlineAfter(arrivedMs, params.patience) : Infinity;
  const limit = callTimeoutMs(ownMs, deadlineMs, ctx.nowMs);
  workers.busy[worker] = 1;
  workers.arrivedMs[worker] = arrivedMs;
  workers.startedMs[worker] = ctx.nowMs;
  workers.hangs[worker] = hangs ? 1 : 0;
  if (hangs) state.hanging++;
  const outcome = answerMs <= limit ? ANSWERED : TIMED_OUT;
  workers.end[worker] = ctx.schedule(Math.min(answerMs, limit), "done", worker, outcome);
}

export function done(state: State, ctx: Context, worker: number, outcome: number): void {
  const { arrivedMs, startedMs } = state.workers;
  const { patience } = state.params;
  const responseMs = ctx.nowMs - arrivedMs[worker]!;
  state.finished++;
  state.heldMs += ctx.nowMs - startedMs[worker]!;
  if (outcome === TIMED_OUT) state.timedOut++;
  else if (responseMs <= patience) state.good++;
  else state.late++;
  see(state, ctx, arrivedMs[worker]!);
  release(state, ctx.nowMs, worker);
  startNext(state, ctx);
}

/** A request has ended. Users who had left before the last tick have been counted then. */
function see(state: State, ctx: Context, arrivedMs: number): void {
  const { patience } = state.params;
  state.lastResponseMs = ctx.nowMs - arrivedMs;
  if (arrivedMs + patience > state.tickedMs)
    observeResponse(state, ctx, Math.min(state.lastResponseMs, patience));
}

function observeResponse(state: State, ctx: Context, seenMs: number): void {
  record(state.response, seenMs);
  ctx.observe("response", seenMs);
}

/** Counts the users who have left since the last tick, while their requests go on: a pool that hangs would otherwise
 *  seem quick, since only what ends could be timed. */
export function countLeaving(state: State, ctx: Context): void {
  const { workers, params, tickedMs } = state;
  const { patience } = params;
  const leaving = expiredInQueue(state, ctx.nowMs) - expiredInQueue(state, tickedMs);
  for (let i = 0; i < leaving; i++) observeResponse(state, ctx, patience);
  for (let worker = 0; worker < workers.busy.length; worker++) {
    const leavesMs = workers.arrivedMs[worker]! + patience;
    if (workers.busy[worker] === 1 && leavesMs > tickedMs && leavesMs <= ctx.nowMs)
      observeResponse(state, ctx, patience);
  }
  state.tickedMs = ctx.nowMs;
}

function release(state: State, nowMs: number, worker: number): void {
  const { workers } = state;
  setBusy(state, nowMs, state.busy - 1);
  workers.free[workers.free.length - 1 - state.busy] = worker;
  workers.busy[worker] = 0;
  if (workers.hangs[worker] === 1) state.hanging--;
  workers.hangs[worker] = 0;
}

/** The oldest request that is worth it gets the worker that came free. */
function startNext(state: State, ctx: Context): void {
  const { queue, params } = state;
  for (let arrivedMs = queue.shift(); arrivedMs !== undefined; arrivedMs = queue.shift()) {
    if (!params.propagate || timeLeftMs(arrivedMs + params.patience, ctx.nowMs) > 0) {
      const before = state.lastWorker;
      start(state, ctx, arrivedMs);
      state.lastWorker = before;
      return;
    }
    state.expired++;
    see(state, ctx, arrivedMs);
  }
}

function setBusy(state: State, nowMs: number, busy: number): void {
  state.busyMs += state.busy * (nowMs - state.busySinceMs);
  state.busySinceMs = nowMs;
  state.busy = busy;
}

/** For `lengthMs` a share of new calls hang; those that hang then do so to their end. */
export function beginIncident(state: State, ctx: Context, lengthMs: number): void {
  const { spans } = state;
  const first = spans.normalTo === undefined;
  if (first) {
    spans.normalTo = totals(state, ctx.nowMs);
    const warmUpMs = Math.min(lengthMs / 2, incidentWarmUpMs(state.params));
    ctx.schedule(warmUpMs, "mark");
  }
  const until = ctx.nowMs + lengthMs;
  if (!state.incident || until > state.incidentUntilMs) state.incidentUntilMs = until;
  state.incident = true;
  state.recoveredMs = -1;
  ctx.schedule(lengthMs, "recovery");
}

/** Of several incidents the one that lasts longest decides. */
export function endIncident(state: State, nowMs: number): void {
  if (!state.incident || nowMs < state.incidentUntilMs) return;
  const { spans } = state;
  state.incident = false;
  state.endedMs = nowMs;
  if (spans.incidentFrom !== undefined && spans.incidentTo === undefined)
    spans.incidentTo = totals(state, nowMs);
}

/** The spans that metrics look at begin when the pool has settled. */
export function mark(state: State, nowMs: number): void {
  const { spans } = state;
  if (spans.normalFrom === undefined && spans.normalTo === undefined) spans.normalFrom = totals(state, nowMs);
  else if (state.incident && spans.incidentFrom === undefined) spans.incidentFrom = totals(state, nowMs);
}

/** All workers are free again, and what they and the queue held is lost. */
export function restart(state: State, ctx: Context): void {
  const { workers, queue } = state;
  for (let worker = 0; worker < workers.busy.length; worker++) {
    if (workers.busy[worker] === 0) continue;
    ctx.cancel(workers.end[worker]!);
    state.lost++;
    see(state, ctx, workers.arrivedMs[worker]!);
    release(state, ctx.nowMs, worker);
  }
  for (let arrivedMs = queue.shift(); arrivedMs !== undefined; arrivedMs = queue.shift()) {
    state.lost++;
    see(state, ctx, arrivedMs);
  }
}
