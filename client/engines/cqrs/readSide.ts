/** The way of an event: committed, delivered, projected; and a user who reads what he has written. */
import type { StoredEvent } from "../event-sourcing/primitives/eventStore.ts";
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { behind, type Context, committed, type State, type Totals } from "./state.ts";

export function onWrite(state: State, ctx: Context): void {
  const { params, committedMs, sums } = state;
  const position = committedMs.push(ctx.nowMs) - 1;
  sums.push(sums[position - 1]! + 1 + Math.floor(ctx.random("amount") * 100));
  ctx.schedule(params.transport, "deliver", position);
  ctx.schedule(exponential(ctx.random("reader"), params.readAfter), "read", position);
  ctx.schedule(exponential(ctx.random("write"), 1000 / params.writes), "write");
  ctx.observe("behind", behind(state));
  state.lastText = `event ${position} is committed; the read model is ${behind(state)} behind`;
}

/** Events come in order: the way takes the same time for each. */
export function onDeliver(state: State, ctx: Context, position: number): void {
  state.delivered = position;
  state.lastText = `event ${position} has come to the read side`;
  startNext(state, ctx);
}

export function startNext(state: State, ctx: Context): void {
  const { params, readModel } = state;
  if (state.busy || state.projectionDown || readModel.position >= state.delivered) return;
  state.busy = true;
  const speed = readModel.position < state.catchUpTo ? params.rebuildSpeed : 1;
  ctx.schedule(exponential(ctx.random("projection"), params.projection / speed), "projected");
}

export function onProjected(state: State, ctx: Context): void {
  state.busy = false;
  // The model has been swapped for one that is further on, or has nothing to do.
  if (state.readModel.position < state.delivered && !state.projectionDown) {
    const position = state.readModel.position + 1;
    state.readModel.apply(eventAt(state, position), add);
    becomesVisible(state, ctx, position);
    state.lastText = `event ${position} is in the read model, ${behind(state)} behind`;
  } else state.lastText = "the read side has nothing to apply";
  ctx.observe("queue", state.delivered - state.readModel.position);
  startNext(state, ctx);
}

function eventAt({ sums }: State, position: number): StoredEvent<number> {
  const data = sums[position]! - sums[position - 1]!;
  return { stream: "all", version: position, position, schema: 1, data };
}

function add(model: Totals, { data }: StoredEvent<number>): void {
  model.count++;
  model.sum += data;
}

/** For the first time, or again after a rebuild: only the first time says how long users had to wait for it. */
function becomesVisible(state: State, ctx: Context, position: number): void {
  if (position > state.shown) {
    state.shown = position;
    const lagMs = ctx.nowMs - state.committedMs[position]!;
    state.lagMs += lagMs;
    record(state.lags, lagMs);
    ctx.observe("lag", lagMs);
  }
  if (state.rebuildFromMs >= 0 && state.shadow < 0 && position >= state.catchUpTo) {
    state.rebuildMs = ctx.nowMs - state.rebuildFromMs;
    state.rebuildFromMs = -1;
  }
  state.waiters.advance(position, (reader) => endWait(state, ctx, reader));
}

/** A user looks for his write, whose version he knows. */
export function onRead(state: State, ctx: Context, position: number): void {
  state.reads++;
  const late = state.readModel.position < position;
  state.lastText = `the user of event ${position} ${late ? "is too early" : "finds it"}`;
  if (!late) return;
  state.early++;
  const { ownReads, patience } = state.params;
  if (ownReads === "write-side") state.writeSideReads++;
  else if (ownReads === "wait" && state.waiters.wait(position, position) === "waits") {
    const timer = ctx.schedule(patience, "giveUp", position);
    state.waiting.set(position, { sinceMs: ctx.nowMs, timer });
  } else state.stale++;
}

function endWait(state: State, ctx: Context, reader: number): void {
  const { sinceMs, timer } = state.waiting.get(reader)!;
  state.waiting.delete(reader);
  ctx.cancel(timer);
  state.waitMs += ctx.nowMs - sinceMs;
}

export function onGiveUp(state: State, ctx: Context, reader: number): void {
  state.lastText = `the user of event ${reader} has waited long enough, and sees what there is`;
  if (!state.waiters.cancel(reader)) return;
  endWait(state, ctx, reader);
  state.stale++;
}

/** Events that a new model beside the old one applies at a time. */
const BATCH = 20;

export function rebuild(state: State, ctx: Context): void {
  state.lastText = "the read model is rebuilt from the log";
  if (state.rebuildFromMs >= 0) return;
  state.rebuildFromMs = ctx.nowMs;
  if (state.params.rebuild === "beside") {
    state.shadow = 0;
    ctx.schedule(0, "shadow");
    return;
  }
  state.catchUpTo = committed(state);
  state.readModel.reset({ count: 0, sum: 0 });
  state.waiters.fallBack(0);
  if (state.catchUpTo === 0) state.rebuildFromMs = -1;
  startNext(state, ctx);
}

export function onShadow(state: State, ctx: Context): void {
  const { params, readModel } = state;
  if (state.shadow >= readModel.position) {
    // It holds the same: a model is a function of the log. Users go on with the new one.
    state.shadow = -1;
    state.rebuildMs = ctx.nowMs - state.rebuildFromMs;
    state.rebuildFromMs = -1;
    state.lastText = "the new read model has caught up, and takes over";
    return;
  }
  state.shadow = Math.min(readModel.position, state.shadow + BATCH);
  state.lastText = `the new read model is at event ${state.shadow}`;
  ctx.schedule((BATCH * params.projection) / params.rebuildSpeed, "shadow");
}
