/** What must hold after every event, whatever the parameters and faults. */
import { staysFresh } from "./params.ts";
import { NONE, POOL, type State } from "./state.ts";

/** Keys looked at after every event besides the latest one: the most popular. */
const WATCHED = 8;

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, inFlight, buffer, lostWrites, recent } = state;
  if (inFlight < 0 || inFlight > POOL) return `${inFlight} requests are under way`;
  if (recent.hits > recent.reads || recent.stale > recent.reads) return "more hits or stale reads than reads";
  if (params.strategy !== "write-behind" && buffer.writes + lostWrites > 0)
    return "a write was acknowledged that the source has not seen";
  for (let key = 0; key < Math.min(WATCHED, params.keys); key++) {
    const problem = brokenKey(state, key);
    if (problem !== undefined) return problem;
  }
  return state.lastKey === NONE ? undefined : brokenKey(state, state.lastKey);
}

function brokenKey(state: State, key: number): string | undefined {
  const given = state.given[key]!;
  const source = state.source[key]!;
  const acknowledged = state.acknowledged[key]!;
  const buffered = state.buffer.get(key);
  const cached = state.cache.peek(key);
  if (source > given) return `k${key}: the source has version ${source}, ${given} were given out`;
  if (acknowledged > Math.max(source, buffered ?? 0))
    return `k${key}: version ${acknowledged} was acknowledged, and neither the source nor the buffer has it`;
  if (cached === undefined) return undefined;
  if (cached > given) return `k${key}: the cache holds version ${cached}, ${given} were given out`;
  // The promise of those strategies in which the cache hears of each write and refuses loads that one has overtaken.
  return staysFresh(state.params) && cached < acknowledged
    ? `k${key}: the cache holds version ${cached} after ${acknowledged} was acknowledged`
    : undefined;
}
