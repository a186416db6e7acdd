/** Where theory says something about a run, and how far a run may scatter around it. */
import { exp } from "../kernel/math.ts";
import { awaited, hasLeader, isMultiLeader, type Params, quorums } from "./params.ts";
import * as theory from "./theory.ts";

export const LENGTH_MS = 20_000;

/** Long enough for so many crashes of a leader whose losses are counted. */
export function runLengthMs(values: Params): number {
  return lostPerFailover(values) === undefined ? LENGTH_MS : Math.max(LENGTH_MS, 60 * values.crashEvery);
}

/** Share of the time in which everybody is up. */
function calmShare({ crashEvery, downtime }: Params): number {
  return crashEvery === 0 ? 1 : 1 - downtime / crashEvery;
}

/** P(a client does not find its own write at its first read). */
export function staleOwn(values: Params): number | undefined {
  const { mode, replicas, readFrom, readAfter, latency, jitter, writeRate } = values;
  const rate = writeRate / 1000;
  if (mode === "leaderless") return staleQuorum(values);
  if (mode === "sync" && values.crashEvery === 0) return 0;
  if (readFrom !== "any" || calmShare(values) < 0.75) return undefined;
  if (mode === "async") {
    const one = theory.stillOnItsWay(readAfter, latency, jitter, rate);
    return one > 0.02 ? one : undefined;
  }
  // Sooner than any message only the reader's own replica can have made something newer.
  if (isMultiLeader(values)) {
    const newer = exp((-rate * readAfter) / (values.keys * replicas));
    return readAfter <= latency && values.crashEvery === 0 && newer > 0.05 ? newer : undefined;
  }
  // After the first of m acknowledgements the follower that is read has it, or is one of the others.
  const m = replicas - 1;
  const other = theory.stalePartialQuorum(m, 1, 1, readAfter, jitter);
  return rate * jitter <= 0.1 && other > 0.05 ? other : undefined;
}

function staleQuorum(values: Params): number | undefined {
  const { replicas, readAfter, jitter, crashEvery, readRepair, handoff, antiEntropy } = values;
  const { r, w } = quorums(values);
  if (theory.quorumsIntersect(replicas, r, w) && !handoff) return 0;
  const calm = crashEvery === 0 && !readRepair && antiEntropy === 0;
  const share = theory.stalePartialQuorum(replicas, r, w, readAfter, jitter);
  return calm && share > 0.02 ? share : undefined;
}

export function conflictShare(values: Params): number | undefined {
  const { replicas, keys, writeRate, latency, jitter, crashEvery } = values;
  if (!isMultiLeader(values) || crashEvery > 0) return undefined;
  const share = theory.conflictProbability(replicas, keys, writeRate / 1000, latency + jitter);
  return share > 0.01 ? share : undefined;
}

/** Writes on their way to the only follower when its leader dies: Little's law. */
export function lostPerFailover(values: Params): number | undefined {
  const { mode, replicas, latency, jitter, writeRate, crashEvery, downtime } = values;
  if (mode !== "async" || replicas !== 2 || crashEvery === 0 || crashEvery < 3 * downtime) return undefined;
  const rate = writeRate / 1000;
  const lost = rate * theory.orderedDelayMs(latency, jitter, rate);
  return crashEvery / 2 >= 5 * (latency + jitter) + downtime && lost > 0.3 ? lost : undefined;
}

/** Until as many copies are made as the write waits for. */
export function writeMs(values: Params): number | undefined {
  const { mode, replicas, latency, jitter, writeRate, crashEvery } = values;
  if (crashEvery > 0 || latency + jitter === 0 || latency + 6 * jitter > 500) return undefined;
  const n = mode === "leaderless" ? replicas : replicas - 1;
  if (awaited(values) === 0 || (hasLeader(values) && (writeRate * jitter) / 1000 > 0.05)) return undefined;
  return theory.acknowledgedMs(n, awaited(values), latency, jitter);
}

const writesIn = (values: Params): number => (values.writeRate * runLengthMs(values)) / 1000;

/** Four standard deviations of a share of all writes; neighbours that wait for the same late one are not independent. */
export function shareTolerance(share: number | undefined, values: Params, bunched: number): number {
  if (share === undefined || share === 0) return 0;
  return 0.03 + 4 * Math.sqrt((bunched * (1 - share)) / (share * writesIn(values)));
}

export function staleTolerance(values: Params): number {
  // Writes within one jitter of a late one are late with it; a crash leaves some reads without an answer.
  const bunched = hasLeader(values) ? 1 + (2 * values.writeRate * values.jitter) / 1000 : 1;
  return shareTolerance(staleOwn(values), values, bunched) + 0.5 * (1 - calmShare(values));
}

export function lostTolerance(values: Params): number {
  const mean = lostPerFailover(values) ?? 1;
  const failovers = runLengthMs(values) / values.crashEvery;
  // Four standard deviations of a count that bunching spreads half as much again as a Poisson one.
  return 4 * Math.sqrt(1.5 / mean / failovers);
}

export function writeTolerance(values: Params): number {
  return 0.03 + (4 * values.jitter) / (writeMs(values) ?? 1) / Math.sqrt(writesIn(values));
}
