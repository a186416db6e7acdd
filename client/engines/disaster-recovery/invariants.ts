/** What must hold after every event. */
import { isReplicated } from "./params.ts";
import type { State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { incident, inIncident, disasters, recoveries, backups, params } = state;
  if (disasters !== recoveries + (inIncident ? 1 : 0))
    return `${disasters} disasters, ${recoveries} recoveries`;
  if (state.losses.count !== recoveries || state.downtimes.count !== recoveries)
    return "a recovery was not counted, or twice";
  for (let age = 1; age < backups.size; age++) {
    if (backups.startedMs(age) >= backups.startedMs(age - 1)) return "backups are out of order";
    if (backups.finishedMs(age) > backups.startedMs(age - 1))
      return "a backup began before the last had ended";
  }
  if (Number.isNaN(incident.pointMs)) return undefined;
  // What comes back must be from before the disaster, and whole.
  if (incident.pointMs > incident.atMs) return "the recovery point lies after the disaster";
  if (!incident.corrupted && isReplicated(params)) return undefined;
  for (let age = 0; age < backups.size; age++) {
    if (backups.startedMs(age) === incident.pointMs)
      return backups.finishedMs(age) <= incident.downMs ? undefined : "an unfinished backup was restored";
  }
  return incident.pointMs === 0 || Number.isFinite(incident.backMs)
    ? undefined
    : "what was restored is no backup that is kept";
}
