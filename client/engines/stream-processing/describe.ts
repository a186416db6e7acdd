/** The event log of a stream, one line an event. */
import type { State } from "./state.ts";

export function describe(event: string, _a: number, _b: number, state: State): string {
  switch (event) {
    case "happen":
      return `event ${state.happened} happens`;
    case "arrive":
      return `an event of ${seconds(state.lastEventMs)} arrives ${seconds(state.lastDelayMs)} later${state.lastDropped ? ": too late, dropped" : ""}`;
    case "clock":
      return `the clock: ${state.firstResults} results so far`;
    default:
      return `${state.operator.open} windows are open, ${state.firstResults} results told, ${state.corrections} corrections`;
  }
}

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
