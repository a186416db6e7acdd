/** Closed forms: how long a commit takes, how soon a lost leader is missed, how often a second server stands too. */
import { exp, pow } from "../kernel/math.ts";
import { fastestRoundTrips } from "../kernel/roundTrips.ts";
import type { Params } from "./params.ts";
import { majorityOf } from "./primitives/raftMessages.ts";

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
