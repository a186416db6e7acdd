/**
 * Workers who compute by themselves for a while, on average `thinkMs`, and then need one thing that is held by one at a time, for
 * `holdMs` on average: the machine repairman with exponential times, M/M/1//n (L. Takács, Introduction to the Theory of Queues,
 * 1962). Exact by mean value analysis (M. Reiser, S. Lavenberg, JACM 27(2), 1980), whose recursion has positive terms only.
 */

export interface RepairmanResult {
  /** Times a second that somebody finishes. */
  readonly perSecond: number;
  /** From asking for the thing until having it, on average. */
  readonly waitMs: number;
  /** Share of the time that it is held. */
  readonly utilisation: number;
}

/** @throws RangeError for no whole number of workers, or times of which both are 0. */
export function repairman(workers: number, thinkMs: number, holdMs: number): RepairmanResult {
  if (!Number.isInteger(workers) || workers < 1)
    throw new RangeError(`workers must be a whole number from 1, not ${workers}`);
  if (!(thinkMs >= 0 && holdMs >= 0 && thinkMs + holdMs > 0))
    throw new RangeError(`times must not be negative, and one of them positive`);
  let queued = 0;
  let perMs = 0;
  let responseMs = holdMs;
  for (let n = 1; n <= workers; n++) {
    responseMs = holdMs * (1 + queued);
    perMs = n / (thinkMs + responseMs);
    queued = perMs * responseMs;
  }
  return { perSecond: 1000 * perMs, waitMs: responseMs - holdMs, utilisation: perMs * holdMs };
}
