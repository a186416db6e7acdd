/** A request's way through the gateway: the event loop, the token, the limit, the cache, the service, and again. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { ROUTES } from "./params.ts";
import {
  CACHED,
  type Context,
  FAILED,
  LIMITED,
  OK,
  OUTCOMES,
  OVERLOADED,
  type State,
  UNAUTHORIZED,
} from "./state.ts";

export function scheduleArrival(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.arrivalRate), "arrival");
}

/** A request comes: it waits until the event loop gets to it. */
export function onArrival(state: State, ctx: Context): void {
  scheduleArrival(state, ctx);
  const { requests, params } = state;
  const route = drawRoute(ctx.random("routes"));
  const client = drawClient(state, ctx.random("clients"));
  const product = state.zipf.sample(ctx.random("products"));
  state.counts.arrivals++;
  if (state.freeCount === 0) {
    count(state, route, OVERLOADED);
    return;
  }
  const slot = requests.free[--state.freeCount]!;
  requests.arrivedMs[slot] = ctx.nowMs;
  requests.route[slot] = route;
  requests.client[slot] = client;
  requests.product[slot] = product;
  requests.attempts[slot] = 0;
  state.loopFreeMs = Math.max(state.loopFreeMs, ctx.nowMs) + params.gatewayMs;
  requests.addedMs[slot] = state.loopFreeMs - ctx.nowMs;
  ctx.schedule(requests.addedMs[slot], "handle", slot);
}

function drawRoute(uniform: number): number {
  let sum = 0;
  for (let route = 0; route < ROUTES.length - 1; route++) {
    sum += ROUTES[route]!.share;
    if (uniform < sum) return route;
  }
  return ROUTES.length - 1;
}

/** The first client asks `greedy` times as often as each of the others. */
function drawClient({ params: { clients, greedy } }: State, uniform: number): number {
  const at = uniform * (clients - 1 + greedy);
  return at < greedy ? 0 : Math.min(clients - 1, 1 + Math.floor(at - greedy));
}

/** The event loop has got to it. */
export function onHandle(state: State, ctx: Context, slot: number): void {
  const { requests, params, counts } = state;
  const now = ctx.nowMs;
  counts.handled++;
  counts.addedMs += requests.addedMs[slot]!;
  if (ctx.random("tokens") < params.badTokens) {
    finish(state, now, slot, UNAUTHORIZED);
    return;
  }
  if (!state.limiters[requests.client[slot]!]!.tryTake(now)) {
    finish(state, now, slot, LIMITED);
    return;
  }
  if (ROUTES[requests.route[slot]!]!.cacheable && params.freshMs > 0) {
    counts.lookups++;
    if (state.cache.get(requests.product[slot]!, now) !== undefined) {
      counts.hits++;
      finish(state, now, slot, CACHED);
      return;
    }
  }
  if (ROUTES[requests.route[slot]!]!.reads) counts.reads++;
  call(state, ctx, slot);
}

function call(state: State, ctx: Context, slot: number): void {
  const { params, requests } = state;
  state.counts.calls++;
  requests.attempts[slot]!++;
  const takesMs = exponential(ctx.random("services"), params.serviceMs);
  const fails = ctx.random("failures") < params.failures || state.down[requests.route[slot]!] === 1;
  ctx.schedule(params.hopMs + takesMs, "answer", slot, fails ? 1 : 0);
}

/** A service has answered. */
export function onAnswer(state: State, ctx: Context, slot: number, failed: number): void {
  const { requests, params } = state;
  const spec = ROUTES[requests.route[slot]!]!;
  if (failed === 0) {
    if (spec.cacheable) state.cache.store(requests.product[slot]!, 1, ctx.nowMs, params.freshMs);
    finish(state, ctx.nowMs, slot, OK);
    return;
  }
  // Only what reads is repeated: a second order would be a second order.
  if (spec.reads && requests.attempts[slot]! <= params.retries) {
    call(state, ctx, slot);
    return;
  }
  if (spec.reads) state.counts.readsFailed++;
  finish(state, ctx.nowMs, slot, FAILED);
}

function finish(state: State, nowMs: number, slot: number, outcome: number): void {
  const { requests } = state;
  record(state.latency, nowMs - requests.arrivedMs[slot]!);
  count(state, requests.route[slot]!, outcome);
  requests.free[state.freeCount++] = slot;
}

function count(state: State, route: number, outcome: number): void {
  const place = route * OUTCOMES.length + outcome;
  state.counts.outcomes[place] = state.counts.outcomes[place]! + 1;
  state.lastOutcome = outcome;
  state.lastRoute = route;
}
