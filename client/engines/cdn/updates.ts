/** What the origin does when an object changes: nothing, a purge to every edge, or the new version to every edge. */
import { exponential } from "../kernel/variates.ts";
import { countOrigin } from "./delivery.ts";
import { type Context, SAID, SHIELD, type State, say } from "./state.ts";

export function update(state: State, ctx: Context, object: number): void {
  const { params } = state;
  const version = ++state.versions[object]!;
  state.updatedMs[object] = ctx.nowMs;
  say(state, SAID.updated, SHIELD, object, version);
  if (params.mode === "pull" && !params.purge) return;
  // The shield is near the origin, and hears of it at once: else edges would fetch the old version from it again.
  if (params.mode === "pull") state.shield.delete(object);
  for (let edge = 0; edge < params.edges; edge++) {
    if (params.mode === "push") countOrigin(state);
    const wayMs = exponential(ctx.random("spread"), params.spreadDelay);
    ctx.schedule(wayMs, "spread", edge * params.objects + object, version);
  }
}

/** A purge or a new version reaches an edge; the older of two may come last. */
export function spread(state: State, ctx: Context, place: number, version: number): void {
  const { params } = state;
  const object = place % params.objects;
  const edge = Math.floor(place / params.objects);
  const cache = state.edges[edge]!;
  const held = cache.peek(object);
  if (params.mode === "push") {
    if (held === undefined || held < version) cache.set(object, version, Infinity, ctx.nowMs);
    say(state, SAID.pushed, edge, object, version);
    return;
  }
  // What was fetched after the update is not what the purge is about.
  if (held !== undefined && held < version) cache.delete(object);
  say(state, SAID.purged, edge, object, version);
}

export function purgeAll(state: State): void {
  if (state.params.mode === "push") return;
  for (const edge of state.edges) edge.clear();
  state.shield.clear();
}
