/** How long a run must be to see what comes after the outage, or to count enough requests where there is none. */
import { OUTAGE_AT_MS, type Params } from "./params.ts";
import { longestRequestMs } from "./plan.ts";

/** After the outage, so that whoever does not recover by then is seen not to. */
const AFTER_MS = 60_000;
const REQUESTS = 12_000;

const MINUTE_MS = 60_000;
const CHOICES_MS: readonly number[] = [
  ...[60, 80, 100, 120, 150, 180, 240, 300].map((seconds) => seconds * 1000),
  ...[10, 20, 30, 60, 120, 360].map((minutes) => minutes * MINUTE_MS),
];

export function runLengthMs(params: Params): number {
  const { outage, clients, interval } = params;
  const neededMs =
    outage > 0
      ? OUTAGE_AT_MS + outage + Math.max(AFTER_MS, Math.min(longestRequestMs(params), 2 * outage))
      : (REQUESTS * interval) / clients;
  return CHOICES_MS.find((choiceMs) => choiceMs >= neededMs) ?? 360 * MINUTE_MS;
}
