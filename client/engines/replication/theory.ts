/** Closed forms of replication: stale reads, conflicts, the wait for acknowledgements. Messages take L + an exponential
 *  time of mean J; writes come at random, λ a millisecond. */
import { exp } from "../kernel/math.ts";

/** Write and read sets of any choice share a replica: R + W > N. */
export function quorumsIntersect(n: number, r: number, w: number): boolean {
  return r + w > n;
}

/** C(n − w, r) / C(n, r): r replicas of n at random have none of the w that hold the write. */
export function missProbability(n: number, r: number, w: number): number {
  let share = 1;
  for (let i = 0; i < r; i++) share *= Math.max(0, n - w - i) / (n - i);
  return share;
}

/** Each replica that lacked the write when w had it lacks it still after t with e^(−t/J), since exponential times have no
 *  memory: the r that are asked all do with C(n − w, r) / C(n, r) · e^(−rt/J). */
export function stalePartialQuorum(
  n: number,
  r: number,
  w: number,
  afterMs: number,
  jitterMs: number,
): number {
  return missProbability(n, r, w) * (jitterMs > 0 ? exp((-r * afterMs) / jitterMs) : afterMs > 0 ? 0 : 1);
}

/** On one ordered connection a write waits for those before it: none of them may take longer than what is left to it.
 *  1 − (1 − q)·e^(−λJq), q = e^(−(x − L)/J). */
export function stillOnItsWay(
  afterMs: number,
  latencyMs: number,
  jitterMs: number,
  ratePerMs: number,
): number {
  if (afterMs <= latencyMs) return 1;
  if (jitterMs === 0) return 0;
  const own = exp(-(afterMs - latencyMs) / jitterMs);
  return 1 - (1 - own) * exp(-ratePerMs * jitterMs * own);
}

/** Mean time on an ordered connection: ∫ of `stillOnItsWay`, by Simpson's rule. */
export function orderedDelayMs(latencyMs: number, jitterMs: number, ratePerMs: number): number {
  const steps = 400;
  const end = jitterMs * (25 + 2 * ratePerMs * jitterMs);
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    const x = latencyMs + (end * i) / steps;
    sum += weight * (i === 0 ? 1 : stillOnItsWay(x, latencyMs, jitterMs, ratePerMs));
  }
  return latencyMs + (sum * end) / steps / 3;
}

/** Until the w-th of n messages has arrived: L + J·Σ 1/(n − i) over i < w. */
export function acknowledgedMs(n: number, w: number, latencyMs: number, jitterMs: number): number {
  let sum = 0;
  for (let i = 0; i < w; i++) sum += 1 / (n - i);
  return latencyMs + jitterMs * sum;
}

/** Writes of others to the same key that are still on their way are Poisson, whatever the delay's distribution (M/G/∞):
 *  1 − e^(−(λ/K)·(N − 1)/N·(L + J)). */
export function conflictProbability(n: number, keys: number, ratePerMs: number, delayMs: number): number {
  return 1 - exp(((-ratePerMs / keys) * (n - 1) * delayMs) / n);
}
