/** What must hold after every event, whatever fails. */
import { serves } from "./copies.ts";
import { NOBODY, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, up, upCount, active, switching } = state;
  let down = 0;
  for (let part = 0; part < params.stages; part++) {
    const first = part * params.copies;
    let counted = 0;
    for (let copy = first; copy < first + params.copies; copy++) counted += up[copy]!;
    if (counted !== upCount[part])
      return `part ${part} has ${counted} copies up, ${upCount[part]} are counted`;
    if (!serves(state, part)) down++;
    if (params.standby !== "active-passive") continue;
    const serving = active[part]!;
    if (serving !== NOBODY && up[first + serving] === 0)
      return `part ${part} is served by a copy that is down`;
    if (serving === NOBODY && switching[part] === 0 && counted > 0)
      return `part ${part} has a copy up, and nobody takes over`;
  }
  if (down !== state.downParts) return `${down} parts are down, ${state.downParts} are counted`;
  if (down > 0 !== state.outageSinceMs >= 0) return "an outage without a part that is down, or the reverse";
  return state.outageLengths.count + (down > 0 ? 1 : 0) === state.outages
    ? undefined
    : `${state.outages} outages began, ${state.outageLengths.count} ended`;
}
