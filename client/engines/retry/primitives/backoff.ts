/**
 * How long to wait before trying again. Each strategy is a function of how often it has failed, the wait before, and a
 * random number, so that nothing here keeps state or reads a clock (M. Brooker, "Exponential Backoff And Jitter", AWS
 * Architecture Blog, 2015; exponential backoff itself: R. Metcalfe, D. Boggs, CACM 19(7), 1976).
 */

/** Milliseconds. */
export interface BackoffSettings {
  /** The constant wait, or the first of the growing ones. */
  readonly baseMs: number;
  /** Waits that grow do not grow beyond this. */
  readonly capMs: number;
}

/**
 * @param failures How many attempts have failed so far, from 1.
 * @param previousMs The wait before the last attempt; 0 before there was one.
 * @param uniform Uniform in [0, 1), from a generator that differs from client to client.
 */
export type Backoff = (
  settings: BackoffSettings,
  failures: number,
  previousMs: number,
  uniform: number,
) => number;

export const noBackoff: Backoff = () => 0;

/** Equally long each time: who failed together returns together. */
export const constantBackoff: Backoff = ({ baseMs }) => baseMs;

/** min(cap, base · 2^(failures − 1)). */
export const exponentialBackoff: Backoff = ({ baseMs, capMs }, failures) => {
  let delayMs = baseMs;
  // Ends at the cap, so that many failures neither overflow nor take long.
  for (let i = 1; i < failures && delayMs < capMs; i++) delayMs *= 2;
  return Math.min(capMs, delayMs);
};

/** Anywhere between 0 and the exponential wait. */
export const fullJitter: Backoff = (settings, failures, previousMs, uniform) =>
  uniform * exponentialBackoff(settings, failures, previousMs, uniform);

/** Half of the exponential wait for certain, the other half at random. */
export const equalJitter: Backoff = (settings, failures, previousMs, uniform) =>
  ((1 + uniform) / 2) * exponentialBackoff(settings, failures, previousMs, uniform);

/** Between the base and three times the wait before, up to the cap. */
export const decorrelatedJitter: Backoff = ({ baseMs, capMs }, _failures, previousMs, uniform) => {
  const most = 3 * Math.max(previousMs, baseMs);
  return Math.min(capMs, baseMs + uniform * (most - baseMs));
};
