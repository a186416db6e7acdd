/** What must hold after every event, whatever the parameters and faults. */
import { inHand, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, requests, arrivals, finished, errors, balancer, health, failed, connectionServer } = state;
  if (arrivals !== finished + errors + requests.size)
    return `${arrivals} requests came, ${finished} were answered, ${errors} failed, ${requests.size} are inside`;
  let total = 0;
  for (let server = 0; server < params.servers; server++) {
    const here = inHand(state, server);
    total += here;
    const believed = balancer.backends.active[server]!;
    if (params.layer === "7" && believed !== here)
      return `the balancer counts ${believed} requests at server ${server + 1}, which has ${here}`;
    if (failed[server] === 1 && here > 0) return `server ${server + 1} has failed and works`;
    if (state.working[server]! < 0 && state.lines[server]!.length > 0)
      return `server ${server + 1} idles while requests wait for it`;
    if (health.isUp(server) !== (balancer.backends.up[server] === 1))
      return `server ${server + 1} is not what its health checks say`;
  }
  if (total !== requests.size) return `${total} requests are at servers, ${requests.size} are inside`;
  const open = connectionServer.reduce((sum, server) => sum + (server >= 0 ? 1 : 0), 0);
  if (params.layer === "4" && open !== balancer.backends.activeTotal)
    return `${open} connections are open, the balancer counts ${balancer.backends.activeTotal}`;
  return undefined;
}
