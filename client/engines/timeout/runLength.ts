/** How long a run must be to see what comes after the incident, or to measure waits where there is none. */
import { INCIDENT_AT_MS, type Params } from "./params.ts";
import { waitedShare, waitTolerance } from "./plan.ts";

/** After the incident, so that a pool held by calls that hang is seen to be held. */
const AFTER_MS = 30_000;
/** A mean wait is to be known this well. */
const WANTED = 0.15;

const MINUTE_MS = 60_000;
const CHOICES_MS: readonly number[] = [
  ...[60, 80, 100, 120, 180, 240, 300].map((seconds) => seconds * 1000),
  ...[10, 15, 20, 30, 60, 120, 360].map((minutes) => minutes * MINUTE_MS),
];
const LONGEST_MS = 360 * MINUTE_MS;

export function runLengthMs(params: Params): number {
  const { incident } = params;
  if (incident > 0) return longEnough((choiceMs) => choiceMs >= INCIDENT_AT_MS + incident + AFTER_MS);
  if (waitedShare(params) === undefined)
    return longEnough((choiceMs) => choiceMs * params.arrivalRate >= 5e6);
  return longEnough((choiceMs) => waitTolerance(params, choiceMs) <= WANTED);
}

function longEnough(fits: (choiceMs: number) => boolean): number {
  return CHOICES_MS.find(fits) ?? LONGEST_MS;
}
