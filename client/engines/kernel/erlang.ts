/** Erlang's formulas for a queue before several servers: what engines with a pool are held to. */

/**
 * Erlang's C formula: the probability that a request waits, for Poisson arrivals, exponential service and an offered load
 * of a < c workers (A. K. Erlang, 1917). From his B formula, whose recursion B(0) = 1, B(n) = a·B(n−1) / (n + a·B(n−1))
 * has only positive terms.
 */
export function erlangC(workers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= workers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked / (1 - (load / workers) * (1 - blocked));
}

/** Mean wait in the queue: C(c, a) · service / (c − a). */
export function erlangWaitMs(workers: number, load: number, serviceMs: number): number {
  return (erlangC(workers, load) * serviceMs) / (workers - load);
}
