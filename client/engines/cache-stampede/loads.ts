/** Recomputations at the source: how they begin, slow each other down, and end; and who is answered then. */
import { record } from "../kernel/histogram.ts";
import { jitteredTtlMs } from "./primitives/ttlJitter.ts";
import { type Context, LANES, NONE, REMEMBERED, SAID, type State, say } from "./state.ts";

/** Begins one; `foreground`: a reader waits for it. False when there are too many. */
export function beginLoad(
  state: State,
  ctx: Context,
  key: number,
  process: number,
  token: number,
  foreground: boolean,
): boolean {
  const { loads, params } = state;
  const slot = state.freeLoad;
  if (slot === NONE) return false;
  state.freeLoad = loads.next[slot]!;
  state.loadsInFlight++;
  if (state.inFlight[key]!++ === 0) noteExpiry(state, key, ctx.nowMs);
  state.burst[key]!++;
  state.latestLoadMs[key] = ctx.nowMs;
  state.loadsBegun++;
  state.recent.loads++;
  state.peak = Math.max(state.peak, state.loadsInFlight);
  state.recentPeak = Math.max(state.recentPeak, state.loadsInFlight);
  const slow = ctx.nowMs < state.slowUntilMs ? state.slowFactor : 1;
  const durationMs = slow * params.recompute * Math.max(1, state.loadsInFlight / params.capacity);
  loads.key[slot] = key;
  loads.process[slot] = process;
  loads.token[slot] = token;
  loads.foreground[slot] = foreground ? 1 : 0;
  loads.startMs[slot] = ctx.nowMs;
  loads.endMs[slot] = ctx.nowMs + durationMs;
  loads.status[slot] = 1;
  remember(state, slot, ctx.nowMs);
  ctx.schedule(durationMs, "loaded", slot);
  return true;
}

/** The first load of a burst: how long before the value's end it begins. */
function noteExpiry(state: State, key: number, nowMs: number): void {
  const expiresMs = state.cache.expiresMs(key);
  if (expiresMs === undefined) return;
  state.earlySumMs += expiresMs - nowMs;
  state.earlyCount++;
}

/** In the picture a load takes the lowest row that is free. */
function remember(state: State, slot: number, nowMs: number): void {
  const { seen, loads } = state;
  let taken = 0;
  for (let i = 0; i < REMEMBERED; i++)
    if (seen.startMs[i]! <= nowMs && nowMs < seen.endMs[i]!) taken |= 1 << seen.lane[i]!;
  let lane = 0;
  while (lane < LANES - 1 && (taken & (1 << lane)) !== 0) lane++;
  loads.lane[slot] = lane;
  seen.startMs[seen.at] = nowMs;
  seen.endMs[seen.at] = loads.endMs[slot]!;
  seen.lane[seen.at] = lane;
  seen.at = (seen.at + 1) % REMEMBERED;
}

/** The end of a load. Those whose process has died end unnoticed. */
export function loaded(state: State, ctx: Context, slot: number): void {
  const { loads } = state;
  const key = loads.key[slot]!;
  const alive = loads.status[slot] === 1;
  if (alive) {
    store(state, ctx, key);
    state.loadsDone++;
    state.tookMs[key] = ctx.nowMs - loads.startMs[slot]!;
    if (loads.token[slot]! > 0) state.locks.redeem(key, loads.token[slot]!, ctx.nowMs);
    if (loads.foreground[slot] === 1) answered(state, ctx, ctx.nowMs - loads.startMs[slot]!);
    say(state, SAID.stored, key, wakeUp(state, ctx, key, loads.process[slot]!));
    leave(state, key);
  } else say(state, SAID.died, key);
  loads.status[slot] = 0;
  loads.next[slot] = state.freeLoad;
  state.freeLoad = slot;
}

/** One load fewer; the last one of a burst closes the expiry's account. */
function leave(state: State, key: number): void {
  state.loadsInFlight--;
  if (--state.inFlight[key]! > 0) return;
  state.expiries++;
  state.expiryLoads += state.burst[key]!;
  state.burst[key] = 0;
}

export function store(state: State, ctx: Context, key: number): void {
  const { params, cache, values } = state;
  const ttlMs = jitteredTtlMs(params.ttl, params.jitter, ctx.random("jitter"));
  cache.set(key, state.loadsDone, ttlMs, ctx.nowMs);
  if (key !== 0) return;
  values.storedMs[values.at] = ctx.nowMs;
  values.expiresMs[values.at] = ctx.nowMs + ttlMs;
  values.at = (values.at + 1) % REMEMBERED;
}

/** The loader's process dies: its readers get an error, and its lock stays until it opens by itself. */
export function kill(state: State): void {
  const { loads, params } = state;
  let victim = NONE;
  for (let slot = 0; slot < loads.status.length; slot++)
    if (loads.status[slot] === 1 && (victim === NONE || loads.startMs[slot]! < loads.startMs[victim]!))
      victim = slot;
  if (victim === NONE) return;
  const key = loads.key[victim]!;
  loads.status[victim] = 2;
  state.loadsDead++;
  if (loads.foreground[victim] === 1) state.failed++;
  for (const waiter of state.flights.land(key * params.processes + loads.process[victim]!)) {
    state.failed++;
    freeWaiter(state, waiter);
  }
  leave(state, key);
}

/** Answers those who waited for this load: of its process with single flight, of all with a lock. Returns how many. */
function wakeUp(state: State, ctx: Context, key: number, process: number): number {
  const { params, waiters } = state;
  let count = 0;
  if (params.protection === "single-flight") {
    for (const waiter of state.flights.land(key * params.processes + process)) {
      answered(state, ctx, ctx.nowMs - waiters.startMs[waiter]!);
      freeWaiter(state, waiter);
      count++;
    }
    return count;
  }
  for (let waiter = state.lockQueue[key]!; waiter !== NONE; ) {
    const next = waiters.next[waiter]!;
    const waitedMs = ctx.nowMs - waiters.startMs[waiter]!;
    // They look at intervals, and find the value at the next look.
    answered(state, ctx, Math.ceil(waitedMs / params.poll) * params.poll);
    freeWaiter(state, waiter);
    waiter = next;
    count++;
  }
  state.lockQueue[key] = NONE;
  return count;
}

function answered(state: State, ctx: Context, tookMs: number): void {
  state.waited++;
  state.recent.waited++;
  record(state.response, tookMs);
  ctx.observe("response", tookMs);
}

/** A slot for a reader who waits; −1 when there are too many. */
export function takeWaiter(state: State, startMs: number): number {
  const slot = state.freeWaiter;
  if (slot === NONE) return NONE;
  state.freeWaiter = state.waiters.next[slot]!;
  state.waiters.startMs[slot] = startMs;
  state.waiters.next[slot] = NONE;
  state.waiting++;
  return slot;
}

export function freeWaiter(state: State, slot: number): void {
  state.waiters.next[slot] = state.freeWaiter;
  state.freeWaiter = slot;
  state.waiting--;
}
