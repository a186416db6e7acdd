/** What must hold after every event, whatever the parameters and faults. */
import { limitMs } from "./params.ts";
import { failedRequests, type State } from "./state.ts";

/** In words what is broken, or undefined. */
export function brokenInvariant(state: State): string | undefined {
  const { workers, queue, busy, params, arrivals, finished } = state;
  let marked = 0;
  let hanging = 0;
  for (let worker = 0; worker < workers.busy.length; worker++) {
    marked += workers.busy[worker]!;
    hanging += workers.hangs[worker]!;
  }
  if (marked !== busy) return `${marked} workers are marked busy, ${busy} are counted`;
  if (hanging !== state.hanging) return `${hanging} calls hang, ${state.hanging} are counted`;
  if (queue.length > 0 && busy < workers.busy.length) return "requests wait although a worker is free";
  if (queue.length > params.queue) return `${queue.length} requests in a queue of ${params.queue}`;
  const inside = queue.length + busy;
  if (arrivals !== state.good + failedRequests(state) + inside) {
    return `${arrivals} requests came, ${state.good + failedRequests(state)} ended and ${inside} are inside`;
  }
  // No call may be held longer than its limit; sums of times round by parts in 10^16.
  if (state.heldMs > finished * Math.min(limitMs(params), 1e15) * (1 + 1e-9))
    return "a call outlived its limit";
  return params.propagate && state.late > 0
    ? "an answer came after the deadline that was passed on"
    : undefined;
}
