/** State of the rate-limiter engine, and the one thing that happens in it: a request meets the limiter. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram, record } from "../kernel/histogram.ts";
import { createLimiter } from "./limiters.ts";
import { isWindowed, type Params } from "./params.ts";
import { LeakyBucketQueue } from "./primitives/leakyBucketQueue.ts";
import type { RateLimiter } from "./primitives/rateLimiter.ts";
import { SlidingCount } from "./primitives/slidingCount.ts";
import { createRivals, meetRival, type Rival } from "./rivals.ts";
import { type Baseline, createBaseline, moveBaseline, warmUpMs } from "./steadyState.ts";

export type Context = EngineContext<"available" | "offered" | "allowed", "request" | "tick">;

/** How many of the latest requests the scene shows. */
export const RECENT = 64;

export interface State {
  readonly params: Params;
  /** Requests that a window admits. */
  readonly quota: number;
  limiter: RateLimiter;
  /** The other algorithms, which meet the same requests: what each would have done. */
  readonly rivals: readonly Rival[];
  offered: number;
  allowed: number;
  readonly warmUpMs: number;
  /** From where the counts are compared with theory. */
  readonly baseline: Baseline;
  /** Outcome of the latest requests by number modulo `RECENT`: 1 allowed, 0 rejected. */
  readonly recent: Uint8Array;
  /** Judges: what was allowed in the last window's length, and what left a queue in it. */
  readonly inWindow: SlidingCount;
  readonly leaving: SlidingCount;
  lastLeaveMs: number;
  maxInWindow: number;
  /** Decided otherwise than a sliding log of the quota would have, with the same history. */
  wronglyAllowed: number;
  wronglyRejected: number;
  delaySumMs: number;
  /** Allowed since the limiter was made, and when that was: a restart forgets, and the envelope begins anew. */
  allowedSinceStart: number;
  startedMs: number;
  restarts: number;
  brokenBound: string;
  readonly retryAfter: Histogram;
  /** Totals at the last tick, and the counts of the second before it. */
  tickOffered: number;
  tickAllowed: number;
  lastOffered: number;
  lastAllowed: number;
  /** The event by which the traffic goes on. */
  nextRequest: number;
}

/** Requests that a window admits: the rate's, and at least one. */
export function windowQuota(values: Params): number {
  return Math.max(1, Math.round((values.rate * values.window) / 1000));
}

export function createState(values: Params): State {
  const quota = windowQuota(values);
  return {
    params: values,
    quota,
    limiter: createLimiter(values.algorithm, values, quota, 0),
    rivals: createRivals(values, quota),
    offered: 0,
    allowed: 0,
    warmUpMs: warmUpMs(values),
    baseline: createBaseline(),
    recent: new Uint8Array(RECENT),
    inWindow: new SlidingCount(values.window),
    leaving: new SlidingCount(values.window),
    lastLeaveMs: 0,
    maxInWindow: 0,
    wronglyAllowed: 0,
    wronglyRejected: 0,
    delaySumMs: 0,
    allowedSinceStart: 0,
    startedMs: 0,
    restarts: 0,
    brokenBound: "",
    retryAfter: createHistogram(),
    tickOffered: 0,
    tickAllowed: 0,
    lastOffered: 0,
    lastAllowed: 0,
    nextRequest: 0,
  };
}

/** Requests that may have passed since the limiter was made `elapsedMs` ago. */
export function envelope(state: State, nowMs: number): number {
  if (!isWindowed(state.params.algorithm)) {
    return state.params.burst + (state.params.rate * (nowMs - state.startedMs)) / 1000;
  }
  const { window } = state.params;
  return state.quota * (Math.floor(nowMs / window) - Math.floor(state.startedMs / window) + 1);
}

/** Most requests that may pass within any one window's length. */
export function windowBound(state: State): number {
  const { algorithm, burst, rate, window } = state.params;
  const flow = (rate * window) / 1000;
  if (algorithm === "leaky-bucket") return flow + 1;
  if (!isWindowed(algorithm)) return burst + flow;
  return algorithm === "sliding-log" ? state.quota : 2 * state.quota;
}

export function meetLimiter(state: State, ctx: Context): void {
  const now = ctx.nowMs;
  moveBaseline(state, now);
  const room = state.inWindow.count(now) < state.quota;
  const delayMs = state.limiter instanceof LeakyBucketQueue ? state.limiter.delayMs(now) : 0;
  const passed = state.limiter.tryTake(now);
  state.recent[state.offered % RECENT] = passed ? 1 : 0;
  state.offered++;
  if (passed) {
    if (!room) state.wronglyAllowed++;
    state.allowed++;
    state.allowedSinceStart++;
    state.delaySumMs += delayMs;
    countPassing(state, now, delayMs);
  } else {
    if (room) state.wronglyRejected++;
    record(state.retryAfter, state.limiter.retryAfterMs(now));
  }
  for (const rival of state.rivals) meetRival(rival, now);
  // Rounding in the refill may add up to a few parts in 10^16 of the tokens that ever flowed.
  const bound = envelope(state, now);
  if (state.allowedSinceStart > bound * (1 + 1e-9)) {
    state.brokenBound = `${state.allowedSinceStart} requests allowed since ${state.startedMs} ms, the envelope is ${bound}`;
  }
  ctx.observe("available", state.limiter.available(now));
}

/** What stands behind the limiter sees a request when it leaves, in a queue later than it came. */
function countPassing(state: State, nowMs: number, delayMs: number): void {
  let inWindow = state.inWindow.add(nowMs);
  if (state.params.algorithm === "leaky-bucket") {
    // A restarted queue knows nothing of those still on their way.
    state.lastLeaveMs = Math.max(state.lastLeaveMs, nowMs + delayMs);
    inWindow = state.leaving.add(state.lastLeaveMs);
  }
  if (inWindow > state.maxInWindow) state.maxInWindow = inWindow;
}
