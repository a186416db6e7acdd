/** The way of a request: edge, shield, origin and back; each asks once for all who wait for the same object. */
import { freshnessOf } from "../cache-stampede/primitives/staleWhileRevalidate.ts";
import { record } from "../kernel/histogram.ts";
import { type Context, NONE, SAID, SHIELD, type State, say } from "./state.ts";

export function request(state: State, ctx: Context, edge: number, object: number): void {
  const cache = state.edges[edge]!;
  state.inFlight++;
  state.recent.requests++;
  state.edgeRequests[edge]!++;
  const expiresMs = cache.expiresMs(object);
  if (expiresMs !== undefined && ctx.nowMs < expiresMs) {
    const version = cache.get(object, ctx.nowMs)!;
    state.recent.hits++;
    state.edgeHits[edge]!++;
    if (state.markedMs >= 0) state.counts.hits++;
    say(state, version < state.versions[object]! ? SAID.staleHit : SAID.hit, edge, object, version);
    answer(state, ctx, object, version, ctx.nowMs);
    return;
  }
  waitForFetch(state, ctx, edge, object);
}

function waitForFetch(state: State, ctx: Context, edge: number, object: number): void {
  const { params } = state;
  const place = edge * params.objects + object;
  const waiter = state.freeWaiter;
  if (waiter === NONE) {
    state.turnedAway++;
    fail(state);
    say(state, SAID.failed, edge, object);
    return;
  }
  state.freeWaiter = state.waiterNext[waiter]!;
  state.waiterStartMs[waiter] = ctx.nowMs;
  state.waiterNext[waiter] = state.waiting[place]!;
  state.waiting[place] = waiter;
  say(state, state.fetching[place] === 1 ? SAID.joins : SAID.miss, edge, object);
  if (state.fetching[place] === 1) return;
  state.fetching[place] = 1;
  state.fetches++;
  if (params.shield) ctx.schedule(params.shieldRtt / 2, "atShield", place);
  else ctx.schedule(params.originRtt / 2, "atOrigin", edge, object);
}

/** An edge's question at the shield: answered, or joined to the shield's own. */
export function atShield(state: State, ctx: Context, place: number): void {
  const { params, shield } = state;
  const object = place % params.objects;
  const edge = Math.floor(place / params.objects);
  countShield(state, false);
  const expiresMs = shield.expiresMs(object);
  if (expiresMs !== undefined && ctx.nowMs < expiresMs) {
    countShield(state, true);
    state.broughtVersion[place] = shield.get(object, ctx.nowMs)!;
    // The answer carries its age: it is fresh for what is left of it.
    state.broughtExpiresMs[place] = expiresMs;
    say(state, SAID.shieldHit, edge, object, state.broughtVersion[place]);
    ctx.schedule(params.shieldRtt / 2, "arrived", place);
    return;
  }
  state.shieldNext[place] = state.shieldWaiting[object]!;
  state.shieldWaiting[object] = place;
  say(state, state.shieldFetching[object] === 1 ? SAID.shieldJoins : SAID.shieldMiss, edge, object);
  if (state.shieldFetching[object] === 1) return;
  state.shieldFetching[object] = 1;
  ctx.schedule(params.originRtt / 2, "atOrigin", SHIELD, object);
}

function countShield(state: State, hit: boolean): void {
  if (hit) state.recent.shieldHits++;
  else state.recent.shieldRequests++;
  if (state.markedMs < 0) return;
  if (hit) state.counts.shieldHits++;
  else state.counts.shieldRequests++;
}

/** The origin answers with its present version, or not at all. `asker`: an edge, or the shield. */
export function atOrigin(state: State, ctx: Context, asker: number, object: number): void {
  const { params } = state;
  const down = ctx.nowMs < state.originDownUntilMs;
  const version = down ? -1 : state.versions[object]!;
  countOrigin(state);
  say(state, down ? SAID.originFails : SAID.originAnswers, asker, object, version);
  if (asker === SHIELD) {
    ctx.schedule(params.originRtt / 2, "answered", object, version);
    return;
  }
  const place = asker * params.objects + object;
  state.broughtVersion[place] = version;
  state.broughtExpiresMs[place] = ctx.nowMs + params.ttl;
  ctx.schedule(params.originRtt / 2, "arrived", place);
}

export function countOrigin(state: State): void {
  state.recent.origin++;
  if (state.markedMs >= 0) state.counts.origin++;
}

/** The origin's answer at the shield, which passes it on to all edges that wait. */
export function answered(state: State, ctx: Context, object: number, version: number): void {
  const { params, shield } = state;
  const expiresMs = ctx.nowMs - params.originRtt / 2 + params.ttl;
  if (version >= 0) shield.set(object, version, Math.max(0, expiresMs - ctx.nowMs), ctx.nowMs);
  state.shieldFetching[object] = 0;
  for (let place = state.shieldWaiting[object]!; place !== NONE; ) {
    const next = state.shieldNext[place]!;
    state.broughtVersion[place] = version;
    state.broughtExpiresMs[place] = expiresMs;
    state.shieldNext[place] = NONE;
    ctx.schedule(params.shieldRtt / 2, "arrived", place);
    place = next;
  }
  state.shieldWaiting[object] = NONE;
  say(state, version < 0 ? SAID.originFails : SAID.originAnswers, SHIELD, object, version);
}

/** What an edge has fetched, or the error that it got instead. */
export function arrived(state: State, ctx: Context, place: number): void {
  const { params } = state;
  const object = place % params.objects;
  const edge = Math.floor(place / params.objects);
  const cache = state.edges[edge]!;
  let version = state.broughtVersion[place]!;
  let said: number = SAID.arrived;
  state.fetching[place] = 0;
  state.fetches--;
  if (version >= 0)
    cache.set(object, version, Math.max(0, state.broughtExpiresMs[place]! - ctx.nowMs), ctx.nowMs);
  else {
    version = usableStale(state, edge, object, ctx.nowMs);
    said = version >= 0 ? SAID.staleIfError : SAID.failed;
  }
  for (let waiter = state.waiting[place]!; waiter !== NONE; ) {
    const next = state.waiterNext[waiter]!;
    if (version >= 0) answer(state, ctx, object, version, state.waiterStartMs[waiter]!);
    else fail(state);
    state.waiterNext[waiter] = state.freeWaiter;
    state.freeWaiter = waiter;
    waiter = next;
  }
  state.waiting[place] = NONE;
  say(state, said, edge, object, Math.max(0, version));
}

/** The version of an expired copy that may be used after an error; −1 when there is none. */
function usableStale(state: State, edge: number, object: number, nowMs: number): number {
  const cache = state.edges[edge]!;
  const expiresMs = cache.expiresMs(object);
  if (expiresMs === undefined) return -1;
  const limits = { maxAgeMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: state.params.staleIfError };
  return freshnessOf(nowMs - expiresMs, limits, true) === "expired" ? -1 : cache.peek(object)!;
}

function answer(state: State, ctx: Context, object: number, version: number, startMs: number): void {
  const { counts, recent } = state;
  const tookMs = ctx.nowMs - startMs + state.params.edgeRtt;
  const stale = version < state.versions[object]!;
  state.inFlight--;
  recent.latencyMs += tookMs;
  if (stale) {
    recent.stale++;
    state.staleForMs = Math.max(state.staleForMs, ctx.nowMs - state.updatedMs[object]!);
  }
  if (state.markedMs < 0) return;
  counts.requests++;
  counts.latencyMs += tookMs;
  if (stale) counts.stale++;
  record(state.latency, tookMs);
}

function fail(state: State): void {
  state.inFlight--;
  state.recent.failed++;
  if (state.markedMs < 0) return;
  state.counts.requests++;
  state.counts.failed++;
}
