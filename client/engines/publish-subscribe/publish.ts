/** How messages come into the topic: straight to the end of a partition, or through a hub that does one at a time. */
import { exponential } from "../kernel/variates.ts";
import { pump } from "./consume.ts";
import { type Context, partitionOf, type State } from "./state.ts";

export function schedulePublish(state: State, ctx: Context): void {
  ctx.schedule(exponential(ctx.random("publish"), 1000 / state.params.publishRate), "publish");
}

/** One message; unless it is `extra`, the next one follows by itself. */
export function publish(state: State, ctx: Context, extra: number): void {
  const { params } = state;
  const key = state.zipf.sample(ctx.random("keys"));
  let partition = partitionOf(key, params.partitions);
  if (!params.keyed) {
    partition = state.nextPartition;
    state.nextPartition = (partition + 1) % params.partitions;
  }
  state.published++;
  if (params.style === "log") append(state, ctx, partition, ctx.nowMs);
  else {
    state.hubLine.push(partition);
    state.hubCame.push(ctx.nowMs);
    if (!state.hubBusy) carry(state, ctx);
  }
  if (extra === 0) schedulePublish(state, ctx);
}

/** The hub takes its next message up: it transforms and routes it for every group, one after the other. */
function carry(state: State, ctx: Context): void {
  state.hubBusy = true;
  if (state.measuring) {
    state.hubWaitMs += ctx.nowMs - state.hubCame.at(0)!;
    state.hubDone++;
  }
  ctx.schedule(state.params.hubWork * state.params.groups, "carried");
}

export function carried(state: State, ctx: Context): void {
  const partition = state.hubLine.shift()!;
  append(state, ctx, partition, state.hubCame.shift()!);
  state.hubBusy = false;
  if (state.hubLine.length > 0) carry(state, ctx);
}

function append(state: State, ctx: Context, partition: number, cameMs: number): void {
  state.logs[partition]!.append(cameMs);
  state.appended++;
  state.lastPartition = partition;
  if (state.measuring) state.counts[partition]!++;
  for (let group = 0; group < state.groups.length; group++)
    pump(state, ctx, group, state.groups[group]!.owner[partition]!);
}
