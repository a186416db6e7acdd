/** The event log of a topic, one line an event. */
import { lagOf, type State } from "./state.ts";

export function describe(event: string, a: number, b: number, state: State): string {
  switch (event) {
    case "publish":
      return state.params.style === "hub"
        ? `message ${state.published} comes to the hub, ${state.hubLine.length} are there`
        : `message ${state.published} is appended to partition ${state.lastPartition}`;
    case "carried":
      return `the hub has carried a message to partition ${state.lastPartition}`;
    case "done":
      return `group ${a + 1}, consumer ${b + 1}: done with a message of partition ${state.lastPartition}, lag ${lagOf(state, a)}`;
    case "resume":
      return `group ${a + 1} reads again`;
    case "notice":
      return `group ${a + 1} misses a member: ${state.lastMoved} partitions move`;
    case "change":
      return `a consumer of group 1 ${state.groups[0]!.alive[0] === 1 ? "comes back" : "leaves"}: ${state.lastMoved} partitions move`;
    case "mark":
      return "from here on it is measured";
    default:
      return state.groups.map((_, group) => `group ${group + 1} lags by ${lagOf(state, group)}`).join(", ");
  }
}
