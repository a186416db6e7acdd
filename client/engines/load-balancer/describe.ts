/** The event log of a load balancer, one line an event. */
import { inHand, type State } from "./state.ts";

export function describe(event: string, a: number, _b: number, state: State): string {
  switch (event) {
    case "arrival":
      return `request ${state.arrivals}: ${arrivalText(state)}`;
    case "done":
      return `server ${a + 1} answers after ${Math.round(state.lastResponseMs)} ms, ${inHand(state, a)} are left there`;
    case "check":
      return state.lastChanged === 0
        ? `health check: ${state.balancer.backends.upCount} of ${state.params.servers} servers are up`
        : `health check changes ${state.lastChanged}: ${state.balancer.backends.upCount} of ${state.params.servers} are up`;
    case "incident":
      return "server 1 begins to refuse requests";
    case "recovery":
      return "server 1 works again, and waits to be noticed";
    case "mark":
      return "from here on it is measured";
    default:
      return `${state.requests.size} requests inside, ${state.errors} have failed`;
  }
}

function arrivalText(state: State): string {
  const { lastServer, lastError } = state;
  if (lastServer < 0) return "no server is up";
  if (lastError) return `server ${lastServer + 1} refuses it`;
  const before = inHand(state, lastServer) - 1;
  return `to server ${lastServer + 1}${before === 0 ? ", which is idle" : `, behind ${before}`}`;
}
