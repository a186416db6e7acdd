/** The event log of a circuit breaker, one line an event. */
import { CALL_REJECTED } from "./primitives/circuitBreaker.ts";
import type { State } from "./state.ts";

export function describe(event: string, _a: number, failed: number, state: State): string {
  const { breaker, params, changes } = state;
  const mode = params.breaker ? `, breaker ${breaker.state}` : "";
  switch (event) {
    case "arrival":
      return state.lastText === CALL_REJECTED
        ? `request ${state.requests}: rejected at once${mode}`
        : `request ${state.requests}: calls the dependency${mode}`;
    case "done": {
      const result = failed === 1 ? "failed" : "answered";
      const turned =
        changes.length > 1 && changes.at(-1)!.atMs === state.atMs ? `: it turns ${breaker.state}` : "";
      return `a call is ${result} after ${Math.round(state.lastDurationMs)} ms${mode}${turned}`;
    }
    case "outage":
      return "the dependency gets into trouble";
    case "recovery":
      return state.out ? "one outage ends, another goes on" : `the dependency is well again${mode}`;
    default:
      return `last second: ${state.last[0]} requests, ${state.last[1]} answered, ${state.last[2]} failed, ${state.last[3]} rejected`;
  }
}
