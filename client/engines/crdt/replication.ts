/** Writes and gossip: one replica's state goes to another, which merges it; nothing else is ever sent. */

import { mergeVectors } from "../clocks/primitives/vectorClock.ts";
import { exponential } from "../kernel/variates.ts";
import { mergeInto, stateSize, valueText, write } from "./objects.ts";
import { type Context, reaches, type State } from "./state.ts";

export function onWrite(state: State, ctx: Context): void {
  const { params } = state;
  if (!state.stopped) {
    const replica = Math.floor(ctx.random("replica") * params.replicas);
    const first = ctx.random("what");
    const done = write(state.objects[replica]!, params.type, replica, ctx.nowMs, first, ctx.random("value"));
    const gained = state.gained[replica]!;
    gained.push(gained.at(-1)! + done.by);
    state.heard[replica]![replica]!++;
    state.waiting[replica]!.push(ctx.nowMs);
    state.writes++;
    if (done.inVain) state.inVain++;
    state.lastText = `replica ${replica + 1} ${done.text}`;
    ctx.observe("values", differentValues(state));
    ctx.observe("stateSize", stateSize(state.objects[0]!, params.replicas));
  } else state.lastText = "nobody writes any more";
  ctx.schedule(exponential(ctx.random("write"), 1000 / params.writes), "write");
}

export function onGossip(state: State, ctx: Context, from: number): void {
  const { replicas, gossip } = state.params;
  const to = (from + 1 + Math.floor(ctx.random("peer") * (replicas - 1))) % replicas;
  if (reaches(state, from, to)) {
    mergeInto(state.objects[to]!, state.objects[from]!);
    mergeVectors(state.heard[to]!, state.heard[from]!);
    state.merges++;
    noteArrivals(state, ctx);
    state.lastText = `replica ${to + 1} merges what replica ${from + 1} has`;
  } else state.lastText = `replica ${from + 1} does not reach replica ${to + 1}`;
  ctx.schedule(exponential(ctx.random("gossip"), gossip), "gossip", from);
}

/** Writes that everybody has heard of now. */
function noteArrivals(state: State, ctx: Context): void {
  for (let origin = 0; origin < state.params.replicas; origin++) {
    let least = Infinity;
    for (const heard of state.heard) least = Math.min(least, heard[origin]!);
    const waiting = state.waiting[origin]!;
    for (; state.arrived[origin]! < least; state.arrived[origin]!++) {
      const spreadMs = ctx.nowMs - waiting.shift()!;
      state.spreadMs += spreadMs;
      state.spread++;
      ctx.observe("spread", spreadMs);
    }
  }
}

export function differentValues(state: State): number {
  return new Set(state.objects.map(valueText)).size;
}
