/** What must hold after every event, whatever the parameters and faults. */
import { capacities, TIERS } from "./params.ts";
import { isStale, type State, staleCopies } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, tiers, lastNode, lastKey, answeredBy, counts } = state;
  const sizes = capacities(params);
  for (let tier = 0; tier < TIERS; tier++)
    if (tiers.size(lastNode, tier) > sizes[tier]!)
      return `tier ${tier + 1} holds more than ${sizes[tier]} entries`;
  let answered = 0;
  for (const one of counts.answered) answered += one;
  if (answered !== counts.reads) return `${answered} reads were answered of ${counts.reads}`;
  const first = sizes.findIndex((size) => size > 0);
  if (answeredBy >= 0 && first >= 0 && state.requests > 0 && !state.cleared) {
    if (tiers.peek(lastNode, first, lastKey) === undefined)
      return `k${lastKey} is not in its first tier right after it was read`;
  }
  if (params.invalidation === "everywhere" && staleCopies(state) > 0)
    return "a write has left a near copy behind";
  return params.inclusion === "inclusive"
    ? notIncluded(state)
    : params.inclusion === "exclusive"
      ? heldTwice(state)
      : undefined;
}

/** Whatever a near tier has, every tier behind it has. */
function notIncluded(state: State): string | undefined {
  const { tiers, lastNode, params, torn } = state;
  const sizes = capacities(params);
  for (let tier = 0; !torn && tier < TIERS - 1; tier++)
    for (const [key] of tiers.entries(lastNode, tier))
      for (let behind = tier + 1; behind < TIERS; behind++)
        if (sizes[behind]! > 0 && tiers.peek(lastNode, behind, key) === undefined)
          return `k${key} is in tier ${tier + 1} and not in tier ${behind + 1}`;
  return undefined;
}

/** On the way of one node no key is held twice; another node may have a copy of its own. */
function heldTwice(state: State): string | undefined {
  const { tiers, params } = state;
  if (params.nodes > 1) return undefined;
  const seen = new Set<number>();
  for (let tier = 0; tier < TIERS; tier++) {
    for (const [key, copy] of tiers.entries(0, tier)) {
      if (seen.has(key)) return `k${key} is held twice`;
      seen.add(key);
      if (params.invalidation === "shared" && isStale(state, key, copy))
        return `the only node has a stale k${key}`;
    }
  }
  return undefined;
}
