/** The event log of a graph of services, one line an event. */
import type { State } from "./state.ts";

export function describe(event: string, _a: number, _b: number, state: State): string {
  switch (event) {
    case "request":
      return `request ${state.started} comes, ${state.requests.size} are inside`;
    case "repair":
      return state.down ? "the leaves are still down" : "the leaves are back";
    case "tick":
      return `${state.good} requests answered, ${state.failed} failed, ${state.underWay} leaf calls under way`;
    default:
      return state.lastText;
  }
}
