/** How long operations take when no message is lost: a round trip a phase, or the k-th fastest of n round trips. */
import { exp } from "../kernel/math.ts";
import type { Params } from "./params.ts";

/** Mean of the k-th smallest of n sums of two exponentials of mean 1: the area under P(fewer than k have come by t). */
export function orderedRoundTrip(n: number, k: number): number {
  const step = 0.01;
  let area = 0;
  // Simpson's rule on [0, 60]; beyond it less than 10^-20 is left.
  for (let i = 0; i <= 6000; i++) {
    const weight = i === 0 || i === 6000 ? 1 : i % 2 === 1 ? 4 : 2;
    area += weight * fewerThan(n, k, i * step);
  }
  return (area * step) / 3;
}

function fewerThan(n: number, k: number, t: number): number {
  const come = 1 - exp(-t) * (1 + t);
  let sum = 0;
  let term = 1;
  for (let i = 0; i < n; i++) term *= 1 - come;
  if (term === 0) return 0;
  for (let i = 0; i < k; i++) {
    sum += term;
    term = (term * (n - i) * come) / ((i + 1) * (1 - come));
  }
  return sum;
}

/** Mean response time in ms; undefined where phases depend on what is read, or operations do not end. */
export function meanResponseMs(params: Params): number | undefined {
  const { system, delay, replicas, reads, loss, timeout, think } = params;
  if (system === "recorded" || loss > 0 || timeout < 60 * delay || think > 20 * delay) return undefined;
  if (system === "single" || system === "follower-reads" || system === "queue") return 2 * delay;
  if (system !== "quorum" && system !== "abd") return undefined;
  const phases = system === "abd" ? 2 : 2 - reads;
  return phases * delay * orderedRoundTrip(replicas, (replicas >> 1) + 1);
}
