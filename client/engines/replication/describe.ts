/** The event log of replication, one line an event. */
import type { State } from "./state.ts";

export function describe(event: string, _a: number, _b: number, state: State): string {
  if (event === "write") return `write ${state.writes} of k${state.lastKey + 1} ${state.lastText}`;
  if (event === "tick") return `${state.sessions.size} clients are between their write and their reads`;
  return state.lastText;
}
