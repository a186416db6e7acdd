/** What must hold after every event. */
import { networkLeak } from "../kernel/network.ts";
import { hasLeader, quorums } from "./params.ts";
import type { State } from "./state.ts";
import { quorumsIntersect } from "./theory.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, applied, up, leader, sessions } = state;
  const { replicas, mode } = params;
  const { r, w } = quorums(params);
  if (mode === "leaderless" && !params.handoff && quorumsIntersect(replicas, r, w) && state.staleOwn > 0)
    return "quorums share a replica, and a client did not find its write";
  if (mode === "siblings" && state.droppedIds.size > 0) return "siblings were dropped";
  if (hasLeader(params)) {
    if (mode !== "async" && !state.manyFaults && state.lost > 0)
      return "a write that a follower had was lost in a failover";
    for (let replica = 0; replica < replicas; replica++)
      if (up[leader] === 1 && up[replica] === 1 && applied[replica]! > applied[leader]!)
        return `r${replica + 1} has what its leader r${leader + 1} does not have`;
  }
  let open = 0;
  for (const session of sessions.values()) if (!session.done) open++;
  return open + state.failed + state.writeTime.count === state.writes
    ? networkLeak(state.network)
    : `${state.writes} writes were made, ${state.writeTime.count} done, ${state.failed} failed, ${open} are open`;
}
