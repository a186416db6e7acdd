/**
 * Queues with Poisson arrivals, several servers and a bounded number of waiting places in equilibrium (M/M/c/K): a birth and
 * death process, whose probabilities are products of ratios. With processor sharing the same holds for service of any
 * distribution (J. W. Cohen, "The multiple phase service network with generalized processor sharing", Acta Informatica 12,
 * 1979), and without waiting places too (Erlang's B formula; B. A. Sevast'yanov, 1957).
 */

export interface FiniteQueue {
  /** Probability that an arrival is turned away. */
  readonly loss: number;
  /** Probability that one that is let in has to wait. */
  readonly waits: number;
  readonly meanInSystem: number;
  readonly meanBusy: number;
}

/** Erlang's B formula: the share of arrivals lost with `servers` and no waiting places, by his recursion. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** `load`: arrival rate × mean service time (a, in Erlang). Costs servers + room steps, fewer where the tail vanishes. */
export function finiteQueue(servers: number, room: number, load: number): FiniteQueue {
  // Weights relative to the largest so far, so that none overflows.
  let weight = 1;
  let total = 1;
  let inSystem = 0;
  let busy = 0;
  let full = room === 0 && servers === 0 ? 1 : 0;
  let waiting = 0;
  const last = servers + room;
  for (let n = 1; n <= last; n++) {
    weight *= load / Math.min(n, servers);
    total += weight;
    inSystem += n * weight;
    busy += Math.min(n, servers) * weight;
    if (n >= servers && n < last) waiting += weight;
    full = n === last ? weight : 0;
    if (weight > 1e200) {
      weight /= 1e200;
      total /= 1e200;
      inSystem /= 1e200;
      busy /= 1e200;
      waiting /= 1e200;
      full /= 1e200;
    }
    if (n > servers && load < servers && weight * last * last < total * 1e-18) break;
  }
  return {
    loss: full / total,
    waits: waiting / (total - full),
    meanInSystem: inSystem / total,
    meanBusy: busy / total,
  };
}
