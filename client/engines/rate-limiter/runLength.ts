/**
 * How long a run must be for its measured rates to be worth comparing with theory: several warm-ups, so many requests
 * that their number is known within a few per cent, so many windows that their luck evens out. Rounded up to what a
 * person would choose.
 */
import { isWindowed, type Params } from "./params.ts";
import { warmUpMs } from "./steadyState.ts";

const WARM_UPS = 4;
const REQUESTS = 4500;
const WINDOWS = 20;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CHOICES_MS: readonly number[] = [
  ...[0.5, 1, 2, 5, 10, 20, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 6, 12, 24].map((hours) => hours * HOUR_MS),
];

export function runLengthMs(params: Params): number {
  // Traffic in groups has no closed form to be held to: then the picture decides, not the count.
  const counted = params.burstiness === 1 ? (1000 * REQUESTS) / params.arrivalRate : MINUTE_MS;
  const windows = isWindowed(params.algorithm) ? WINDOWS * params.window : 0;
  const neededMs = Math.max(WARM_UPS * warmUpMs(params), counted, windows);
  return CHOICES_MS.find((choiceMs) => choiceMs >= neededMs) ?? 24 * HOUR_MS;
}
