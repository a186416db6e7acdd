/** How often the receiver's clock shows less than the sender's did. */
import { exp } from "../kernel/math.ts";
import type { Params } from "./params.ts";

/** Milliseconds that are simulated by default; tolerances know them. */
export const RUN_MS = 20_000;

/** A message is received too early by the clocks if its delay is less than what its sender's clock is ahead: the mean of
 *  1 − e^(−Δ/d) over pairs of processes. Undefined where the clocks move against each other. */
export function violationShare({
  processes,
  skew,
  delay,
  drift,
  syncEvery,
  messages,
}: Params): number | undefined {
  if (drift > 0 || syncEvery > 0 || messages === 0) return undefined;
  let sum = 0;
  for (let from = 0; from < processes; from++) {
    for (let to = 0; to < from; to++) {
      sum += 1 - exp((-(from - to) * skew) / ((processes - 1) * delay));
    }
  }
  return sum / (processes * (processes - 1));
}

/** Three standard errors of a share over the messages of a run; absolute where the share is 0. */
export function violationTolerance(params: Params): number {
  const share = violationShare(params) ?? 0;
  const count = (params.processes * params.rate * params.messages * RUN_MS) / 1000;
  return share === 0 ? 0 : 3 * Math.sqrt((1 - share) / (share * count));
}
