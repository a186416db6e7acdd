/** What the laws say about one set of parameters. */
import type { Params } from "./params.ts";
import { repairman } from "./primitives/repairman.ts";
import { gustafsonSpeedup, universalSpeedup } from "./primitives/speedup.ts";

/** Jobs that a run does, so that about twice as many events happen. */
const JOBS = 8000;
/** Rounds that it has at least. */
const ROUNDS = 20;

/** 1 + 1/2 + … + 1/n: the mean of the longest of n exponential times of mean 1. */
export function harmonic(n: number): number {
  let sum = 0;
  for (let i = n; i >= 1; i--) sum += 1 / i;
  return sum;
}

/** Times as much as one worker alone does. */
export function speedup(values: Params): number | undefined {
  const { workers, contention, coherence, work, uneven, jobMs } = values;
  const hold = contention + coherence * (workers - 1);
  const longest = (1 - contention) * (uneven ? harmonic(workers) : 1);
  if (work === "rounds")
    return uneven ? workers / (longest + workers * hold) : universalSpeedup(workers, contention, coherence);
  if (work === "scaled") {
    // With nothing to keep in step with, and even parts, this is Gustafson's law; else its round is longer.
    const done = gustafsonSpeedup(workers, contention);
    return done / (longest + hold);
  }
  if (!uneven || hold === 0) return undefined;
  const { perSecond } = repairman(workers, (1 - contention) * jobMs, hold * jobMs);
  return (perSecond * jobMs) / 1000;
}

/** Even rounds are exact; the rest are means over so many rounds or jobs. */
export function speedupTolerance(values: Params): number {
  if (!values.uneven) return 1e-9;
  const rounds = JOBS / values.workers;
  return values.work === "jobs" ? 0.06 : 0.02 + 2 / Math.sqrt(Math.max(ROUNDS, rounds));
}

/** Share of the time that the lock is held. */
export function lockShare(values: Params): number | undefined {
  const { workers, contention, coherence, work } = values;
  const gain = speedup(values);
  if (gain === undefined || work === "scaled") return undefined;
  return gain * (contention + coherence * (workers - 1));
}

/** Long enough for so many jobs, rounded up to ten seconds. */
export function runLengthMs(values: Params): number {
  const { workers, contention, coherence, jobMs, uneven, work } = values;
  const hold = contention + coherence * (workers - 1);
  const longest = (1 - contention) * (uneven ? harmonic(workers) : 1);
  const round = jobMs * (work === "scaled" ? longest + hold : longest + workers * hold);
  const rounds = Math.max(ROUNDS, JOBS / workers);
  return 10_000 * Math.ceil((rounds * round) / 10_000);
}
