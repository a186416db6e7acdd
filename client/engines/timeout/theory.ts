/** Closed forms for a pool of workers whose calls are exponential, hang with some probability, and may be cut short. */
import { exp } from "../kernel/math.ts";

/** How long a call can take: exponential with mean `latencyMs`, or with probability `hangShare` exactly `hangMs`. */
export interface CallTime {
  readonly latencyMs: number;
  readonly hangShare: number;
  readonly hangMs: number;
}

/** E[min(S, T)]: how long a call holds its worker when it is given up after `limitMs`. */
export function meanHoldMs({ latencyMs, hangShare, hangMs }: CallTime, limitMs: number): number {
  const usual = latencyMs * (1 - exp(-limitMs / latencyMs));
  return (1 - hangShare) * usual + hangShare * Math.min(hangMs, limitMs);
}

/** E[min(S, T)²] / E[min(S, T)]²: 1 and the squared coefficient of variation. */
export function holdSpread(time: CallTime, limitMs: number): number {
  const { latencyMs, hangShare, hangMs } = time;
  const t = limitMs / latencyMs;
  // E[min(X, t)²] = 2(1 − e^−t(1 + t)) for an exponential X of mean 1.
  const usual = 2 * latencyMs * latencyMs * (t === Infinity ? 1 : 1 - exp(-t) * (1 + t));
  const hung = Math.min(hangMs, limitMs);
  const mean = meanHoldMs(time, limitMs);
  return ((1 - hangShare) * usual + hangShare * hung * hung) / (mean * mean);
}

/** Share of calls that are answered within `limitMs`. */
export function answeredShare({ latencyMs, hangShare, hangMs }: CallTime, limitMs: number): number {
  return (1 - hangShare) * (1 - exp(-limitMs / latencyMs)) + (hangMs <= limitMs ? hangShare : 0);
}

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
