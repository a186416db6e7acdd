/** The write path of every strategy: what the source, the cache and the writer learn, and in which order. */
import { writesFill } from "./params.ts";
import { sourceMs } from "./reads.ts";
import {
  begin,
  type Context,
  countRisk,
  end,
  invalidate,
  NONE,
  SAID,
  type State,
  say,
  store,
  WRITE,
} from "./state.ts";

export function write(state: State, ctx: Context, key: number): void {
  if (state.params.strategy === "write-behind" && writeBehind(state, ctx, key)) return;
  const slot = begin(state, key, WRITE, ctx.nowMs, 0);
  if (slot === NONE) return;
  const halfMs = sourceMs(state, ctx, "store") / 2;
  // A write that passes the cache pays for the way there first.
  const wayMs = writesFill(state.params) ? state.params.cacheLatency : 0;
  state.requests.legFromMs[slot] = ctx.nowMs;
  state.requests.legToMs[slot] = ctx.nowMs + wayMs + 2 * halfMs;
  ctx.schedule(wayMs + halfMs, "commit", slot, halfMs);
  say(state, SAID.writeBegins, key);
}

/** Answered by the cache; the source learns of it when the buffer is flushed. */
function writeBehind(state: State, ctx: Context, key: number): boolean {
  countRisk(state, ctx.nowMs);
  const dirty = state.buffer.get(key) !== undefined;
  const version = state.given[key]! + 1;
  if (!state.buffer.put(key, version, ctx.nowMs)) return false;
  state.given[key] = version;
  invalidate(state, key);
  acknowledge(state, ctx, key, version, state.params.cacheLatency);
  store(state, key, version, ctx.nowMs);
  if (!dirty) ctx.schedule(state.params.flushDelay, "flush", key);
  say(state, SAID.buffered, key, version);
  return true;
}

export function flush(state: State, ctx: Context): void {
  countRisk(state, ctx.nowMs);
  const flushed = state.buffer.take(ctx.nowMs);
  say(state, SAID.nothingToFlush, NONE);
  if (flushed === undefined) return;
  const { key, value } = flushed;
  state.source[key] = value;
  countSourceWrite(state);
  say(state, SAID.flushed, key, value);
}

export function commit(state: State, ctx: Context, slot: number, halfMs: number): void {
  const key = state.requests.key[slot]!;
  const version = ++state.given[key]!;
  state.source[key] = version;
  state.requests.version[slot] = version;
  countSourceWrite(state);
  say(state, SAID.committed, key, version);
  ctx.schedule(halfMs, "written", slot, state.epoch);
}

/** The writer hears of its commit, and the cache is told as the strategy has it. */
export function written(state: State, ctx: Context, slot: number, epoch: number): void {
  const { params, cache, requests } = state;
  const key = requests.key[slot]!;
  const version = requests.version[slot]!;
  const { strategy } = params;
  let said: number = SAID.acknowledged;
  let extraMs = 0;
  const tookMs = ctx.nowMs - requests.startMs[slot]!;
  if (strategy === "cache-aside" || strategy === "cache-aside-lease" || strategy === "read-through") {
    cache.delete(key);
    state.leases.invalidate(key);
    invalidate(state, key);
    extraMs = params.cacheLatency;
    said = SAID.deleted;
  }
  acknowledge(state, ctx, key, version, tookMs + extraMs);
  if (writesFill(params)) {
    invalidate(state, key);
    // Writes to one key may come back in another order than they were committed.
    const newer = (cache.peek(key) ?? -1) <= version;
    if (newer && epoch === state.epoch) store(state, key, version, ctx.nowMs);
    else if (newer) cache.delete(key);
    said = SAID.renewed;
  }
  end(state, slot);
  say(state, said, key, version);
}

/** The cache's process dies and comes back empty; what only it held is lost. */
export function crash(state: State, nowMs: number): void {
  countRisk(state, nowMs);
  state.lostWrites += state.buffer.lose();
  state.cache.clear();
  state.leases.clear();
  state.epoch++;
  for (let key = 0; key < state.params.keys; key++) {
    // Nobody can read any more what was lost: the truth is what the source has.
    state.acknowledged[key] = Math.min(state.acknowledged[key]!, state.source[key]!);
    invalidate(state, key);
  }
}

function acknowledge(state: State, ctx: Context, key: number, version: number, tookMs: number): void {
  if (version > state.acknowledged[key]!) {
    state.acknowledged[key] = version;
    // A copy that is about to be renewed or is gone is seen as such when it is stored.
    if (state.staleSinceMs[key] === Infinity) state.staleSinceMs[key] = ctx.nowMs;
  }
  if (state.markedMs < 0) return;
  state.counts.writes++;
  state.counts.writeMs += tookMs;
}

function countSourceWrite(state: State): void {
  state.recent.sourceWrites++;
  if (state.markedMs >= 0) state.counts.sourceWrites++;
}
