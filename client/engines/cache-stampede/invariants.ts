/** What must hold after every event, whatever the parameters and faults. */
import type { State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { loads, loadsInFlight, params } = state;
  let alive = 0;
  let reading = 0;
  for (let slot = 0; slot < loads.status.length; slot++) {
    if (loads.status[slot] !== 1) continue;
    alive++;
    reading += loads.foreground[slot]!;
  }
  if (alive !== loadsInFlight) return `${alive} loads are under way, ${loadsInFlight} are counted`;
  const ended = state.fresh + state.stale + state.waited + state.failed + state.turnedAway;
  const inside = reading + state.waiting;
  if (state.reads !== ended + inside)
    return `${state.reads} reads came, ${ended} ended and ${inside} are inside`;
  if (state.loadsBegun !== state.loadsDone + state.loadsDead + loadsInFlight)
    return `${state.loadsBegun} loads began, ${state.loadsDone + state.loadsDead + loadsInFlight} are known`;
  if (state.expiryLoads > state.loadsBegun) return "more loads are laid to expiries than began";
  return params.protection === "single-flight" ? twiceInProcess(state) : underLock(state);
}

/** No process may compute a key twice at once. */
function twiceInProcess({ loads, params }: State): string | undefined {
  const flights = new Set<number>();
  for (let slot = 0; slot < loads.status.length; slot++) {
    if (loads.status[slot] !== 1) continue;
    const flight = loads.key[slot]! * params.processes + loads.process[slot]!;
    if (flights.has(flight)) return `process ${loads.process[slot]} computes k${loads.key[slot]} twice`;
    flights.add(flight);
  }
  return undefined;
}

/** A second load under a lock is right only after the first has outlived it. */
function underLock({ loads, params, inFlight, latestLoadMs }: State): string | undefined {
  if (params.protection !== "lock" && params.protection !== "stale-while-revalidate") return undefined;
  for (let slot = 0; slot < loads.status.length; slot++) {
    const key = loads.key[slot]!;
    if (loads.status[slot] !== 1 || inFlight[key]! < 2 || loads.startMs[slot] === latestLoadMs[key]) continue;
    const apartMs = latestLoadMs[key]! - loads.startMs[slot]!;
    // Sums of times round.
    if (apartMs < params.lockTtl * (1 - 1e-9))
      return `k${key} is computed twice, ${apartMs} ms apart, under one lock`;
  }
  return undefined;
}
