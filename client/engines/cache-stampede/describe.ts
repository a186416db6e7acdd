/** The event log, one line an event. */
import { SAID, type State } from "./state.ts";

export function describe(event: string, _a: number, _b: number, state: State): string {
  const { last } = state;
  if (event === "tick")
    return `${last.reads} reads in the last second, ${last.waited} of them waited, ${last.loads} loads`;
  const key = `k${state.lastKey}`;
  const count = state.lastCount;
  switch (state.said) {
    case SAID.fresh:
      return `${key}: fresh`;
    case SAID.stale:
      return `${key}: stale, and given out all the same`;
    case SAID.revalidates:
      return `${key}: stale and given out; computed anew in the background`;
    case SAID.loads:
      return `${key}: missing, computes (${count} at once)`;
    case SAID.early:
      return `${key}: still fresh, and computed ahead of its end (${count} at once)`;
    case SAID.waitsForLock:
      return `${key}: missing, waits for the holder of the lock`;
    case SAID.waitsForFlight:
      return `${key}: missing, waits for its own process`;
    case SAID.stored:
      return count > 0
        ? `${key}: computed and stored, ${count} waited for it`
        : `${key}: computed and stored`;
    case SAID.died:
      return `${key}: nobody stores what a dead process has computed`;
    case SAID.lockOpened:
      return `${key}: the lock has opened by itself, another reader computes`;
    case SAID.lockIdle:
      return `${key}: nobody waits for its lock any more`;
    default:
      return `${key}: turned away, too many wait`;
  }
}
