/** How many events a load has to apply on average, over a run. */
import { Zipf } from "../kernel/zipf.ts";
import type { Params } from "./params.ts";

/** Commands that are simulated by default. */
export const RUN = 4000;

/** Without snapshots the j-th command finds (j − 1)·pᵢ events in stream i, which it reads with probability pᵢ. With one
 *  every n the age of a stream since its latest snapshot is any of 0 … n − 1 equally often; undefined while many streams
 *  have not yet come round several times. */
export function meanReplayed({ accounts, exponent, snapshotEvery }: Params): number | undefined {
  if (snapshotEvery === 1) return 0;
  if (snapshotEvery > 0)
    return exponent === 0 && RUN >= 5 * accounts * snapshotEvery ? (snapshotEvery - 1) / 2 : undefined;
  let squares = 0;
  for (const p of new Zipf(accounts, exponent).probabilities) squares += p * p;
  return ((RUN - 1) / 2) * squares;
}

/** With snapshots: each stream's last round is not complete, and is worth at most a quarter of a round on average.
 *  Without: the deviation of Σ mᵢ² for binomial mᵢ, which few and very uneven streams have most of. */
export function replayTolerance({ accounts, snapshotEvery }: Params): number {
  return snapshotEvery > 0 ? 0.02 + (0.3 * accounts * snapshotEvery) / RUN : 0.08;
}
