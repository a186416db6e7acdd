/** The simulation that a finding offers: the code's own waits and attempts, wherever the line tells them. */
import type { Simulation } from "../rule.ts";

export interface RetryNumbers {
  /** The same wait each time; undefined when the code waits but does not say how long. */
  readonly delayMs?: number | undefined;
  /** False: it tries again at once. */
  readonly waits: boolean;
  /** The first time included. */
  readonly attempts?: number | undefined;
  readonly endless: boolean;
}

/** The engine's limits; numbers beyond them are not handed over. */
const attemptLimits = { min: 2, max: 1000 };
const delayLimits = { min: 1, max: 600_000 };

export function retrySimulation({ delayMs, waits, attempts, endless }: RetryNumbers): Simulation {
  const params = {
    ...(endless && { maxAttempts: attemptLimits.max }),
    ...(isWithin(attempts, attemptLimits) && Number.isInteger(attempts) && { maxAttempts: attempts }),
    ...(waits && isWithin(delayMs, delayLimits) && { baseDelay: delayMs }),
  };
  const preset = waits ? (endless ? "endless" : "fixed-delay") : "at-once";
  return { engine: "retry", preset, ...(Object.keys(params).length > 0 && { params }) };
}

function isWithin(
  value: number | undefined,
  { min, max }: { readonly min: number; readonly max: number },
): value is number {
  return value !== undefined && value >= min && value <= max;
}
