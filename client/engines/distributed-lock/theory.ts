/** Closed forms of a lease T, with work exponential of mean w, and after it with probability p a pause of mean P. */
import { exp } from "../kernel/math.ts";

export interface Holding {
  readonly leaseMs: number;
  readonly workMs: number;
  readonly pauseShare: number;
  readonly pauseMs: number;
  readonly slowClock: number;
}

/** P(work and pause together last longer than T) for two exponential times: (P·e^(−T/P) − w·e^(−T/w)) / (P − w). */
export function sumOutlives(leaseMs: number, first: number, second: number): number {
  // Equal means are the limit (1 + T/w)·e^(−T/w); near it the quotient loses its digits.
  if (Math.abs(first - second) < 1e-4 * first) {
    const mean = (first + second) / 2;
    return (1 + leaseMs / mean) * exp(-leaseMs / mean);
  }
  return (second * exp(-leaseMs / second) - first * exp(-leaseMs / first)) / (second - first);
}

/** A holder writes after its lease: it was paused after it had looked at its clock in time, or the clock was slow.
 *  Writers that see that they are late do not write. */
export function lateShare({ leaseMs, workMs, pauseShare, pauseMs, slowClock }: Holding): number {
  const worksLonger = exp(-leaseMs / workMs);
  const seesItTooLate = worksLonger - exp(-leaseMs / ((1 - slowClock) * workMs));
  return seesItTooLate + pauseShare * (sumOutlives(leaseMs, workMs, pauseMs) - worksLonger);
}

/** E[min(T, work + pause)]: how long the lock is taken, until the release or the lease's end. */
export function heldMs({ leaseMs, workMs, pauseShare, pauseMs }: Holding): number {
  const plain = workMs * (1 - exp(-leaseMs / workMs));
  if (pauseShare === 0) return plain;
  // ∫ of sumOutlives from 0 to T, by Simpson's rule.
  const steps = 1000;
  let sum = 1 + sumOutlives(leaseMs, workMs, pauseMs);
  for (let i = 1; i < steps; i++)
    sum += (i % 2 === 1 ? 4 : 2) * sumOutlives((leaseMs * i) / steps, workMs, pauseMs);
  return (1 - pauseShare) * plain + (pauseShare * sum * leaseMs) / steps / 3;
}
