/** The event log of a pool, one line an event. */
import { ANSWERED, REFUSED, type State } from "./state.ts";

export function describe(event: string, a: number, outcome: number, state: State): string {
  switch (event) {
    case "arrival":
      return `request ${state.arrivals}: ${arrivalText(state)}`;
    case "done":
      return `worker ${a + 1}: ${outcomeText(state, outcome)} after ${Math.round(state.lastResponseMs)} ms`;
    case "incident":
      return `a share of the calls begins to hang, for ${Math.round(a) / 1000} s`;
    case "recovery":
      return state.incident ? "one incident ends, another goes on" : "new calls are answered again";
    case "mark":
      return "from here on it is measured";
    default:
      return `${state.lastArrivals} requests came in the last second, ${state.lastGood} were answered in time`;
  }
}

function arrivalText(state: State): string {
  if (state.lastWorker >= 0) return `worker ${state.lastWorker + 1} calls the dependency`;
  if (state.lastWorker === REFUSED) return "refused, the queue is full";
  return `waits, number ${state.queue.length} in the queue`;
}

function outcomeText(state: State, outcome: number): string {
  if (outcome !== ANSWERED) return "call given up, request failed";
  return state.lastResponseMs <= state.params.patience ? "answered" : "answered, but the user has left";
}
