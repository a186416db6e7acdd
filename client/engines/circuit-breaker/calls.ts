/** What callers do: ask the breaker, call, wait; and what becomes of the dependency. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { SLOWER } from "./params.ts";
import { CALL_REJECTED, type CircuitState } from "./primitives/circuitBreaker.ts";
import {
  type Context,
  FAILED,
  GOOD,
  KEPT_CHANGES,
  KEPT_OUTCOMES,
  SLOW,
  STARTED,
  type State,
  TICKET,
} from "./state.ts";

export function scheduleArrival(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.arrivalRate), "arrival");
}

/** Whether the first outage is on, which is the one that is measured. */
function isMeasured(state: State): boolean {
  return state.out && state.outages === 1;
}

export function arrive(state: State, ctx: Context): void {
  const { params, breaker } = state;
  count(state, ctx.nowMs);
  state.requests++;
  if (isMeasured(state)) state.outageRequests++;
  // Drawn whatever happens, so that runs with and without a breaker meet the same luck.
  const usualMs = exponential(ctx.random("latency"), params.latency);
  const fails = ctx.random("failures") < params.usualFailures;
  const troubled = ctx.random("trouble") < params.troubleShare && state.out;
  const before = breaker.state;
  const ticket = params.breaker ? breaker.tryAcquire(ctx.nowMs) : 0;
  note(state, ctx.nowMs, before);
  if (ticket === CALL_REJECTED) {
    state.rejected++;
    if (!state.out) state.rejectedInVain++;
    state.lastText = CALL_REJECTED;
    record(state.wait, 0);
  } else call(state, ctx, ticket, usualMs, fails, troubled);
  scheduleArrival(state, ctx);
}

function call(
  state: State,
  ctx: Context,
  ticket: number,
  usualMs: number,
  fails: boolean,
  troubled: boolean,
): void {
  const { params, calls } = state;
  state.madeCalls++;
  if (isMeasured(state)) state.outageCalls++;
  const slowed = troubled && params.trouble === "slow";
  const answerMs = troubled && params.trouble === "hang" ? Infinity : slowed ? usualMs * SLOWER : usualMs;
  const durationMs = troubled && params.trouble === "error" ? 1 : Math.min(answerMs, params.timeout);
  const failed = fails || answerMs > params.timeout || (troubled && params.trouble === "error");
  const handle = calls.take();
  calls.set(handle, STARTED, ctx.nowMs);
  calls.set(handle, TICKET, ticket);
  state.lastText = GOOD;
  ctx.schedule(durationMs, "done", handle, failed ? 1 : 0);
}

export function done(state: State, ctx: Context, handle: number, failed: number): void {
  const { params, breaker, calls } = state;
  count(state, ctx.nowMs);
  const durationMs = ctx.nowMs - calls.get(handle, STARTED);
  const before = breaker.state;
  if (params.breaker) breaker.record(calls.get(handle, TICKET), failed === 1, durationMs, ctx.nowMs);
  note(state, ctx.nowMs, before);
  calls.release(handle);
  if (failed === 1) state.failed++;
  else state.good++;
  if (isMeasured(state)) {
    state.outageEnded++;
    state.outageWaitMs += durationMs;
  }
  state.lastDurationMs = durationMs;
  record(state.wait, durationMs);
  state.outcomes.push(failed === 1 ? FAILED : durationMs > params.slowCall ? SLOW : GOOD);
  if (state.outcomes.length > KEPT_OUTCOMES) state.outcomes.shift();
}

/** Writes a change of state down. */
export function note(state: State, nowMs: number, before: CircuitState): void {
  const { breaker, changes } = state;
  if (breaker.state === before) return;
  changes.push({ atMs: nowMs, state: breaker.state });
  if (changes.length > KEPT_CHANGES) changes.shift();
  if (breaker.state === "closed" && !state.out && state.outages === 1 && state.closedMs < 0)
    state.closedMs = nowMs;
  if (breaker.state !== "open") return;
  state.opens++;
  if (!isMeasured(state)) return;
  if (state.firstOpenMs < 0) state.firstOpenMs = nowMs;
  state.lastOpenMs = nowMs;
  state.opensInOutage++;
}

/** Adds up how long calls were under way, before their number changes. */
export function count(state: State, nowMs: number): void {
  const area = state.calls.size * (nowMs - state.atMs);
  state.inFlightMs += area;
  if (isMeasured(state)) state.outageInFlightMs += area;
  state.atMs = nowMs;
}

/** For `lengthMs` the dependency is in trouble; calls under way are not concerned. */
export function beginOutage(state: State, ctx: Context, lengthMs: number): void {
  count(state, ctx.nowMs);
  state.outUntilMs = Math.max(state.outUntilMs, ctx.nowMs + lengthMs);
  if (!state.out) {
    state.out = true;
    state.outages++;
    if (state.outages === 1) state.outageFromMs = ctx.nowMs;
  }
  ctx.schedule(lengthMs, "recovery");
}

/** Of several outages the one that lasts longest decides. */
export function endOutage(state: State, nowMs: number): void {
  if (!state.out || nowMs < state.outUntilMs) return;
  count(state, nowMs);
  state.out = false;
  if (state.outages !== 1) return;
  state.outageToMs = nowMs;
  if (state.breaker.state === "closed") state.closedMs = nowMs;
}
