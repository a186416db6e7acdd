/**
 * Closed forms for clients that retry. A client's life is a renewal process: pause, request with its calls and waits,
 * pause again; so the long-run rate of calls is calls per cycle over the mean length of a cycle (renewal reward theorem,
 * S. Ross, Introduction to Probability Models).
 */

export interface RetryPlan {
  readonly strategy: string;
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
}

/** Mean number of calls for one request when each fails independently with probability p: (1 − pᵏ) / (1 − p). */
export function expectedCalls(p: number, attempts: number): number {
  let power = 1;
  let sum = 0;
  for (let i = 0; i < attempts && power > 1e-18; i++) {
    sum += power;
    power *= p;
  }
  return sum;
}

/** Probability that all attempts fail. */
export function allFail(p: number, attempts: number): number {
  let power = 1;
  for (let i = 0; i < attempts && power > 1e-300; i++) power *= p;
  return power;
}

/** Longest wait before retry number `retry`, from 1. */
export function longestDelayMs(plan: RetryPlan, retry: number): number {
  const { strategy, baseMs, capMs } = plan;
  if (strategy === "none" || strategy === "immediate") return 0;
  if (strategy === "constant") return baseMs;
  const factor = strategy === "decorrelated-jitter" ? 3 : 2;
  let delayMs = strategy === "decorrelated-jitter" ? 3 * baseMs : baseMs;
  for (let i = 1; i < retry && delayMs < capMs; i++) delayMs *= factor;
  return Math.min(capMs, delayMs);
}

/**
 * Mean wait before retry number `retry`: full jitter half of the exponential one, equal jitter three quarters;
 * decorrelated jitter by m₁ = 2·base, mᵢ = (base + 3·mᵢ₋₁)/2. Undefined where the cap cuts the last of these off.
 */
export function meanDelayMs(plan: RetryPlan, retry: number): number | undefined {
  const longestMs = longestDelayMs(plan, retry);
  switch (plan.strategy) {
    case "full-jitter":
      return longestMs / 2;
    case "equal-jitter":
      return (3 * longestMs) / 4;
    case "decorrelated-jitter": {
      // At the cap a wait may have been cut, unless the cap is the very end of its range.
      if (longestDelayMs({ ...plan, capMs: Infinity }, retry) > plan.capMs) return undefined;
      let meanMs = 2 * plan.baseMs;
      for (let i = 1; i < retry; i++) meanMs = (plan.baseMs + 3 * meanMs) / 2;
      return meanMs;
    }
    default:
      return longestMs;
  }
}

/** Mean time that a request spends waiting between attempts that each fail with probability p. */
export function expectedBackoffMs(plan: RetryPlan, p: number): number | undefined {
  let power = p;
  let sumMs = 0;
  for (let retry = 1; retry < plan.attempts && power > 1e-18; retry++) {
    const meanMs = meanDelayMs(plan, retry);
    if (meanMs === undefined) return undefined;
    sumMs += power * meanMs;
    power *= p;
  }
  return sumMs;
}

/** Mean time from the beginning of one pause to that of the next. */
export function cycleMs(plan: RetryPlan, pauseMs: number, callMs: number, p: number): number | undefined {
  const backoffMs = expectedBackoffMs(plan, p);
  return backoffMs === undefined ? undefined : pauseMs + callMs * expectedCalls(p, plan.attempts) + backoffMs;
}

/** Mean wait in front of one server with constant service time at load ρ (M/D/1, Pollaczek and Khinchine). */
export function queueWaitMs(load: number, serviceMs: number): number {
  return (load * serviceMs) / (2 * (1 - load));
}
