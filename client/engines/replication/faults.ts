/** Crashes, failover, return, repair. */
import { connected, dropAll, isPartitioned } from "../kernel/network.ts";
import { hasLeader } from "./params.ts";
import { type Context, randomUp, type State } from "./state.ts";
import { copyAll, exchange, mergeAll, store } from "./store.ts";

export function scheduleCrash(state: State, ctx: Context): void {
  const { crashEvery } = state.params;
  if (crashEvery > 0) ctx.schedule(crashEvery * (0.5 + ctx.random("crashes")), "crash");
}

/** The leader, or where nobody or everybody leads a random replica; it comes back after the downtime. */
export function plannedCrash(state: State, ctx: Context): void {
  const victim = randomUp(state, ctx, "victims");
  const replica = hasLeader(state.params) ? state.leader : victim;
  state.lastText = "a crash was planned, but nobody is there to crash";
  if (replica < 0 || state.up[replica] === 0) return;
  crash(state, ctx, replica);
  ctx.schedule(state.params.downtime, "restart", replica, state.crashes[replica]);
}

/** Its data are on disk; what it had not sent, and the hints in its memory, are lost. */
export function crash(state: State, ctx: Context, replica: number): void {
  if (state.up[replica] === 0) return;
  if (state.up.some((value) => value === 0) || isPartitioned(state.network)) state.manyFaults = true;
  state.up[replica] = 0;
  state.crashes[replica]!++;
  state.hints[replica]!.clear();
  dropAll(state.network, (from) => from === replica);
  state.lastReplica = replica;
  state.lastText = `r${replica + 1} crashes${replica === state.leader && hasLeader(state.params) ? ", the leader" : ""}`;
  if (hasLeader(state.params) && replica === state.leader)
    ctx.schedule(state.params.downtime / 3, "promote", replica, state.crashes[replica]);
}

/** The follower that has most of the log leads; what the old leader alone had is lost, and the others copy the new one. */
export function promote(state: State, old: number, crashes: number): void {
  const { up, applied, crashes: counted } = state;
  if (state.leader !== old || counted[old] !== crashes || up[old] === 1) return;
  let best = -1;
  for (let replica = 0; replica < up.length; replica++)
    if (up[replica] === 1 && (best < 0 || applied[replica]! > applied[best]!)) best = replica;
  state.lastText = "no follower is up to lead";
  if (best < 0) return;
  const lost = state.doneIds.filter((id) => id > applied[best]!).length;
  state.failovers++;
  state.lost += lost;
  state.doneIds.length = 0;
  state.leader = best;
  state.lastReplica = best;
  state.lastText = `r${best + 1} leads; ${lost} writes that were reported as done are lost`;
  for (let replica = 0; replica < up.length; replica++) if (up[replica] === 1) copyAll(state, best, replica);
}

export function restart(state: State, replica: number): void {
  if (state.up[replica] === 1) return;
  state.up[replica] = 1;
  state.lastReplica = replica;
  state.lastText = `r${replica + 1} is back`;
  if (state.params.mode === "leaderless") handOver(state, replica);
  else catchUp(state, replica);
}

/** A follower copies the leader; a leader among several exchanges everything with the others. */
function catchUp(state: State, replica: number): void {
  const { up, leader, network, params } = state;
  if (hasLeader(params)) {
    // What a leader had not sent before its own crash is sent on its return.
    for (let follower = 0; follower < up.length; follower++)
      if (up[follower] === 1 && up[leader] === 1 && connected(network, leader, follower))
        copyAll(state, leader, follower);
    return;
  }
  for (let other = 0; other < up.length; other++) {
    if (other === replica || up[other] === 0 || !connected(network, other, replica)) continue;
    mergeAll(state, other, replica);
    mergeAll(state, replica, other);
  }
}

function handOver(state: State, replica: number): void {
  for (const hints of state.hints) {
    for (const [key, id] of hints.take(replica)) {
      store(state, replica, { id, key, version: undefined, hintFor: -1 });
      state.handedOver++;
    }
  }
}

/** When the network is whole again, what connections had lost is sent again; without a leader only repair brings it. */
export function afterHealing(state: State): void {
  if (state.params.mode === "leaderless") return;
  for (let replica = 0; replica < state.up.length; replica++)
    if (state.up[replica] === 1) catchUp(state, replica);
}

/** Two random replicas compare their trees. */
export function compare(state: State, ctx: Context): void {
  const left = randomUp(state, ctx, "anti-entropy");
  const right = randomUp(state, ctx, "anti-entropy", left);
  const before = state.exchanged;
  state.lastText = "nobody to compare with";
  if (left < 0 || right < 0 || !connected(state.network, left, right)) return;
  exchange(state, left, right);
  state.lastReplica = left;
  state.lastText = `r${left + 1} and r${right + 1} compare trees: ${state.exchanged - before} keys differed`;
}
