/** The read path of every strategy: a hit is answered at once, a miss goes to the source and may fill the cache. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { loadsOnce } from "./params.ts";
import { shouldRefreshAhead } from "./primitives/refreshAhead.ts";
import { begin, type Context, end, LOAD, NONE, SAID, type State, say, store, WAIT } from "./state.ts";

/** How long a client waits before it asks again for a key that another one has the lease for. */
const RETRY_MS = 10;

/** One operation at the source, ms. Reads, refreshes and writes draw from streams of their own. */
export function sourceMs(state: State, ctx: Context, stream: string): number {
  const slow = ctx.nowMs < state.slowUntilMs ? state.slowFactor : 1;
  return slow * exponential(ctx.random(stream), state.params.sourceLatency);
}

export function read(state: State, ctx: Context, key: number): void {
  lookUp(state, ctx, key, ctx.nowMs, state.acknowledged[key]!);
}

/** A client that waits for another one's lease asks again. */
export function retry(state: State, ctx: Context, slot: number): void {
  const { key, startMs, mustSee } = state.requests;
  const [wanted, since, least] = [key[slot]!, startMs[slot]!, mustSee[slot]!];
  end(state, slot);
  lookUp(state, ctx, wanted, since, least);
}

function lookUp(state: State, ctx: Context, key: number, startMs: number, mustSee: number): void {
  const { params, cache } = state;
  const found = state.buffer.get(key) ?? cache.get(key, ctx.nowMs);
  if (found !== undefined) {
    // Who had to wait for another's load has not hit.
    const hit = ctx.nowMs === startMs;
    answer(state, ctx, key, found, startMs, mustSee, params.cacheLatency, hit);
    say(state, SAID.hit, key, found);
    if (params.strategy === "refresh-ahead") refresh(state, ctx, key);
    return;
  }
  say(state, SAID.miss, key);
  if (params.strategy === "cache-aside-lease") loadWithLease(state, ctx, key, startMs, mustSee);
  else if (loadsOnce(params) && state.loading[key] !== NONE) wait(state, key, startMs, mustSee);
  else load(state, ctx, key, startMs, mustSee, state.invalidations[key]!);
}

function loadWithLease(state: State, ctx: Context, key: number, startMs: number, mustSee: number): void {
  const token = state.leases.acquire(key, ctx.nowMs);
  if (token !== undefined) {
    load(state, ctx, key, startMs, mustSee, token);
    return;
  }
  const slot = begin(state, key, WAIT, startMs, mustSee);
  if (slot === NONE) return;
  say(state, SAID.leased, key);
  ctx.schedule(RETRY_MS, "retry", slot);
}

/** Joins those that wait for a load that the cache has begun. */
function wait(state: State, key: number, startMs: number, mustSee: number): void {
  const slot = begin(state, key, WAIT, startMs, mustSee);
  if (slot === NONE) return;
  const { next } = state.requests;
  const leader = state.loading[key]!;
  next[slot] = next[leader]!;
  next[leader] = slot;
  say(state, SAID.waits, key);
}

function load(
  state: State,
  ctx: Context,
  key: number,
  startMs: number,
  mustSee: number,
  token: number,
): void {
  const slot = begin(state, key, LOAD, startMs, mustSee);
  if (slot === NONE) return;
  state.requests.token[slot] = token;
  if (loadsOnce(state.params)) state.loading[key] = slot;
  toSource(state, ctx, slot, "load");
}

/** A reload in the background; nobody waits for it. */
function refresh(state: State, ctx: Context, key: number): void {
  const { params } = state;
  const expiresMs = state.cache.expiresMs(key) ?? 0;
  const due = shouldRefreshAhead(expiresMs, params.ttl, params.refreshWindow, ctx.nowMs);
  if (!due || state.loading[key] !== NONE) return;
  const slot = begin(state, key, LOAD, NaN, 0);
  if (slot === NONE) return;
  state.requests.token[slot] = state.invalidations[key]!;
  state.loading[key] = slot;
  say(state, SAID.refreshed, key);
  toSource(state, ctx, slot, "refresh");
}

/** The source reads half-way through: what is committed later is not in the answer. */
function toSource(state: State, ctx: Context, slot: number, stream: string): void {
  const halfMs = sourceMs(state, ctx, stream) / 2;
  state.requests.legFromMs[slot] = ctx.nowMs;
  state.requests.legToMs[slot] = ctx.nowMs + state.params.cacheLatency + 2 * halfMs;
  ctx.schedule(state.params.cacheLatency + halfMs, "atSource", slot, halfMs);
}

export function atSource(state: State, ctx: Context, slot: number, halfMs: number): void {
  const key = state.requests.key[slot]!;
  state.requests.version[slot] = state.source[key]!;
  state.recent.sourceReads++;
  if (state.markedMs >= 0) state.counts.sourceReads++;
  say(state, SAID.readAtSource, key, state.source[key]!);
  ctx.schedule(halfMs, "loaded", slot, state.epoch);
}

export function loaded(state: State, ctx: Context, slot: number, epoch: number): void {
  const { key, version, startMs, mustSee, next } = state.requests;
  const loadedKey = key[slot]!;
  const value = version[slot]!;
  const stored = epoch === state.epoch && fill(state, ctx, slot);
  say(state, stored ? SAID.stored : SAID.overtaken, loadedKey, value);
  if (state.loading[loadedKey] === slot) state.loading[loadedKey] = NONE;
  for (let waiting = next[slot]!; waiting !== NONE; ) {
    const following = next[waiting]!;
    answer(state, ctx, loadedKey, value, startMs[waiting]!, mustSee[waiting]!, 0, false);
    end(state, waiting);
    waiting = following;
  }
  if (!Number.isNaN(startMs[slot]!))
    answer(state, ctx, loadedKey, value, startMs[slot]!, mustSee[slot]!, 0, false);
  end(state, slot);
}

/** Stores what was loaded, unless the strategy notices that a write has overtaken it. Plain cache-aside does not. */
function fill(state: State, ctx: Context, slot: number): boolean {
  const { params, requests } = state;
  const key = requests.key[slot]!;
  const token = requests.token[slot]!;
  const allowed =
    params.strategy === "cache-aside" ||
    (params.strategy === "cache-aside-lease"
      ? state.leases.redeem(key, token, ctx.nowMs)
      : state.invalidations[key] === token);
  if (allowed) store(state, key, requests.version[slot]!, ctx.nowMs);
  return allowed;
}

function answer(
  state: State,
  ctx: Context,
  key: number,
  version: number,
  startMs: number,
  mustSee: number,
  extraMs: number,
  hit: boolean,
): void {
  const stale = version < mustSee;
  const tookMs = ctx.nowMs - startMs + extraMs;
  state.recent.reads++;
  if (hit) state.recent.hits++;
  if (stale) {
    state.recent.stale++;
    if (hit) state.staleMaxMs = Math.max(state.staleMaxMs, startMs - state.staleSinceMs[key]!);
  }
  if (state.markedMs < 0 || startMs < state.markedMs) return;
  const { counts } = state;
  counts.reads++;
  if (hit) counts.hits++;
  if (stale) counts.stale++;
  counts.readMs += tookMs;
  record(state.readLatency, tookMs);
}
