/** When a breaker opens, how often it tries, and what callers and the dependency get, where everything hangs or fails. */
import { OUTAGE_AT_MS, type Params } from "./params.ts";

/** How long a call of the outage takes. */
export function troubledMs({ trouble, timeout }: Params): number {
  return trouble === "error" ? 1 : timeout;
}

/** Everything fails in the outage, and nearly nothing does before. */
function isTotal({
  breaker,
  trouble,
  troubleShare,
  outage,
  usualFailures,
  latency,
  timeout,
  failureRate,
}: Params): boolean {
  const clear = usualFailures <= failureRate / 10 && latency * 5 <= timeout;
  return breaker && clear && trouble !== "slow" && troubleShare === 1 && outage > 0;
}

/** Failures that it takes to open, where calls are counted. */
export function failuresToOpen({ windowSize, failureRate }: Params): number {
  return Math.ceil(failureRate * windowSize);
}

/** From the beginning of the outage; the window is full of good calls by then. */
export function timeToOpenMs(values: Params): number | undefined {
  const { arrivalRate, windowKind, windowSize, minimumCalls, failureRate, outage } = values;
  if (!isTotal(values)) return undefined;
  const firstMs = troubledMs(values);
  const perMs = arrivalRate / 1000;
  const expected =
    windowKind === "calls"
      ? firstMs + failuresToOpen(values) / perMs
      : 1000 * secondsToOpen(windowSize, failureRate, firstMs / 1000);
  const isFull =
    windowKind === "calls"
      ? OUTAGE_AT_MS * perMs > 2 * windowSize
      : windowSize * 1000 > 3 * firstMs && OUTAGE_AT_MS > windowSize * 1000;
  const enough =
    windowKind === "calls" || windowSize * 1000 * perMs * (1 - failureRate) > 2 * minimumCalls + 20;
  return isFull && enough && expected < outage / 2 ? expected : undefined;
}

/** Over the last `spans` seconds, whole ones but for the present: at t the window holds t − T seconds of failures and
 *  spans − 1 − ⌊t⌋ of good calls from before. */
function secondsToOpen(spans: number, rate: number, first: number): number {
  for (let whole = Math.floor(first); whole < spans; whole++) {
    const reached = first + (rate / (1 - rate)) * (spans - 1 - whole);
    // A second that is forgotten can bring the share to the threshold at once.
    if (reached < whole + 1) return Math.max(whole, reached);
  }
  return spans;
}

/** Two and a half deviations of the time that so many arrivals take; where seconds are counted also their size, and the usual
 *  failures help. */
export function timeToOpenTolerance(values: Params): number {
  const expected = timeToOpenMs(values) ?? 1;
  const gapMs = 1000 / values.arrivalRate;
  if (values.windowKind === "calls")
    return (
      0.02 +
      ((2.5 * Math.sqrt(failuresToOpen(values)) + values.usualFailures * values.windowSize) * gapMs) /
        expected
    );
  return 0.02 + (2.5 * Math.sqrt(values.windowSize * 1000 * gapMs)) / expected;
}

/** Between two openings in an outage: open, then the trial calls come, and the last of them fails. */
export function cycleMs(values: Params): number | undefined {
  const { openTime, permittedCalls, arrivalRate, outage } = values;
  const opens = timeToOpenMs(values);
  if (opens === undefined) return undefined;
  const expected = openTime + (permittedCalls * 1000) / arrivalRate + troubledMs(values);
  // One whole cycle must fit for sure, a slow one too.
  return opens * 1.5 + 1.3 * expected < outage ? expected : undefined;
}

export function cycleTolerance(values: Params): number {
  const expected = cycleMs(values) ?? 1;
  const cycles = Math.max(1, Math.floor((values.outage - (timeToOpenMs(values) ?? 0)) / expected) - 1);
  const deviationMs = (Math.sqrt(values.permittedCalls) * 1000) / values.arrivalRate;
  return 0.01 + (2.5 * deviationMs) / Math.sqrt(cycles) / expected;
}

/** Mean number of callers who wait in the outage without a breaker: Little's law, while the first timeout is under way less. */
export function outageInFlight(values: Params): number | undefined {
  const { breaker, trouble, troubleShare, arrivalRate, latency, timeout, outage } = values;
  if (breaker || trouble === "slow" || outage < 20 * timeout || latency * 5 > timeout) return undefined;
  const each = troubleShare * troubledMs(values) + (1 - troubleShare) * latency;
  // It takes one duration to fill, on average half of it is missing.
  const filling = 1 - (troubleShare * troubledMs(values)) / 2 / outage;
  return (arrivalRate / 1000) * each * filling;
}

export function inFlightTolerance(values: Params): number {
  return 0.03 + 2.5 / Math.sqrt((values.arrivalRate * values.outage) / 1000);
}
