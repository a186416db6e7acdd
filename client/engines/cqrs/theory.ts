/** The lag of a read model that applies one event after the other: a constant way, and the M/M/1 queue's time in system. */
import { exp } from "../kernel/math.ts";
import type { Params } from "./params.ts";

/** Milliseconds that are simulated by default. */
export const RUN_MS = 120_000;

const LN_100 = 4.605170185988091;

/** What is left of the projection's rate beside the writes, 1/ms; undefined when it cannot cope, or something else is on. */
function spare({ writes, projection, rebuildAt }: Params): number | undefined {
  const rate = 1 / projection - writes / 1000;
  // Nearer to full the queue changes so slowly that a run shows nothing of its mean.
  return rebuildAt > 0 || (writes * projection) / 1000 > 0.8 ? undefined : rate;
}

export function meanLagMs(params: Params): number | undefined {
  const rate = spare(params);
  return rate === undefined ? undefined : params.transport + 1 / rate;
}

export function lagP99Ms(params: Params): number | undefined {
  const rate = spare(params);
  return rate === undefined ? undefined : params.transport + LN_100 / rate;
}

/** E[e^(−L/r)]: the probability that a user comes later than the lag L. */
function inTime(params: Params, rate: number): number {
  const { transport, readAfter } = params;
  return (exp(-transport / readAfter) * rate) / (rate + 1 / readAfter);
}

/** Users who come before their event. */
export function earlyShare(params: Params): number | undefined {
  const rate = spare(params);
  return rate === undefined ? undefined : 1 - inTime(params, rate);
}

/** E[(L − R)⁺] over all reads, if nobody gives up. */
export function meanWaitMs(params: Params): number | undefined {
  const rate = spare(params);
  if (rate === undefined || params.ownReads !== "wait") return undefined;
  if (params.patience < params.transport + 10 / rate) return undefined;
  return params.transport + 1 / rate - params.readAfter * (1 - inTime(params, rate));
}

/** Three standard errors of the mean number in an M/M/1 queue observed for a run: its asymptotic variance is
 *  2ρ(1 + ρ)/(μ(1 − ρ)⁴) (W. Whitt, "Planning queueing simulations", Management Science 35(11), 1989). */
export function queueTolerance({ writes, projection }: Params): number {
  const load = (writes * projection) / 1000;
  const idle = 1 - load;
  return 3 * Math.sqrt((2 * (1 + load) * projection) / (load * idle * idle * RUN_MS));
}
