/**
 * How many of n equal copies are up, when each fails and is repaired by itself and now and then one cause takes them all
 * (the beta-factor model: K. Fleming, "A Reliability Model for Common Mode Failures in Redundant Safety Systems", General
 * Atomic GA-A13284, 1975). Closed forms of a Markov chain; no simulation.
 */

export interface CopyRates {
  /** Copies, from 1. */
  readonly copies: number;
  /** Failures of one copy by itself, per unit of time that it is up. */
  readonly failureRate: number;
  /** Repairs, per unit of time that a copy is down; every copy has a repairer. */
  readonly repairRate: number;
  /** Events that take down all copies at once, per unit of time. */
  readonly commonCauseRate: number;
}

/**
 * The stationary probability that exactly i copies are up, i from 0 to `copies`. What crosses from fewer than i copies to
 * i must cross back, by one failure or by the common cause: that gives each probability from those above it.
 */
export function copiesUp({ copies, failureRate, repairRate, commonCauseRate }: CopyRates): Float64Array {
  const weights = new Float64Array(copies + 1);
  weights[copies] = 1;
  let atLeast = 0;
  for (let i = copies; i >= 1; i--) {
    atLeast += weights[i]!;
    const down = weights[i]! * i * failureRate + commonCauseRate * atLeast;
    weights[i - 1] = down / ((copies - i + 1) * repairRate);
  }
  const total = atLeast + weights[0]!;
  return weights.map((weight) => weight / total);
}

/** The probability that at least `needed` copies are up. */
export function atLeastUp(up: Float64Array, needed: number): number {
  let sum = 0;
  // The smallest first where copies are good: nothing is lost in the large ones.
  for (let i = needed; i < up.length; i++) sum += up[i]!;
  return sum;
}
