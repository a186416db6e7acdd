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
