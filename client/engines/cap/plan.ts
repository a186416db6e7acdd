/** Where theory says something about a run, and how far a run may scatter around it. */
import { PARTITION_AT_MS, type Params } from "./params.ts";
import * as theory from "./theory.ts";

const AFTER_MS = 5000;

export function runLengthMs({ partitionFor }: Params): number {
  return Math.max(10_000, Math.ceil((PARTITION_AT_MS + partitionFor + AFTER_MS) / 1000) * 1000);
}

/** A request is short beside its timeout and the partition. */
function isQuick(values: Params): boolean {
  return theory.writeMs(values) + 20 * values.jitter < values.timeout;
}

export function errorShare(values: Params): number | undefined {
  if (values.partitionFor < 5 * values.timeout) return undefined;
  if (values.choice === "available") return 0;
  if (values.choice === "local-reads" || !isQuick(values)) return undefined;
  return theory.errorShare(values);
}

export function staleShare(values: Params): number | undefined {
  const { choice, partitionFor, latency, jitter, rate, writeShare, keys } = values;
  // Nobody is answered in an even split, and nobody is asked in a partition that is none.
  if (choice === "consistent")
    return errorShare(values) === undefined || theory.errorShare(values) === 1 ? undefined : 0;
  const fresh = ((latency + jitter) * rate * writeShare) / 1000 / keys;
  if (choice !== "available" || partitionFor < 1000 || fresh > 0.02) return undefined;
  const share = theory.staleShare(values);
  return share > 0.05 ? share : undefined;
}

export function conflicts(values: Params): number | undefined {
  if (values.choice !== "available" || values.partitionFor === 0) return undefined;
  const keys = theory.conflictingKeys(values);
  return keys > 0.9 * values.keys && values.keys >= 4 ? keys : undefined;
}

export function writeMs(values: Params): number | undefined {
  if (values.choice === "available") return 0;
  const applies = values.partitionFor === 0 && isQuick(values) && values.latency + values.jitter > 0;
  return applies ? theory.writeMs(values) : undefined;
}

const requestsInPartition = ({ rate, partitionFor }: Params): number => (rate * partitionFor) / 1000;

/** Four standard deviations of a share, and what a timeout at either end shifts into or out of the partition. */
export function errorTolerance(values: Params): number {
  const share = errorShare(values) ?? 0;
  if (share === 0) return 0;
  const ends = values.timeout / values.partitionFor;
  return 4 * Math.sqrt((1 - share) / share / requestsInPartition(values)) + 1.5 * ends;
}

/** Reads between two writes of a key see the same, so that as many samples count as there are writes. */
export function staleTolerance(values: Params): number {
  const share = staleShare(values) ?? 0;
  if (share === 0) return 0;
  const samples = requestsInPartition(values) * Math.min(values.writeShare, 1 - values.writeShare);
  return 0.05 + 5 * Math.sqrt((1 - share) / share / samples);
}

/** Of K keys each one is in conflict with a probability near 1: a few may not be. */
export function conflictTolerance(values: Params): number {
  const mean = theory.conflictingKeys(values);
  const missing = 1 - mean / values.keys;
  return (4 * Math.sqrt(values.keys * missing * (1 - missing)) + 0.5) / mean;
}

export function writeTolerance(values: Params): number {
  const writes = (values.rate * values.writeShare * runLengthMs(values)) / 1000;
  return 0.03 + (8 * values.jitter) / theory.writeMs(values) / Math.sqrt(writes);
}
