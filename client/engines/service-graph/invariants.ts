/** What must hold after every event, whatever the parameters and faults. */
import { mostCalls } from "./params.ts";
import { ATTEMPTS, GOT, LOST, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { started, good, failed, requests, calls, params, underWay, answered, hedges, leafCalls } = state;
  if (started !== good + failed + requests.size)
    return `${started} requests began, ${good + failed} ended and ${requests.size} are inside`;
  const leaves = calls[params.depth]!;
  if (leaves !== underWay + answered)
    return `${leaves} calls were sent, ${answered} answered, ${underWay} under way`;
  // Retries multiply, but not beyond their product.
  if (leaves - hedges > started * mostCalls(params)) return `${leaves} leaf calls for ${started} requests`;
  let outstanding = 0;
  for (let call = 0; call < leafCalls.bound; call++)
    if (leafCalls.has(call)) outstanding += state.hedged.outstanding(call);
  if (state.hedged.size !== leafCalls.size) return "a call is known to one pool only";
  if (outstanding !== underWay) return `${outstanding} calls are waited for, ${underWay} are under way`;
  for (let request = 0; request < requests.bound; request++) {
    if (!requests.has(request)) continue;
    if (requests.get(request, GOT) + requests.get(request, LOST) > params.fanOut)
      return "a request has heard from more leaves than there are";
    for (let tier = 1; tier < params.depth; tier++)
      if (requests.get(request, ATTEMPTS + tier) > params.attempts)
        return `tier ${tier + 1} was tried too often`;
  }
  return undefined;
}
