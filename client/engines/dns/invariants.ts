/** What must hold after every event, whatever the parameters and faults. */
import { NONE, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { recent, answers, lastResolver, lastName, addresses } = state;
  if (state.resolving < 0) return `${state.resolving} names are being resolved`;
  // Of the latest event's name; looking at all of them after every event would cost too much.
  const place = lastResolver * state.names.length + lastName;
  if (state.resolvingMs[place] === 0 && state.waiting[place]! > 0)
    return `${state.waiting[place]} clients wait for nothing`;
  if (recent.hits > recent.lookups) return `${recent.hits} hits of ${recent.lookups} lookups`;
  if (recent.negativeHits > recent.hits) return "more negative hits than hits";
  if (recent.rootQueries > recent.domainQueries || recent.domainQueries > recent.zoneQueries)
    return "a level was asked without the one below it";
  const held = answers[lastResolver]!.peek(lastName);
  if (held !== undefined && held > addresses[lastName]!)
    return `resolver ${lastResolver + 1} has address ${held} of ${state.names[lastName]}, its zone ${addresses[lastName]}`;
  const expiresMs = answers[lastResolver]!.expiresMs(lastName);
  return held !== undefined && addresses[lastName] === NONE && expiresMs !== undefined
    ? `resolver ${lastResolver + 1} has an address of a name that does not exist`
    : undefined;
}
