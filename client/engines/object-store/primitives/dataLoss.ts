/**
 * Mean time to data loss of n shards of which up to m may be missing: a Markov chain over the number that is missing, with
 * failures at rate λ for each that is left and repairs at rate μ for each that is gone, until m + 1 are (J. F. Pâris,
 * T. J. E. Schwarz, D. D. E. Long; the method of G. A. Gibson, "Redundant disk arrays", 1991). Solved exactly, by the mean
 * times of passage from i to i + 1 missing: hᵢ = (1 + i·μ·hᵢ₋₁) / ((n − i)·λ).
 */
export interface ShardRates {
  readonly shards: number;
  /** Shards that may be missing without loss. */
  readonly tolerated: number;
  /** Of one shard, per unit of time. */
  readonly failureRate: number;
  readonly repairRate: number;
}

export interface DataLoss {
  /** In the unit of the rates. */
  readonly meanTimeToLoss: number;
  /** Mean share of the shards that is missing until then. */
  readonly missingShare: number;
}

/** @throws RangeError unless 0 ≤ tolerated < shards and the failure rate is above 0. */
export function dataLoss({ shards, tolerated, failureRate, repairRate }: ShardRates): DataLoss {
  if (!(tolerated >= 0 && tolerated < shards && failureRate > 0))
    throw new RangeError("no such group of shards");
  let meanTimeToLoss = 0;
  let missingTime = 0;
  // Of one passage: its time, and the time times the number that is missing.
  let [passage, weighted] = [0, 0];
  for (let missing = 0; missing <= tolerated; missing++) {
    const rate = (shards - missing) * failureRate;
    passage = (1 + missing * repairRate * passage) / rate;
    weighted = (missing + missing * repairRate * weighted) / rate;
    meanTimeToLoss += passage;
    missingTime += weighted;
  }
  return { meanTimeToLoss, missingShare: missingTime / meanTimeToLoss / shards };
}
