/** The event log, one line an event. */
import { SAID, type State } from "./state.ts";

const LEVELS = [
  "",
  "the zone",
  "the top-level domain and the zone",
  "the root, the top-level domain and the zone",
];

export function describe(event: string, _a: number, _b: number, state: State): string {
  const { last } = state;
  switch (event) {
    case "mark":
      return "from here on it is measured";
    case "tick":
      return `${last.lookups} lookups in the last ten seconds, ${last.hits} answered from caches`;
    case "fail":
      return `the address of ${state.names[0]} stops working`;
    case "move":
      return `the record of ${state.names[0]} is changed to address ${state.addresses[0]}`;
    default:
      return lookupText(state);
  }
}

function lookupText(state: State): string {
  const name = state.names[state.lastName]!;
  const who = `resolver ${state.lastResolver + 1}`;
  const address = `address ${state.lastVersion}`;
  const dead = state.lastName === 0 && state.lastVersion < state.worksFrom ? ", which does not work" : "";
  switch (state.said) {
    case SAID.hit:
      return `${who}: ${name} from its cache, ${address}${dead}`;
    case SAID.negative:
      return `${who}: knows that there is no ${name}`;
    case SAID.asks:
      return `${who}: asks ${LEVELS[state.lastSteps]} for ${name}`;
    case SAID.joins:
      return `${who}: is asking for ${name} already`;
    case SAID.resolved:
      return `${who}: ${name} is ${address}${dead}`;
    case SAID.noSuchName:
      return `${who}: learns that there is no ${name}`;
    case SAID.servfail:
      return `${who}: the servers for ${name} do not answer`;
    case SAID.servedStale:
      return `${who}: the servers for ${name} do not answer, the expired ${address} is given out${dead}`;
    case SAID.pinned:
      return `a client of ${who} uses ${address} of ${name} as ever${dead}`;
    default:
      return "nothing";
  }
}
