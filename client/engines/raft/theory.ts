/** Closed forms: how long a commit takes, how soon a lost leader is missed, how often a second server stands too. */
import { exp, pow } from "../kernel/math.ts";
import type { Params } from "./params.ts";
import { majorityOf } from "./primitives/raftMessages.ts";

const binomial = (n: number, k: number): number => {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
};

/** Mean of the k-th smallest of n random parts of a round trip, each the sum of two exponential times of mean 1:
 *  ∫ P(fewer than k of n are below x) dx, by Simpson's rule. */
export function fastestRoundTrips(n: number, k: number): number {
  const fewer = (x: number): number => {
    const below = 1 - exp(-x) * (1 + x);
    let sum = 0;
    for (let i = 0; i < k; i++) sum += binomial(n, i) * pow(below, i) * pow(1 - below, n - i);
    return sum;
  };
  const end = 40;
  const steps = 800;
  let sum = fewer(0) + fewer(end);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 1 ? 4 : 2) * fewer((end * i) / steps);
  return (sum * end) / steps / 3;
}

/** A disk sync at the leader, a round trip to the fastest followers that make a majority with it, a sync there. */
export function commitMs({ servers, latency, jitter, sync }: Params): number {
  return 2 * (latency + sync) + jitter * fastestRoundTrips(servers - 1, majorityOf(servers) - 1);
}

/** Mean age of the leader's last message at its crash: heartbeats every h, and messages with commands, at random, between:
 *  ∫₀ʰ (1 − a/h)·e^(−λa) da. */
export function lastWordMs(heartbeatMs: number, commandsPerMs: number): number {
  const x = commandsPerMs * heartbeatMs;
  if (x < 1e-3) return (heartbeatMs / 2) * (1 - x / 3);
  return heartbeatMs * (1 / x - (1 - exp(-x)) / (x * x));
}

/** From the crash until the first of m followers stands: the least of m uniform timeouts. */
export function detectionMs(values: Params): number {
  const { servers, electionMin, electionSpread, heartbeat, latency, jitter, commandRate } = values;
  const first = electionMin + electionSpread / servers;
  return first + latency + jitter - lastWordMs(heartbeat, commandRate / 1000);
}

/** Another server stands before the first one's request reaches it: the gap between the two least of m uniform times on
 *  a span R is below d with 1 − (1 − d/R)ᵐ. */
export function rivalShare({ servers, electionSpread, latency, jitter, sync }: Params): number {
  const window = Math.min(1, (latency + jitter + sync) / electionSpread);
  return 1 - pow(1 - window, servers - 1);
}
