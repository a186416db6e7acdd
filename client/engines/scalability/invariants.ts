/** What must hold after every event. */
import { HOLDS, IDLE, type State, WAITS } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { doing, holder, queue, active, params, spentMs } = state;
  let working = 0;
  let holding = 0;
  let waiting = 0;
  for (const what of doing) {
    if (what !== IDLE) working++;
    if (what === HOLDS) holding++;
    if (what === WAITS) waiting++;
  }
  if (holding !== (holder < 0 ? 0 : 1)) return `${holding} workers hold the one lock`;
  if (holder >= 0 && doing[holder] !== HOLDS) return `worker ${holder} is said to hold the lock`;
  if (working !== active) return `${working} workers are at work, ${active} are counted`;
  if (queue.length > 0 && holder < 0) return "workers wait for a lock that nobody holds";
  if (params.work === "jobs" && waiting !== queue.length)
    return `${waiting} wait, ${queue.length} are queued`;
  if (state.computed < state.released) return "a job was finished before its parallel part";
  return spentMs.some((ms) => ms < 0) ? "time ran backwards" : undefined;
}
