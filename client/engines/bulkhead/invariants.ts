/** What must hold after every event, whatever the parameters and faults. */
import type { State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { params, requests, arrivals, refused, finished, started, inCall, pools, limits, loop } = state;
  const sum = (values: Float64Array) => values.reduce((total, one) => total + one, 0);
  if (sum(arrivals) !== sum(refused) + sum(finished) + requests.size)
    return `${sum(arrivals)} requests came, ${sum(refused)} were refused, ${sum(finished)} are done, ${requests.size} inside`;
  if (sum(started) !== sum(finished) + sum(inCall)) return "requests began that neither ended nor go on";
  if (params.isolation !== "event-loop") {
    const running = pools.reduce((total, pool) => total + pool.running, 0);
    if (running !== sum(inCall)) return `${running} workers are taken, ${sum(inCall)} requests hold one`;
    if (running > params.workers && params.workers >= params.dependencies)
      return `${running} workers of ${params.workers} are busy`;
  }
  for (const pool of [...pools, loop])
    if (pool.waiting > 0 && pool.running < pool.places) return "requests wait although a place is free";
  for (let dependency = 0; dependency < limits.length; dependency++)
    if (limits[dependency]!.running !== inCall[dependency])
      return `the limit of ${dependency} counts ${limits[dependency]!.running}, ${inCall[dependency]} are under way`;
  return undefined;
}
