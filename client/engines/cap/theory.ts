/** What the choice costs, in closed forms. */
import { exp } from "../kernel/math.ts";
import { fastestRoundTrips } from "../kernel/roundTrips.ts";
import { cutOff, PARTITION_AT_MS, type Params } from "./params.ts";

/** In the partition: share of the requests whose side has no majority. */
export function errorShare(values: Params): number {
  const small = cutOff(values);
  const sizes = [values.replicas - small, small];
  const without = sizes.filter((size) => 2 * size <= values.replicas).reduce((sum, size) => sum + size, 0);
  return without / values.replicas;
}

/** In a long partition where both sides write: the newest write was made on the other side. 2·m/N·(1 − m/N), but for the
 *  time until the other side writes the key for the first time, averaged over a partition of length T. */
export function staleShare(values: Params): number {
  const { replicas, rate, writeShare, keys, partitionFor } = values;
  const small = cutOff(values) / replicas;
  const writes = (rate * writeShare * partitionFor) / 1000 / keys;
  // The newest write since the partition began is on the other side: only once there is one at all.
  const begun = 1 - (1 - exp(-writes)) / writes;
  return 2 * small * (1 - small) * begun;
}

/** Keys that both sides have written: K(1 − e^(−λᵃT/K))(1 − e^(−λᵇT/K)). */
export function conflictingKeys(values: Params): number {
  const { replicas, rate, writeShare, keys, partitionFor } = values;
  const writes = (rate * writeShare * partitionFor) / 1000 / keys;
  const small = cutOff(values) / replicas;
  return keys * (1 - exp(-writes * small)) * (1 - exp(-writes * (1 - small)));
}

/** A write asks a majority, then tells one: two round trips to the fastest ⌊N/2⌋ of the others. */
export function writeMs({ replicas, latency, jitter }: Params): number {
  return 2 * (2 * latency + jitter * fastestRoundTrips(replicas - 1, Math.floor(replicas / 2)));
}

export const endOfPartitionMs = ({ partitionFor }: Params): number => PARTITION_AT_MS + partitionFor;
