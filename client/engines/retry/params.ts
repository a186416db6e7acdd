/** Parameters of the retry engine, and the names of its strategies. */
import type { ParamValues } from "../kernel/engine.ts";
import {
  type Backoff,
  constantBackoff,
  decorrelatedJitter,
  equalJitter,
  exponentialBackoff,
  fullJitter,
  noBackoff,
} from "./primitives/backoff.ts";

export const params = {
  strategy: {
    kind: "choice",
    label: "Strategy",
    help: "How long a client waits before it tries again.",
    default: "constant",
    options: [
      { value: "none", label: "No retries" },
      { value: "immediate", label: "At once" },
      { value: "constant", label: "Constant delay" },
      { value: "exponential", label: "Exponential, no jitter" },
      { value: "full-jitter", label: "Exponential, full jitter" },
      { value: "equal-jitter", label: "Exponential, equal jitter" },
      { value: "decorrelated-jitter", label: "Decorrelated jitter" },
    ],
  },
  maxAttempts: {
    kind: "number",
    label: "Attempts",
    help: "How often a request is tried at most, the first time included; 1,000 is as good as without end.",
    default: 5,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  baseDelay: {
    kind: "number",
    label: "Delay",
    help: "The constant wait between attempts, or the first of the growing ones.",
    default: 1000,
    min: 1,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  cap: {
    kind: "number",
    label: "Longest delay",
    help: "Waits that grow do not grow beyond this.",
    default: 30_000,
    min: 1,
    max: 3_600_000,
    unit: "ms",
    logarithmic: true,
  },
  budget: {
    kind: "number",
    label: "Retry budget",
    help: "Retries allowed for 100 first attempts, over all clients; 0 sets no budget.",
    default: 0,
    min: 0,
    max: 100,
    unit: "%",
  },
  clients: {
    kind: "number",
    label: "Clients",
    help: "How many call the service, each with one request at a time.",
    default: 500,
    min: 1,
    max: 10_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  interval: {
    kind: "number",
    label: "Pause between requests",
    help: "How long a client does something else after a request, on average.",
    default: 5000,
    min: 100,
    max: 3_600_000,
    unit: "ms",
    logarithmic: true,
  },
  together: {
    kind: "flag",
    label: "All notice the outage",
    help: "When the outage begins every client loses its connection and calls at once.",
    default: true,
  },
  outage: {
    kind: "number",
    label: "Outage",
    help: "How long the service is down, from second 10 on; 0 for no outage.",
    default: 30_000,
    min: 0,
    max: 3_600_000,
    unit: "ms",
  },
  failures: {
    kind: "number",
    label: "Failures",
    help: "Share of calls that fail by chance, each by itself, when the service is up.",
    default: 0,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  capacity: {
    kind: "number",
    label: "Capacity",
    help: "Calls a second that the service can answer.",
    default: 140,
    min: 1,
    max: 100_000,
    unit: "1/s",
    logarithmic: true,
  },
  queue: {
    kind: "number",
    label: "Queue",
    help: "Calls that the service keeps waiting; it turns away what comes beyond.",
    default: 280,
    min: 1,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  timeout: {
    kind: "number",
    label: "Timeout",
    help: "How long a client waits for an answer. The service does not learn that it has left, and works for it.",
    default: 500,
    min: 100,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** There and back over the network, and how long it takes to hear that a service is down. */
export const ROUND_TRIP_MS = 50;
/** When the outage begins that parameters ask for. */
export const OUTAGE_AT_MS = 10_000;

const BACKOFFS: Readonly<Record<string, Backoff>> = {
  constant: constantBackoff,
  exponential: exponentialBackoff,
  "full-jitter": fullJitter,
  "equal-jitter": equalJitter,
  "decorrelated-jitter": decorrelatedJitter,
};

/** Waits nothing for the strategies that have no delay. */
export function backoffOf(strategy: string): Backoff {
  return BACKOFFS[strategy] ?? noBackoff;
}

export function attemptsOf(values: Params): number {
  return values.strategy === "none" ? 1 : values.maxAttempts;
}

/** How long the service works at one call. */
export function serviceMs(values: Params): number {
  return 1000 / values.capacity;
}
