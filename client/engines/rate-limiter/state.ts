/** State of the rate-limiter engine, and the one thing that happens in it: a request meets the limiter. */
import type { EngineContext } from "../kernel/engine.ts";
import { createHistogram, type Histogram, record } from "../kernel/histogram.ts";
import type { Params } from "./params.ts";
import { FixedWindow } from "./primitives/fixedWindow.ts";
import type { RateLimiter } from "./primitives/rateLimiter.ts";
import { SlidingCount } from "./primitives/slidingCount.ts";
import { TokenBucket } from "./primitives/tokenBucket.ts";
import { type Baseline, createBaseline, moveBaseline, warmUpMs } from "./steadyState.ts";

export type Context = EngineContext<"available" | "offered" | "allowed", "request" | "tick">;

/** How many of the latest requests the scene shows. */
export const RECENT = 64;

export interface State {
  readonly params: Params;
  /** Requests that a fixed window admits. */
  readonly quota: number;
  limiter: RateLimiter;
  offered: number;
  allowed: number;
  readonly warmUpMs: number;
  /** From where the counts are compared with theory. */
  readonly baseline: Baseline;
  /** Outcome of the latest requests by number modulo `RECENT`: 1 allowed, 0 rejected. */
  readonly recent: Uint8Array;
  readonly inWindow: SlidingCount;
  maxInWindow: number;
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

export function createState(values: Params): State {
  const quota = Math.max(1, Math.round((values.rate * values.window) / 1000));
  return {
    params: values,
    quota,
    limiter: createLimiter(values, quota, 0),
    offered: 0,
    allowed: 0,
    warmUpMs: warmUpMs(values),
    baseline: createBaseline(),
    recent: new Uint8Array(RECENT),
    inWindow: new SlidingCount(values.window),
    maxInWindow: 0,
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

export function createLimiter(values: Params, quota: number, nowMs: number): RateLimiter {
  return values.algorithm === "token-bucket"
    ? new TokenBucket(values.burst, values.rate, nowMs)
    : new FixedWindow(quota, values.window);
}

/** Requests that may have passed since the limiter was made `elapsedMs` ago. */
export function envelope(state: State, nowMs: number): number {
  if (state.params.algorithm === "token-bucket") {
    return state.params.burst + (state.params.rate * (nowMs - state.startedMs)) / 1000;
  }
  const { window } = state.params;
  return state.quota * (Math.floor(nowMs / window) - Math.floor(state.startedMs / window) + 1);
}

/** Most requests that may pass within any one window's length. */
export function windowBound(state: State): number {
  const { algorithm, burst, rate, window } = state.params;
  return algorithm === "token-bucket" ? burst + (rate * window) / 1000 : 2 * state.quota;
}

export function meetLimiter(state: State, ctx: Context): void {
  const now = ctx.nowMs;
  moveBaseline(state, now);
  const passed = state.limiter.tryTake(now);
  state.recent[state.offered % RECENT] = passed ? 1 : 0;
  state.offered++;
  if (passed) {
    state.allowed++;
    state.allowedSinceStart++;
    const inWindow = state.inWindow.add(now);
    if (inWindow > state.maxInWindow) state.maxInWindow = inWindow;
  } else {
    record(state.retryAfter, state.limiter.retryAfterMs(now));
  }
  // Rounding in the refill may add up to a few parts in 10^16 of the tokens that ever flowed.
  const bound = envelope(state, now);
  if (state.allowedSinceStart > bound * (1 + 1e-9)) {
    state.brokenBound = `${state.allowedSinceStart} requests allowed since ${state.startedMs} ms, the envelope is ${bound}`;
  }
  ctx.observe("available", state.limiter.available(now));
}
