/** Where theory says something about a run, how far a run may scatter around it, and how long it must be for that. */
import type { Params } from "./params.ts";
import * as theory from "./theory.ts";

/** Holders that a run has. */
const HOLDERS = 2500;
const SHORTEST_MS = 60_000;

function holding({ lease, work, pauseShare, pause, slowClock }: Params): theory.Holding {
  return { leaseMs: lease, workMs: work, pauseShare, pauseMs: pause, slowClock };
}

/** Somebody always waits: few clients are still busy with a write that is late. */
function isContended(values: Params): boolean {
  const lateMs = theory.lateShare(holding(values)) * Math.max(values.pause, values.work);
  return values.clients >= 3 && lateMs < 0.3 * (values.clients - 1) * theory.heldMs(holding(values));
}

export function runLengthMs(values: Params): number {
  const wanted = Math.ceil((HOLDERS * theory.heldMs(holding(values))) / 60_000) * 60_000;
  return Math.max(SHORTEST_MS, wanted);
}

/** How many of the holders write late; undefined where that is too rare to be seen. */
export function lateShare(values: Params): number | undefined {
  const share = theory.lateShare(holding(values));
  return share >= 0.004 ? share : undefined;
}

export function heldMs(values: Params): number | undefined {
  return isContended(values) ? theory.heldMs(holding(values)) : undefined;
}

/** Four standard deviations of a binomial share. */
export function lateTolerance(values: Params): number {
  const share = lateShare(values) ?? 1;
  return 0.02 + 4 * Math.sqrt((1 - share) / share / holders(values));
}

/** Four standard deviations of a mean; a time between 0 and T of mean h has a variance of at most h·(T − h). */
export function heldTolerance(values: Params): number {
  const mean = theory.heldMs(holding(values));
  const spread = Math.sqrt(Math.max(0, Math.min(values.lease / mean - 1, 4)));
  return 0.02 + (4 * spread) / Math.sqrt(holders(values));
}

const holders = (values: Params): number => runLengthMs(values) / theory.heldMs(holding(values));
