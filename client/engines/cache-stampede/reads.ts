/** What a reader does under each protection when the value is fresh, about to expire, or gone. */
import { record } from "../kernel/histogram.ts";
import { beginLoad, freeWaiter, takeWaiter } from "./loads.ts";
import { freshnessOf } from "./primitives/staleWhileRevalidate.ts";
import { shouldRecomputeEarly } from "./primitives/xFetch.ts";
import { type Context, NONE, SAID, type State, say } from "./state.ts";

export function read(state: State, ctx: Context, key: number, process: number): void {
  const { params, cache } = state;
  state.reads++;
  state.recent.reads++;
  const expiresMs = cache.expiresMs(key);
  if (expiresMs !== undefined && ctx.nowMs < expiresMs) {
    if (params.protection === "xfetch" && isEarly(state, ctx, key, expiresMs)) {
      load(state, ctx, key, process, 0, SAID.early);
      return;
    }
    hit(state, ctx, key);
    return;
  }
  if (params.protection === "single-flight") joinFlight(state, ctx, key, process);
  else if (params.protection === "lock") loadUnderLock(state, ctx, key, process);
  else if (params.protection === "stale-while-revalidate") giveOutStale(state, ctx, key, process, expiresMs);
  else load(state, ctx, key, process, 0, SAID.loads);
}

function isEarly(state: State, ctx: Context, key: number, expiresMs: number): boolean {
  return shouldRecomputeEarly(
    ctx.nowMs,
    expiresMs,
    state.tookMs[key]!,
    state.params.beta,
    ctx.random("early"),
  );
}

function hit(state: State, ctx: Context, key: number): void {
  state.fresh++;
  state.recent.fresh++;
  record(state.response, 0);
  ctx.observe("response", 0);
  say(state, SAID.fresh, key);
}

function load(state: State, ctx: Context, key: number, process: number, token: number, said: number): void {
  if (beginLoad(state, ctx, key, process, token, true)) say(state, said, key, state.inFlight[key]!);
  else turnAway(state, key);
}

function joinFlight(state: State, ctx: Context, key: number, process: number): void {
  const waiter = takeWaiter(state, ctx.nowMs);
  if (waiter === NONE) {
    turnAway(state, key);
    return;
  }
  if (!state.flights.join(key * state.params.processes + process, waiter)) {
    say(state, SAID.waitsForFlight, key);
    return;
  }
  // The leader waits for its own load, which keeps its time.
  freeWaiter(state, waiter);
  load(state, ctx, key, process, 0, SAID.loads);
  if (state.said === SAID.turnedAway) state.flights.land(key * state.params.processes + process);
}

function loadUnderLock(state: State, ctx: Context, key: number, process: number): void {
  const token = state.locks.acquire(key, ctx.nowMs);
  if (token === undefined) {
    const waiter = takeWaiter(state, ctx.nowMs);
    if (waiter === NONE) {
      turnAway(state, key);
      return;
    }
    state.waiters.next[waiter] = state.lockQueue[key]!;
    state.lockQueue[key] = waiter;
    say(state, SAID.waitsForLock, key);
    return;
  }
  ctx.schedule(state.params.lockTtl, "lockOpens", key);
  load(state, ctx, key, process, token, SAID.loads);
}

/** The old value at once, and one reader's load in the background. */
function giveOutStale(
  state: State,
  ctx: Context,
  key: number,
  process: number,
  expiresMs: number | undefined,
): void {
  const { params } = state;
  const limits = { maxAgeMs: 0, staleWhileRevalidateMs: params.staleFor, staleIfErrorMs: 0 };
  if (expiresMs === undefined || freshnessOf(ctx.nowMs - expiresMs, limits) === "expired") {
    loadUnderLock(state, ctx, key, process);
    return;
  }
  state.stale++;
  state.recent.stale++;
  record(state.response, 0);
  ctx.observe("response", 0);
  say(state, SAID.stale, key);
  const token = state.locks.acquire(key, ctx.nowMs);
  if (token === undefined) return;
  ctx.schedule(params.lockTtl, "lockOpens", key);
  if (beginLoad(state, ctx, key, process, token, false)) say(state, SAID.revalidates, key);
}

/** A lock's own time is up. If its holder has stored nothing, one of those who wait takes over, and waits on. */
export function lockOpens(state: State, ctx: Context, key: number): void {
  say(state, SAID.lockIdle, key);
  if (state.lockQueue[key] === NONE) return;
  const token = state.locks.acquire(key, ctx.nowMs);
  if (token === undefined) return;
  ctx.schedule(state.params.lockTtl, "lockOpens", key);
  if (beginLoad(state, ctx, key, 0, token, false)) say(state, SAID.lockOpened, key);
}

function turnAway(state: State, key: number): void {
  state.turnedAway++;
  say(state, SAID.turnedAway, key);
}
