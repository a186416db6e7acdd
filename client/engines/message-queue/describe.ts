/** The event log of a message queue, one line an event. */
import { CRASHED, FAILED, type State } from "./state.ts";

export function describe(event: string, a: number, outcome: number, state: State): string {
  const depth = `${state.queue.waiting} wait, ${state.queue.inFlight} in flight`;
  switch (event) {
    case "produce":
      if (state.held.length > 0) return `message ${state.produced}: no room, the producer waits`;
      return `message ${state.produced} comes: ${depth}`;
    case "done":
      return `consumer ${a + 1} ${outcomeText(outcome)}: ${depth}`;
    case "restarted":
      return `consumer ${a + 1} is back`;
    case "expire":
      return `leases are looked at: ${depth}, ${state.dead} dead letters`;
    case "outage":
      return "no consumer takes messages any more";
    case "back":
      return state.away ? "still away" : `the consumers are back: ${depth}`;
    case "mark":
      return "from here on it is measured";
    default:
      return `${depth}, ${state.acknowledged} acknowledged, ${state.dead} dead`;
  }
}

function outcomeText(outcome: number): string {
  if (outcome === CRASHED) return "crashes half-way";
  return outcome === FAILED ? "fails and gives it back" : "is done";
}
