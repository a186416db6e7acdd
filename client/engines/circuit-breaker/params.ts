/** Parameters of the circuit breaker engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  breaker: {
    kind: "flag",
    label: "With a breaker",
    help: "Without one every request calls the dependency, whatever its state.",
    default: true,
  },
  windowKind: {
    kind: "choice",
    label: "Window",
    help: "Whether rates are taken over the last calls or the last seconds.",
    default: "calls",
    options: [
      { value: "calls", label: "last calls" },
      { value: "seconds", label: "last seconds" },
    ],
  },
  windowSize: {
    kind: "number",
    label: "Window size",
    help: "So many calls or seconds; resilience4j's default is 100.",
    default: 100,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  minimumCalls: {
    kind: "number",
    label: "Minimum calls",
    help: "With fewer in the window nothing is judged; 100 in resilience4j, 20 in Hystrix.",
    default: 100,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  failureRate: {
    kind: "number",
    label: "Failure threshold",
    help: "Opens at this share of failed calls; half is the default of resilience4j and Hystrix, a tenth that of Polly 8.",
    default: 0.5,
    min: 0.01,
    max: 1,
    unit: "ratio",
  },
  slowRate: {
    kind: "number",
    label: "Slow threshold",
    help: "Opens at this share of slow calls; 1 means that every call must be slow.",
    default: 1,
    min: 0.01,
    max: 1,
    unit: "ratio",
  },
  slowCall: {
    kind: "number",
    label: "A call is slow beyond",
    help: "resilience4j's default is 60 s, longer than most timeouts: set it to what users bear.",
    default: 60_000,
    min: 10,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  openTime: {
    kind: "number",
    label: "Open for",
    help: "How long it rejects everything before it tries again: 60 s in resilience4j, 5 s in Hystrix.",
    default: 5000,
    min: 100,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  permittedCalls: {
    kind: "number",
    label: "Trial calls",
    help: "Calls let through half open: 10 in resilience4j, 1 in Hystrix and cockatiel.",
    default: 10,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  arrivalRate: {
    kind: "number",
    label: "Request rate",
    help: "Requests a second on average, each of which needs the dependency once.",
    default: 100,
    min: 0.1,
    max: 5000,
    unit: "1/s",
    logarithmic: true,
  },
  latency: {
    kind: "number",
    label: "Latency",
    help: "What a call takes on average when nothing is wrong (exponentially distributed).",
    default: 50,
    min: 1,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
  timeout: {
    kind: "number",
    label: "Timeout",
    help: "When a caller gives a call up; that counts as a failure.",
    default: 1000,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  usualFailures: {
    kind: "number",
    label: "Usual failures",
    help: "Share of calls that fail when nothing is wrong.",
    default: 0.01,
    min: 0,
    max: 0.9,
    unit: "ratio",
  },
  trouble: {
    kind: "choice",
    label: "In the outage calls",
    help: "How the dependency fails from second 20 on.",
    default: "hang",
    options: [
      { value: "hang", label: "hang until the timeout" },
      { value: "error", label: "fail at once" },
      { value: "slow", label: "succeed, ten times slower" },
    ],
  },
  troubleShare: {
    kind: "number",
    label: "Calls concerned",
    help: "Share of the calls that the outage hits.",
    default: 1,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  outage: {
    kind: "number",
    label: "Outage",
    help: "How long it lasts; 0 for none.",
    default: 60_000,
    min: 0,
    max: 3_600_000,
    unit: "ms",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const OUTAGE_AT_MS = 20_000;
/** A slow dependency takes so many times as long. */
export const SLOWER = 10;

/** Long enough to see the breaker close again. */
export function runLengthMs({ outage, openTime }: Params): number {
  return Math.ceil((OUTAGE_AT_MS + outage + Math.max(20_000, 2 * openTime)) / 1000) * 1000;
}
