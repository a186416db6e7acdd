/** One request: a read that goes from tier to tier until one has the key, or a write and what it deletes. */
import { latencies, TIERS } from "./params.ts";
import { WARM_UP_REQUESTS } from "./plan.ts";
import { MISSED_ALL_TIERS } from "./primitives/tieredCache.ts";
import { type Counts, isStale, pack, type State, storedAt } from "./state.ts";

export function write(state: State, node: number, key: number): void {
  const { params, tiers } = state;
  state.versions[key]!++;
  if (params.invalidation === "everywhere") tiers.deleteEverywhere(key);
  else if (params.invalidation === "shared") {
    tiers.deleteShared(key);
    state.torn = true;
    tiers.deleteNear(node, key);
  }
  note(state, node, key, MISSED_ALL_TIERS, false);
  state.recent.writes++;
  if (state.requests > WARM_UP_REQUESTS) state.counts.writes++;
}

export function read(state: State, node: number, key: number): void {
  const { params, tiers } = state;
  const near = tiers.peek(node, 0, key);
  if (near !== undefined && params.nearTtl > 0 && state.requests - storedAt(near) > params.nearTtl)
    tiers.deleteNear(node, key);
  let tier = tiers.get(node, key);
  const copy = tiers.value ?? pack(state.versions[key]!, state.requests);
  if (tier === MISSED_ALL_TIERS) {
    tier = TIERS;
    tiers.set(node, key, copy);
  }
  const stale = isStale(state, key, copy);
  if (stale) state.staleFor = Math.max(state.staleFor, state.requests - storedAt(copy));
  note(state, node, key, tier, stale);
  count(state, state.recent, tier, stale);
  if (state.requests > WARM_UP_REQUESTS) count(state, state.counts, tier, stale);
}

function count(state: State, counts: Counts, tier: number, stale: boolean): void {
  counts.reads++;
  counts.answered[tier]!++;
  if (stale) counts.stale++;
  const waits = latencies(state.params);
  // A request has waited for every tier that it has asked.
  for (let asked = 0; asked <= tier; asked++) counts.latencyMs += waits[asked]!;
}

function note(state: State, node: number, key: number, tier: number, stale: boolean): void {
  state.lastNode = node;
  state.lastKey = key;
  state.answeredBy = tier;
  state.wasStale = stale;
}
