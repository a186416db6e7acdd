/** The event log of a queue, one line an event. */
import { REFUSED, type State, WAITS } from "./state.ts";

export function describe(event: string, server: number, _b: number, state: State): string {
  switch (event) {
    case "arrival":
      return `job ${state.arrivals}: ${arrivalText(state)}`;
    case "done":
      return `${state.sharing === undefined ? `server ${server + 1}` : "the servers"}: a job ends after ${Math.round(state.lastResponseMs)} ms, ${state.jobs.size} are left`;
    case "mark":
      return "from here on it is measured";
    default:
      return `${state.jobs.size} jobs inside, ${state.busy} of ${state.params.servers} servers busy`;
  }
}

function arrivalText({ lastOutcome, jobs, params, sharing }: State): string {
  if (lastOutcome === REFUSED) return "turned away, no place is free";
  if (sharing !== undefined) return `served at once, among ${jobs.size}`;
  if (lastOutcome === WAITS) return `waits, ${jobs.size - params.servers} in line`;
  return "served at once";
}
