/** Closed forms for a bulk transfer over TCP, in segments and milliseconds. */
import { pow } from "../kernel/math.ts";
import { CUBIC_BETA, CUBIC_C } from "./primitives/cubicWindow.ts";

/** Mathis' C for losses that come evenly, one in 1/p packets, and an acknowledgement for each: √(3/2). */
export const PERIODIC_C = Math.sqrt(1.5);

/**
 * Mathis' C for losses that hit each packet independently. Half the window's square grows by 1 with each packet and falls to a
 * quarter with each loss, so that seen by packets it is the sum of exponential times with means 4^−k/p; the throughput is the
 * reciprocal mean of 1/window over packets: √2 / Σ aₖ·√(π·4^k), aₖ = Π 1/(1 − 4^(k−j)) over j ≠ k. That is 1.3098; Mathis
 * and others (1997) give 1.31.
 */
export const RANDOM_C = randomLossConstant();

function randomLossConstant(): number {
  const terms = 20;
  let sum = 0;
  for (let k = 0; k < terms; k++) {
    let weight = 1;
    for (let j = 0; j < terms; j++) if (j !== k) weight /= 1 - pow(4, k - j);
    sum += weight * Math.sqrt(Math.PI * pow(4, k));
  }
  return Math.SQRT2 / sum;
}

/** Mean window of CUBIC under even losses: RFC 9438, section 5.1. */
export function cubicMeanWindow(roundTripMs: number, loss: number): number {
  const shape = (CUBIC_C * (3 + CUBIC_BETA)) / (4 * (1 - CUBIC_BETA));
  return pow(shape, 0.25) * pow(roundTripMs / 1000 / loss, 0.75);
}

/** Round trips of slow start, without losses, until this many segments are sent: ⌈log₂(n/w + 1)⌉. */
export function slowStartRounds(segments: number, initialWindow: number): number {
  let rounds = 0;
  for (let sent = 0, window = initialWindow; sent < segments; window *= 2) {
    sent += window;
    rounds++;
  }
  return rounds;
}
