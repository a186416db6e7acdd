/** What must hold after every event, whatever the parameters and faults. */
import { NONE, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, inFlight, recent, shield, versions } = state;
  if (inFlight < 0) return `${inFlight} requests are under way`;
  if (recent.hits + recent.failed > recent.requests + inFlight + recent.failed)
    return "more hits than requests";
  let fetching = 0;
  let waiting = 0;
  for (let place = 0; place < state.fetching.length; place++) {
    fetching += state.fetching[place]!;
    let waiter = state.waiting[place]!;
    if (waiter === NONE) continue;
    if (state.fetching[place] === 0) return `requests for place ${place} wait for nothing`;
    for (; waiter !== NONE; waiter = state.waiterNext[waiter]!) waiting++;
  }
  if (fetching !== state.fetches) return `${fetching} fetches are marked, ${state.fetches} are counted`;
  if (waiting !== inFlight) return `${inFlight} requests are under way, ${waiting} wait`;
  // Of the latest event's object; looking at all of them after every event would cost too much.
  const object = state.lastObject;
  const newest = object === NONE ? 0 : versions[object]!;
  for (let edge = -1; edge < state.edges.length; edge++) {
    const version = (edge < 0 ? shield : state.edges[edge]!).peek(object);
    if (version !== undefined && version > newest)
      return `a copy of o${object} has version ${version}, the origin has ${newest}`;
  }
  return params.mode === "push" ? missingPush(state) : undefined;
}

/** Push: what is published is everywhere. */
function missingPush({ edges, params }: State): string | undefined {
  const short = edges.findIndex((cache) => cache.size < params.objects);
  return short < 0 ? undefined : `edge ${short + 1} holds ${edges[short]!.size} of ${params.objects} objects`;
}
