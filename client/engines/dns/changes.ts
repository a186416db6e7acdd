/** What happens to the most popular name: its service fails, and its record moves to an address that works. */
import type { Context, State } from "./state.ts";

/** The address stops working; nobody has noticed yet. */
export function fail(state: State, ctx: Context): void {
  state.worksFrom = state.addresses[0]! + 1;
  state.failedMs = ctx.nowMs;
  state.deadConnections = 0;
  ctx.schedule(state.params.detection, "move");
}

/** The record is changed; resolvers that hold the old answer go on with it until it expires. */
export function move(state: State, nowMs: number): void {
  state.addresses[0]!++;
  state.movedMs = nowMs;
  state.lastStaleMs = 0;
  for (const cache of state.answers) {
    const expiresMs = cache.expiresMs(0);
    if (expiresMs !== undefined) state.lastStaleMs = Math.max(state.lastStaleMs, expiresMs - nowMs);
  }
}
