/** The event log of a bulkhead, one line an event. */
import { BULKHEAD_ADMITTED, BULKHEAD_FULL } from "./primitives/bulkhead.ts";
import { busy, nameOf, type State } from "./state.ts";

export function describe(event: string, _a: number, _b: number, state: State): string {
  const name = nameOf(state.lastDependency);
  const places = `${busy(state)} of ${state.params.isolation === "event-loop" ? 1 : state.params.workers} busy`;
  switch (event) {
    case "arrival":
      if (state.lastOutcome === BULKHEAD_FULL) return `request for ${name}: refused, ${places}`;
      return state.lastOutcome === BULKHEAD_ADMITTED
        ? `request for ${name}: begins, ${places}`
        : `request for ${name}: waits`;
    case "done":
      return `${name} has answered, ${places}`;
    case "computed":
      return "the loop has done a request's work and sends its call";
    case "incident":
      return `${state.params.trouble === "cpu" ? "requests for A become heavy" : "A becomes slow"}`;
    case "recovery":
      return state.incident ? "one incident ends, another goes on" : "A is as quick as ever for new requests";
    case "mark":
      return "from here on it is measured";
    default:
      return places;
  }
}
