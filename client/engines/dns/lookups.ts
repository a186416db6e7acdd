/** One lookup: from a resolver's cache, or down from the nearest zone whose servers it knows. */
import { record } from "../kernel/histogram.ts";
import { closestKnownZone, zonesAbove } from "./primitives/zoneCuts.ts";
import { type Context, type Counts, NONE, SAID, type State, say } from "./state.ts";

/** A client that has an address for good asks nobody. */
export function connectPinned(state: State, ctx: Context, resolver: number, name: number): boolean {
  const version = state.pinned[placeOf(state, resolver, name)]!;
  if (version === NONE) return false;
  say(state, SAID.pinned, resolver, name, version);
  connect(state, name, version, 1);
  count(state, "lookups", 1);
  count(state, "hits", 1);
  took(state, ctx, 0, 1);
  return true;
}

export function lookUp(state: State, ctx: Context, resolver: number, name: number): void {
  const { params } = state;
  const cache = state.answers[resolver]!;
  count(state, "lookups", 1);
  const known = cache.lookUp(name, ctx.nowMs);
  if (known === "answer") {
    count(state, "hits", 1);
    took(state, ctx, params.resolverRtt, 1);
    say(state, SAID.hit, resolver, name, cache.value!);
    connect(state, name, cache.value!, 1);
    return;
  }
  if (known === "no such name") {
    count(state, "hits", 1);
    count(state, "negativeHits", 1);
    took(state, ctx, params.resolverRtt, 1);
    if (state.addresses[name] !== NONE) state.wrongNegatives++;
    say(state, SAID.negative, resolver, name);
    return;
  }
  resolve(state, ctx, resolver, name);
}

function placeOf(state: State, resolver: number, name: number): number {
  return resolver * state.names.length + name;
}

/** Asks, or waits for what is being asked already. */
function resolve(state: State, ctx: Context, resolver: number, name: number): void {
  const { params } = state;
  const place = placeOf(state, resolver, name);
  state.waiting[place]!++;
  if (state.resolvingMs[place]! > 0) {
    say(state, SAID.joins, resolver, name);
    took(state, ctx, state.resolvingMs[place]! - ctx.nowMs + params.resolverRtt, 1);
    return;
  }
  const steps = ask(state, ctx, resolver, name);
  const reachable = ctx.nowMs >= state.serversDownUntilMs;
  const wayMs = reachable ? steps * params.serverRtt : (steps - 1) * params.serverRtt + params.serverTimeout;
  // Never 0: that would say that nobody is asking.
  state.resolvingMs[place] = Math.max(ctx.nowMs + wayMs, Number.MIN_VALUE);
  state.resolving++;
  state.lastSteps = steps;
  say(state, SAID.asks, resolver, name);
  took(state, ctx, wayMs + params.resolverRtt, 1);
  ctx.schedule(wayMs, "resolved", place, reachable ? 1 : 0);
}

/** Counts the questions at each level, and learns the delegations on the way. Returns how many there are. */
function ask(state: State, ctx: Context, resolver: number, name: number): number {
  const known = state.delegations[resolver]!;
  const text = state.names[name]!;
  const from = closestKnownZone(text, (zone) => known.lookUp(zone, ctx.nowMs) === "answer");
  const [zone, domain] = zonesAbove(text);
  if (from === "") {
    count(state, "rootQueries", 1);
    known.put(domain!, true, state.params.delegationTtl, ctx.nowMs);
  }
  if (from !== zone) {
    count(state, "domainQueries", 1);
    known.put(zone!, true, state.params.delegationTtl, ctx.nowMs);
  }
  count(state, "zoneQueries", 1);
  return from === zone ? 1 : from === domain ? 2 : 3;
}

/** The zone's answer, or the end of the resolver's patience. */
export function resolved(state: State, ctx: Context, place: number, reachable: number): void {
  const { params, names } = state;
  const name = place % names.length;
  const resolver = Math.floor(place / names.length);
  const cache = state.answers[resolver]!;
  const waiting = state.waiting[place]!;
  state.resolvingMs[place] = 0;
  state.waiting[place] = 0;
  state.resolving--;
  if (reachable === 0) {
    giveUp(state, ctx, resolver, name, waiting);
    return;
  }
  const version = state.addresses[name]!;
  if (version === NONE) {
    cache.putNegative(name, params.negativeTtl, params.negativeTtl, ctx.nowMs);
    say(state, SAID.noSuchName, resolver, name);
    return;
  }
  cache.put(name, version, state.ttlMs, ctx.nowMs);
  if (state.pinned[place] === NONE) state.pinned[place] = version;
  connect(state, name, version, waiting);
  say(state, SAID.resolved, resolver, name, version);
}

function giveUp(state: State, ctx: Context, resolver: number, name: number, waiting: number): void {
  const cache = state.answers[resolver]!;
  if (state.params.serveStale && cache.lookUp(name, ctx.nowMs, true) === "stale") {
    count(state, "staleServed", waiting);
    say(state, SAID.servedStale, resolver, name, cache.value!);
    connect(state, name, cache.value!, waiting);
    return;
  }
  count(state, "servfails", waiting);
  say(state, SAID.servfail, resolver, name);
}

/** The client connects to what it was told. */
function connect(state: State, name: number, version: number, clients: number): void {
  if (name !== 0 || version >= state.worksFrom) return;
  state.deadConnections += clients;
  state.recent.dead += clients;
}

function count(state: State, what: keyof Counts, number: number): void {
  state.recent[what] += number;
  if (state.markedMs >= 0) state.counts[what] += number;
}

function took(state: State, ctx: Context, latencyMs: number, clients: number): void {
  state.recent.latencyMs += latencyMs * clients;
  ctx.observe("latency", latencyMs);
  if (state.markedMs < 0) return;
  state.counts.latencyMs += latencyMs * clients;
  record(state.latency, latencyMs);
}
