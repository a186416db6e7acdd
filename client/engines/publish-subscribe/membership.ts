/** Members of a group come, go and die, and its partitions find new owners. */
import { pumpAll } from "./consume.ts";
import { assign, type Context, members, type State } from "./state.ts";

/** Deals the partitions out among the members that are there; who gets one waits until the rebalance is over. */
export function rebalance(state: State, ctx: Context, groupNumber: number): void {
  const { params } = state;
  const group = state.groups[groupNumber]!;
  const before = group.owner;
  group.owner = assign(params.assignor, before, members(group.alive));
  group.rebalances++;
  state.lastGroup = groupNumber;
  state.lastMoved = 0;
  const untilMs = ctx.nowMs + params.rebalanceTime;
  for (let partition = 0; partition < params.partitions; partition++) {
    const moves = group.owner[partition] !== before[partition];
    if (moves) state.lastMoved++;
    // An eager rebalance takes everything back first, a cooperative one only what moves.
    if (!moves && params.assignor === "sticky") continue;
    group.pausedUntilMs[partition] = untilMs;
    // What a member gives up it commits, unless a message is still in hand.
    if (group.inHand[partition]! < 0) group.committed[partition] = group.position[partition]!;
  }
  group.moved += state.lastMoved;
  ctx.observe("moved", state.lastMoved);
  ctx.schedule(params.rebalanceTime, "resume", groupNumber);
}

/** In good order: what is in hand is finished, the group knows at once. */
export function leave(state: State, ctx: Context, groupNumber: number, member: number): void {
  const group = state.groups[groupNumber]!;
  if (group.alive[member] === 0) return;
  group.alive[member] = 0;
  rebalance(state, ctx, groupNumber);
}

export function join(state: State, ctx: Context, groupNumber: number, member: number): void {
  const group = state.groups[groupNumber]!;
  if (group.alive[member] === 1) return;
  group.alive[member] = 1;
  rebalance(state, ctx, groupNumber);
}

/** Dead without a word: uncommitted work will be done again, and the group finds out after the session timeout. */
export function crash(state: State, ctx: Context, groupNumber: number, member: number): void {
  const group = state.groups[groupNumber]!;
  if (group.alive[member] === 0) return;
  group.alive[member] = 0;
  const partition = group.working[member]!;
  if (partition >= 0) {
    ctx.cancel(group.end[member]!);
    group.inHand[partition] = -1;
    group.working[member] = -1;
  }
  for (let owned = 0; owned < state.params.partitions; owned++)
    if (group.owner[owned] === member) group.position[owned] = group.committed[owned]!;
  ctx.schedule(state.params.sessionTimeout, "notice", groupNumber);
}

/** The group has missed a member's heartbeats. */
export function notice(state: State, ctx: Context, groupNumber: number): void {
  rebalance(state, ctx, groupNumber);
}

export function resume(state: State, ctx: Context, groupNumber: number): void {
  pumpAll(state, ctx, groupNumber);
}
