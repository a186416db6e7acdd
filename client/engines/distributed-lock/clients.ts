/** What clients do with the lock: take it, read, work, look at the clock, perhaps be paused, write, release. */
import { exponential } from "../kernel/variates.ts";
import type { Context, Span, State } from "./state.ts";

/** There is one lock. */
const LOCK = 0;
const SPANS = 60;

/** The lock goes to whoever has waited longest, when it is free. */
export function grantNext(state: State, ctx: Context): void {
  const { waiting, locks, params } = state;
  if (waiting.length === 0 || locks.holder(LOCK, ctx.nowMs) !== undefined) return;
  const client = waiting.shift()!;
  const lease = locks.acquire(LOCK, client, params.lease, ctx.nowMs)!;
  state.grants++;
  if (state.phase.some((phase) => phase !== "waiting")) state.overlaps++;
  state.holder = client;
  state.holderSinceMs = ctx.nowMs;
  state.token[client] = lease.token;
  state.sinceMs[client] = ctx.nowMs;
  state.phase[client] = "working";
  // A fresh token is never refused; what matters is that the fence is raised.
  if (params.fence === "all") state.fence.admit(lease.token);
  state.read[client] = state.value;
  state.endEvent = ctx.schedule(params.lease, "end", client, lease.token);
  ctx.schedule(exponential(ctx.random("work"), params.work), "look", client);
}

/** Its work is done; it writes if its lease lasts by its own clock, and may be stopped before it does. */
export function look(state: State, ctx: Context, client: number): void {
  const { params, sinceMs } = state;
  // Both drawn whatever happens, so that the streams stay in step.
  const stopped = ctx.random("pausing") < params.pauseShare;
  const pauseMs = exponential(ctx.random("pauses"), params.pause);
  const believedMs = (ctx.nowMs - sinceMs[client]!) * (1 - params.slowClock);
  state.lastClient = client;
  if (believedMs >= params.lease) {
    state.gaveUp++;
    state.lastText = `c${client + 1} sees that its lease is over, and does not write`;
    comeBack(state, ctx, client, "gave up");
    return;
  }
  if (stopped) state.phase[client] = "paused";
  state.lastText = stopped ? `c${client + 1} is paused before its write` : `c${client + 1} is about to write`;
  ctx.schedule(stopped ? pauseMs : 0, "write", client);
}

export function write(state: State, ctx: Context, client: number): void {
  const { params, locks, token, fence, read } = state;
  const own = token[client]!;
  const isLate = locks.holder(LOCK, ctx.nowMs)?.token !== own;
  const name = `c${client + 1} ${isLate ? "writes after its lease" : "writes"} with token ${own}`;
  state.lastClient = client;
  if (isLate) state.late++;
  if (params.fence !== "none" && !fence.admit(own)) {
    state.refused++;
    state.lastText = `${name}: refused, ${fence.highest} has been seen`;
    comeBack(state, ctx, client, "refused");
    return;
  }
  const overwrites = state.value !== read[client];
  state.value = read[client]! + 1;
  state.accepted++;
  state.lastText = `${name}: the number is ${state.value}${overwrites ? ", an update is lost" : ""}`;
  if (locks.release(LOCK, own, ctx.nowMs)) endHolding(state, ctx);
  comeBack(state, ctx, client, overwrites ? "lost" : "done");
}

/** The lease's own end, or its release. */
function endHolding(state: State, ctx: Context): void {
  const heldMs = ctx.nowMs - state.holderSinceMs;
  ctx.cancel(state.endEvent);
  state.heldMs += heldMs;
  state.heldCount++;
  state.holder = -1;
  ctx.observe("held", heldMs);
}

export function leaseEnds(state: State, ctx: Context, client: number, token: number): void {
  state.lastClient = client;
  state.lastText = `the lease of c${client + 1} with token ${token} is over`;
  if (state.holder !== client || state.token[client] !== token) return;
  endHolding(state, ctx);
  grantNext(state, ctx);
}

/** It wants the lock again. */
function comeBack(state: State, ctx: Context, client: number, outcome: Span["outcome"]): void {
  const { params, sinceMs, spans } = state;
  const fromMs = sinceMs[client]!;
  const endMs = Math.min(ctx.nowMs, fromMs + params.lease);
  const token = state.token[client]!;
  spans.push({ client, fromMs, toMs: endMs, what: "held", token, outcome });
  if (ctx.nowMs > endMs) spans.push({ client, fromMs: endMs, toMs: ctx.nowMs, what: "late", token, outcome });
  if (spans.length > SPANS) spans.splice(0, spans.length - SPANS);
  state.phase[client] = "waiting";
  state.waiting.push(client);
  grantNext(state, ctx);
}

/** As after a failover to a replica that does not know of the lock. */
export function forgetLeases(state: State, ctx: Context): void {
  if (state.holder >= 0) endHolding(state, ctx);
  state.locks.forget();
  grantNext(state, ctx);
}
