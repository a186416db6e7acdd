/** What must hold after every event, whatever the parameters and faults. */
import { IDLE, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, queue, messages, consumers } = state;
  const gone = state.refused + state.droppedOldest + state.acknowledged + state.dead;
  const held = state.held.length;
  const inside = queue.waiting + queue.inFlight + held;
  if (state.produced !== gone + inside)
    return `${state.produced} messages were sent, ${gone} are gone and ${inside} are somewhere: one has vanished or doubled`;
  if (messages.size !== inside) return `${messages.size} messages are known, ${inside} are somewhere`;
  if (queue.waiting > params.capacity + queue.inFlight + params.consumers * params.maxReceives)
    return `${queue.waiting} messages wait in a queue of ${params.capacity}`;
  if (held > 0 && !queue.full) return "the producer waits though there is room";
  if (params.acknowledge === "before" && queue.inFlight > 0)
    return "a message is leased though it was acknowledged";
  if (params.acknowledge === "after" && state.lost > 0) return "at least once has lost a message";
  if (state.settledOutOfOrder > 0) return "an ordered queue settled a key's messages out of order";
  const idle = consumers.mode.some((mode) => mode === IDLE);
  if (idle && !state.away && !params.ordered && queue.waiting > 0)
    return "a consumer idles while messages wait";
  if (queue.inFlight > 0 && state.expiryMs === Infinity) return "leases are on and nobody watches them";
  return undefined;
}
