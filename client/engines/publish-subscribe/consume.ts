/** What consumers do: take the next message of one of their partitions, work, move on, and commit now and then. */
import { record } from "../kernel/histogram.ts";
import { exponential } from "../kernel/variates.ts";
import { workMs } from "./params.ts";
import type { Context, Group, State } from "./state.ts";

/** Names of streams are built once. */
const STREAMS = ["work-1", "work-2", "work-3", "work-4"];

/** An idle member takes a message if one of its partitions has any; partitions take turns. */
export function pump(state: State, ctx: Context, groupNumber: number, member: number): void {
  const group = state.groups[groupNumber]!;
  if (member < 0 || group.alive[member] === 0 || group.working[member]! >= 0) return;
  const { partitions } = state.params;
  const first = group.lookFrom[member]!;
  for (let i = 0; i < partitions; i++) {
    const partition = (first + i) % partitions;
    if (group.owner[partition] !== member || group.inHand[partition]! >= 0) continue;
    if (group.pausedUntilMs[partition]! > ctx.nowMs) continue;
    const log = state.logs[partition]!;
    if (group.position[partition]! < log.start) skip(group, partition, log.start);
    if (group.position[partition]! >= log.end) continue;
    group.lookFrom[member] = (partition + 1) % partitions;
    begin(state, ctx, groupNumber, member, partition);
    return;
  }
}

/** The log has forgotten what was not read. */
function skip(group: Group, partition: number, start: number): void {
  const missed = start - group.position[partition]!;
  group.missed += missed;
  group.skipped[partition]! += Math.max(
    0,
    start - Math.max(group.position[partition]!, group.furthest[partition]!),
  );
  group.position[partition] = start;
  group.committed[partition] = start;
  group.furthest[partition] = Math.max(group.furthest[partition]!, start);
}

function begin(state: State, ctx: Context, groupNumber: number, member: number, partition: number): void {
  const group = state.groups[groupNumber]!;
  const offset = group.position[partition]!;
  if (offset >= group.furthest[partition]! && state.measuring) {
    const waitMs = ctx.nowMs - state.logs[partition]!.at(offset)!;
    group.measuredDone++;
    group.measuredWaitMs += waitMs;
    if (groupNumber === 0) record(state.wait, waitMs);
  }
  group.inHand[partition] = member;
  group.working[member] = partition;
  const lengthMs = exponential(ctx.random(STREAMS[groupNumber]!), workMs(state.params, groupNumber));
  group.end[member] = ctx.schedule(lengthMs, "done", groupNumber, member);
}

export function done(state: State, ctx: Context, groupNumber: number, member: number): void {
  const group = state.groups[groupNumber]!;
  const partition = group.working[member]!;
  const offset = group.position[partition]!;
  state.lastGroup = groupNumber;
  state.lastPartition = partition;
  group.done++;
  if (offset < group.furthest[partition]!) group.again++;
  // A partition's messages are done one after the other, and so are those of each of its keys.
  else if (offset > group.furthest[partition]!) state.outOfOrder++;
  else group.furthest[partition] = offset + 1;
  group.position[partition] = offset + 1;
  const owner = group.owner[partition]!;
  // Whoever gives a partition up commits first.
  if (offset + 1 - group.committed[partition]! >= state.params.commitEvery || owner !== member)
    group.committed[partition] = offset + 1;
  group.inHand[partition] = -1;
  group.working[member] = -1;
  pump(state, ctx, groupNumber, member);
  if (owner !== member) pump(state, ctx, groupNumber, owner);
}

/** Everyone looks for work: after a pause, or when partitions have new owners. */
export function pumpAll(state: State, ctx: Context, groupNumber: number): void {
  for (let member = 0; member < state.params.consumers; member++) pump(state, ctx, groupNumber, member);
}
