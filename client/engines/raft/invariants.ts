/** What must hold after every event: the five safety properties of the paper, and that hosts do as they are told. */
import { networkLeak } from "../kernel/network.ts";
import type { State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { witness, servers, disks, network } = state;
  if (witness.violation !== undefined) return witness.violation;
  for (let id = 0; id < servers.length; id++) {
    const server = servers[id]!;
    const { log } = disks[id]!;
    if (server.commitIndex > server.lastIndex) return `s${id + 1} has committed what it does not have`;
    if (server.lastIndex !== log.length) return `s${id + 1} has a log that differs from its disk`;
    if (server.termAt(server.lastIndex) > server.currentTerm)
      return `s${id + 1} has an entry of a term that it has not seen`;
  }
  return networkLeak(network);
}
