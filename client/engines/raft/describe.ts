/** The event log of a Raft group, one line an event. */
import { currentLeader, type State } from "./state.ts";

export function describe(event: string, a: number, _b: number, state: State): string {
  const { lastServer } = state;
  const name = `s${lastServer + 1}`;
  switch (event) {
    case "deliver":
      return packetText(state, name);
    case "timer":
      return timerText(state, a);
    case "command":
      return `command ${state.commands} goes to ${name}, which ${state.servers[lastServer]!.role === "leader" ? "leads" : "does not lead"}`;
    case "crash":
      return currentLeader(state) < 0
        ? `the leader ${name} has crashed`
        : "a crash was planned, but nobody led";
    case "restart":
      return `s${a + 1} starts again with ${state.disks[a]!.log.length} entries on its disk`;
    default:
      return leaderText(state);
  }
}

function leaderText(state: State): string {
  const leader = currentLeader(state);
  return leader < 0
    ? "nobody leads"
    : `s${leader + 1} leads in term ${state.servers[leader]!.currentTerm}, ${state.witness.committed.length} entries are committed`;
}

function timerText(state: State, id: number): string {
  const { role, currentTerm } = state.servers[id]!;
  if (role === "leader") return `s${id + 1} sends heartbeats in term ${currentTerm}`;
  if (role === "precandidate") return `s${id + 1} hears no leader and asks whether to stand`;
  return `s${id + 1} hears no leader and stands for term ${currentTerm}`;
}

function packetText(state: State, name: string): string {
  const packet = state.lastPacket;
  if (packet === undefined) return `a message to ${name} was stopped on its way`;
  if (packet.type === "forward") return `${name} is handed command ${packet.command + 1}`;
  const from = `s${packet.from + 1}`;
  if (state.up[packet.to] === 0) return `a message from ${from} finds ${name} down`;
  switch (packet.type) {
    case "voteRequest":
      return `${from} asks ${name} for its ${packet.pre ? "pre-vote" : "vote"} in term ${packet.term}`;
    case "vote":
      return `${from} ${packet.granted ? "votes for" : "refuses"} ${name}${leads(state, packet.to)}`;
    case "append":
      return `${name} gets ${packet.entries.length === 0 ? "a heartbeat" : `${packet.entries.length} entries after ${packet.prevIndex}`} from ${from}`;
    case "appended":
      return packet.success
        ? `${from} has the log of ${name} up to ${packet.match}`
        : `${from} refuses entries of ${name}`;
  }
}

function leads(state: State, id: number): string {
  const { role, currentTerm } = state.servers[id]!;
  return role === "leader" ? `, which leads in term ${currentTerm}` : "";
}
