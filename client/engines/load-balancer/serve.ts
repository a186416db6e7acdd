/** What happens to requests: the balancer sends them to a server, which works on one at a time; servers fail and recover. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { ARRIVED, type Context, keyHash, SIZE, type State } from "./state.ts";

export function scheduleArrival(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("arrivals"), 1000 / state.params.arrivalRate), "arrival");
}

export function arrive(state: State, ctx: Context): void {
  const { params, requests } = state;
  count(state, ctx.nowMs);
  state.arrivals++;
  // All drawn whatever the policy needs of it, so that policies meet the same requests.
  const sizeMs = exponential(ctx.random("service"), params.service);
  const key = state.zipf.sample(ctx.random("keys"));
  const connection = Math.floor(ctx.random("connections") * params.connections);
  const server =
    params.layer === "4" ? serverOfConnection(state, ctx, connection) : choose(state, ctx, keyHash(key));
  state.lastServer = server;
  state.lastError =
    server < 0 || state.failed[server] === 1 || state.lines[server]!.length >= state.lines[server]!.limit;
  if (server >= 0) {
    if (state.from !== undefined) state.sent[server]!++;
    if (params.layer === "7") state.balancer.begin(server);
  }
  if (state.lastError) refuse(state, ctx, server);
  else {
    const request = requests.take();
    requests.set(request, ARRIVED, ctx.nowMs);
    requests.set(request, SIZE, sizeMs);
    if (state.working[server]! < 0) start(state, ctx, server, request);
    else state.lines[server]!.push(request);
  }
  scheduleArrival(state, ctx);
}

function choose(state: State, ctx: Context, hash: number): number {
  const first = ctx.random("choice");
  return state.balancer.pick(hash, first, ctx.random("choice"), ctx.nowMs);
}

/** Layer 4 chooses when a connection opens; it lasts while its server does. */
function serverOfConnection(state: State, ctx: Context, connection: number): number {
  const { connectionServer, connectionLeft, balancer, params } = state;
  const before = connectionServer[connection]!;
  if (before >= 0 && connectionLeft[connection]! > 0 && balancer.backends.up[before] === 1) {
    connectionLeft[connection]!--;
    return before;
  }
  if (before >= 0) balancer.end(before, 0, ctx.nowMs);
  const server = choose(state, ctx, keyHash(connection));
  connectionServer[connection] = server;
  connectionLeft[connection] = params.connectionRequests - 1;
  if (server >= 0) balancer.begin(server);
  return server;
}

/** Nobody takes it: no server is up, this one refuses, or its line is full. */
function refuse(state: State, ctx: Context, server: number): void {
  state.errors++;
  if (server >= 0 && state.params.layer === "7") state.balancer.end(server, 0, ctx.nowMs);
}

function start(state: State, ctx: Context, server: number, request: number): void {
  state.working[server] = request;
  state.busy++;
  const workMs = state.requests.get(request, SIZE) / state.speed[server]!;
  state.ends[server] = ctx.schedule(workMs, "done", server);
}

export function done(state: State, ctx: Context, server: number): void {
  count(state, ctx.nowMs);
  const request = state.working[server]!;
  const responseMs = ctx.nowMs - state.requests.get(request, ARRIVED);
  state.finished++;
  state.responseMs += responseMs;
  state.lastResponseMs = responseMs;
  if (state.from !== undefined) record(state.response, responseMs);
  ctx.observe("response", responseMs);
  release(state, ctx, server, request, responseMs);
  state.working[server] = -1;
  state.busy--;
  const next = state.lines[server]!.shift();
  if (next !== undefined) start(state, ctx, server, next);
}

function release(state: State, ctx: Context, server: number, request: number, latencyMs: number): void {
  state.requests.release(request);
  if (state.params.layer === "7") state.balancer.end(server, latencyMs, ctx.nowMs);
}

/** Adds up what was inside for how long, before it changes. */
export function count(state: State, nowMs: number): void {
  const gone = nowMs - state.atMs;
  state.insideMs += state.requests.size * gone;
  state.busyMs += state.busy * gone;
  state.atMs = nowMs;
}

/** The server refuses from now on, and what it had in hand is lost. */
export function fail(state: State, ctx: Context, server: number): void {
  if (state.failed[server] === 1) return;
  count(state, ctx.nowMs);
  state.failed[server] = 1;
  if (state.working[server]! >= 0) {
    ctx.cancel(state.ends[server]!);
    state.errors++;
    state.busy--;
    release(state, ctx, server, state.working[server]!, 0);
    state.working[server] = -1;
  }
  for (let next = state.lines[server]!.shift(); next !== undefined; next = state.lines[server]!.shift()) {
    state.errors++;
    release(state, ctx, server, next, 0);
  }
}

/** The balancer asks every server whether it lives. */
export function checkHealth(state: State): void {
  state.lastChanged = 0;
  for (let server = 0; server < state.failed.length; server++) {
    if (!state.health.report(server, state.failed[server] === 0)) continue;
    state.balancer.setUp(server, state.health.isUp(server));
    state.lastChanged++;
  }
}
