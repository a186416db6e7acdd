/** Parameters of the rate-limiter engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  algorithm: {
    kind: "choice",
    label: "Algorithm",
    help: "How the limit is kept.",
    default: "token-bucket",
    options: [
      { value: "token-bucket", label: "Token bucket" },
      { value: "gcra", label: "GCRA (virtual scheduling)" },
      { value: "leaky-bucket", label: "Leaky bucket (a queue)" },
      { value: "sliding-log", label: "Sliding log" },
      { value: "sliding-window", label: "Sliding window (two counters)" },
      { value: "fixed-window", label: "Fixed window" },
    ],
  },
  rate: {
    kind: "number",
    label: "Rate",
    help: "Requests a second that the limiter lets through in the long run.",
    default: 10,
    min: 0.01,
    max: 100_000,
    unit: "1/s",
    logarithmic: true,
  },
  burst: {
    kind: "number",
    label: "Burst",
    help: "Requests that may come at once: tokens in a full bucket, or one and those that may wait in the queue. Windows have none.",
    default: 20,
    min: 1,
    max: 10_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  arrivalRate: {
    kind: "number",
    label: "Arrival rate",
    help: "Requests a second that clients send on average.",
    default: 15,
    min: 0.01,
    max: 100_000,
    unit: "1/s",
    logarithmic: true,
  },
  window: {
    kind: "number",
    label: "Window",
    help: "Length of a fixed or sliding window, and of the span in which the most requests are counted.",
    default: 1000,
    min: 10,
    max: 3_600_000,
    unit: "ms",
    logarithmic: true,
  },
  burstiness: {
    kind: "number",
    label: "Burstiness",
    help: "Requests that arrive together on average, the rate being the same; 1 is a Poisson process.",
    default: 1,
    min: 1,
    max: 100,
    unit: "count",
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Those that keep a count for each window; the others are one bucket in several forms, of `burst` and `rate`. */
export function isWindowed(algorithm: string): boolean {
  return algorithm === "sliding-log" || algorithm === "sliding-window" || algorithm === "fixed-window";
}
