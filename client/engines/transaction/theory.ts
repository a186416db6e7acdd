/**
 * How often two transactions that are interleaved at random harm each other. Each operation is that of either one with
 * probability 1/2, so one makes its k operations before the other makes its j-th with the probability of a negative
 * binomial distribution; what a level lets through says which operations must come before which.
 */
import type { Params } from "./params.ts";

/** Probability that one makes `k` operations before the other has made `j`. */
export function aheadProbability(k: number, j: number): number {
  let sum = 0;
  let term = 1;
  for (let i = 0; i < k; i++) term /= 2;
  for (let other = 0; other < j; other++) {
    sum += term;
    term = (term * (k + other)) / (2 * (other + 1));
  }
  return sum;
}

const LOCKING = ["repeatable-read", "serializable-locking"];
const SNAPSHOTS = ["snapshot", "serializable-snapshot"];

/** Both must read before the other's write shows: at once where writes are seen, at its commit elsewhere. */
export function lostUpdateShare({ level, workload, sessions }: Params): number | undefined {
  if (workload !== "increment" || sessions !== 2) return undefined;
  if (LOCKING.includes(level) || SNAPSHOTS.includes(level)) return 0;
  // Of the steps read, write, commit the first has done one; the second must do its first before two more, or before one.
  return 1 - aheadProbability(level === "read-committed" ? 2 : 1, 1);
}

/** The steps are: read x, read y, write one's own, commit. */
export function writeSkewShare({ level, workload, sessions }: Params): number | undefined {
  if (workload !== "on-call" || sessions !== 2) return undefined;
  if (level.startsWith("serializable") || LOCKING.includes(level)) return 0;
  if (level === "snapshot") return 1 - aheadProbability(3, 1);
  const shows = level === "read-committed" ? 4 : 3;
  // The first one's key is what both read first, the second one's what both read second.
  return 1 - aheadProbability(shows, 1) - aheadProbability(shows, 2);
}

/** Groups in which one of the two is refused. */
export function refusedShare(params: Params): number | undefined {
  const { level, workload, sessions } = params;
  if (sessions !== 2 || (workload !== "increment" && workload !== "on-call")) return undefined;
  if (["none", "read-uncommitted", "read-committed"].includes(level)) return 0;
  if (workload === "on-call") {
    if (level === "serializable-snapshot") return 1 - aheadProbability(3, 1);
    return level === "snapshot" ? 0 : undefined;
  }
  // Locks: both hold a shared lock before either asks for more. Snapshots: the second begins before the first commits.
  return LOCKING.includes(level) ? 1 - aheadProbability(1, 1) : 1 - aheadProbability(2, 1);
}

/** Three standard errors of a share over as many groups as a run has. */
export function shareTolerance(share: number | undefined, groups: number): number {
  return share === undefined || share === 0 ? 0 : 3 * Math.sqrt((1 - share) / (share * groups));
}
