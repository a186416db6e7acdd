/** What clients and service do: a call is made, it ends, it is tried again or given up; the service goes and comes back. */
import { exponential } from "../kernel/variates.ts";
import { SlidingCount } from "../rate-limiter/primitives/slidingCount.ts";
import { ROUND_TRIP_MS } from "./params.ts";
import {
  ANSWERED,
  backlogMs,
  CALLING,
  type Context,
  FAILED,
  nextDelayMs,
  PAUSING,
  REFUSED,
  type State,
  TIMED_OUT,
  TURNED_AWAY,
  WAITING,
} from "./state.ts";

/** The client does something else for a while, then makes its next request. */
export function pause(state: State, ctx: Context, client: number): void {
  const { doing, attempts, previousMs, waitedMs, next } = state.clients;
  doing[client] = PAUSING;
  attempts[client] = 0;
  previousMs[client] = 0;
  waitedMs[client] = 0;
  next[client] = ctx.schedule(exponential(ctx.random("pauses"), state.params.interval), "call", client);
}

export function call(state: State, ctx: Context, client: number): void {
  const { doing, attempts, next } = state.clients;
  doing[client] = CALLING;
  state.calling++;
  attempts[client]!++;
  if (attempts[client] === 1) {
    state.firstCalls++;
    if (state.params.budget > 0) state.budget.deposit();
  }
  countCall(state, ctx.nowMs);
  // Drawn whatever happens to the call, so that the stream stays in step.
  const unlucky = ctx.random("failures") < state.params.failures;
  const answerMs = meetService(state, ctx.nowMs);
  const timeout = state.params.timeout;
  if (state.lastOutcome === ANSWERED && answerMs > timeout) {
    state.wasted++;
    state.lastOutcome = TIMED_OUT;
  } else if (state.lastOutcome === ANSWERED && unlucky) state.lastOutcome = FAILED;
  const outcome = state.lastOutcome;
  next[client] = ctx.schedule(outcome === TIMED_OUT ? timeout : answerMs, "settle", client, outcome);
}

/** Delay until the service's answer, which `lastOutcome` tells. Its queue is first come, first served with constant work,
 *  so that the moment of the answer is known when the call comes. */
function meetService(state: State, nowMs: number): number {
  if (state.down) {
    state.lastOutcome = REFUSED;
    return ROUND_TRIP_MS;
  }
  const workMs = 1000 / state.capacity;
  const waitMs = backlogMs(state, nowMs);
  // The call that is being worked at does not wait.
  if (waitMs >= (state.params.queue + 1) * workMs * (1 - 1e-9)) {
    state.lastOutcome = TURNED_AWAY;
    return ROUND_TRIP_MS;
  }
  state.lastOutcome = ANSWERED;
  state.taken++;
  state.busyUntilMs = nowMs + waitMs + workMs;
  return ROUND_TRIP_MS + waitMs + workMs;
}

function countCall(state: State, nowMs: number): void {
  state.calls++;
  const within = state.lastSecond.add(nowMs);
  if (within > state.peak) state.peak = within;
  if (state.outageFromMs < 0) state.normalCalls++;
  else if (state.endedMs < 0 && nowMs >= state.outageFromMs + state.outageWarmUpMs) state.outageCalls++;
  if (state.endedMs >= 0 && !state.down) {
    const after = state.afterOutage.add(nowMs);
    if (after > state.peakAfter) state.peakAfter = after;
  }
}

/** The call has come to its end. */
export function settle(state: State, ctx: Context, client: number, outcome: number): void {
  state.calling--;
  state.settled++;
  state.lastOutcome = outcome;
  state.lastDelayMs = -1;
  if (outcome === ANSWERED) {
    state.answered++;
    finish(state, ctx, client, false);
    return;
  }
  const { doing, attempts, previousMs, waitedMs, next } = state.clients;
  if (attempts[client] === 1) state.retrying++;
  if (!mayRetry(state, client)) {
    finish(state, ctx, client, true);
    return;
  }
  const delayMs = nextDelayMs(state, client, ctx.random("jitter"));
  doing[client] = WAITING;
  previousMs[client] = delayMs;
  waitedMs[client]! += delayMs;
  state.lastDelayMs = delayMs;
  next[client] = ctx.schedule(delayMs, "call", client);
}

function mayRetry(state: State, client: number): boolean {
  const { attempts, waitedMs } = state.clients;
  if (attempts[client]! >= state.attempts) {
    state.usedUp++;
    state.usedUpWaitMs += waitedMs[client]!;
    return false;
  }
  if (state.params.budget === 0 || state.budget.tryRetry()) return true;
  state.denied++;
  return false;
}

function finish(state: State, ctx: Context, client: number, failed: boolean): void {
  // Its first failure had made it one of those that retry.
  if (failed || state.clients.attempts[client]! > 1) state.retrying--;
  state.requests++;
  if (failed) state.requestsFailed++;
  state.clients.gaveUp[client] = failed ? 1 : 0;
  pause(state, ctx, client);
}

/** The service is gone for `lengthMs`: what it had in hand is lost, and who waited for it learns so at once. */
export function goDown(state: State, ctx: Context, lengthMs: number): void {
  const until = ctx.nowMs + lengthMs;
  if (state.outageFromMs < 0) state.outageFromMs = ctx.nowMs;
  if (until > state.downUntilMs) state.downUntilMs = until;
  ctx.schedule(lengthMs, "recovery");
  if (state.down) return;
  state.down = true;
  state.recoveredMs = -1;
  state.busyUntilMs = ctx.nowMs;
  const { doing, next } = state.clients;
  for (let client = 0; client < doing.length; client++) {
    if (doing[client] !== CALLING) continue;
    ctx.cancel(next[client]!);
    settle(state, ctx, client, REFUSED);
  }
  if (state.params.together) callTogether(state, ctx);
}

/** Every client that pauses makes its next request now. */
export function callTogether(state: State, ctx: Context): void {
  const { doing, next } = state.clients;
  for (let client = 0; client < doing.length; client++) {
    if (doing[client] !== PAUSING) continue;
    ctx.cancel(next[client]!);
    call(state, ctx, client);
  }
}

/** Of several outages the one that lasts longest decides. */
export function comeBack(state: State, nowMs: number): void {
  if (!state.down || nowMs < state.downUntilMs) return;
  state.down = false;
  state.busyUntilMs = nowMs;
  if (state.outageToMs < 0) state.outageToMs = nowMs;
  state.endedMs = nowMs;
  state.afterOutage = new SlidingCount(1000);
}
