/** Parameters of the bulkhead engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  isolation: {
    kind: "choice",
    label: "Isolation",
    help: "What calls to different dependencies share.",
    default: "shared",
    options: [
      { value: "shared", label: "one pool for all" },
      { value: "partitioned", label: "a pool for each" },
      { value: "semaphore", label: "one pool, a limit for each" },
      { value: "event-loop", label: "an event loop, no pool" },
    ],
  },
  workers: {
    kind: "number",
    label: "Workers",
    help: "Threads or connections in all; a pool for each has its equal part.",
    default: 40,
    min: 2,
    max: 400,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  limit: {
    kind: "number",
    label: "Limit for each",
    help: "Calls to one dependency at once, where a semaphore guards it; resilience4j's default is 25.",
    default: 15,
    min: 1,
    max: 400,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  queue: {
    kind: "number",
    label: "Waiting places",
    help: "Requests that may wait for a pool; more are refused. Hystrix' default is none.",
    default: 0,
    min: 0,
    max: 10_000,
    unit: "count",
    integer: true,
  },
  dependencies: {
    kind: "number",
    label: "Dependencies",
    help: "Each gets the same rate of requests.",
    default: 4,
    min: 2,
    max: 10,
    unit: "count",
    integer: true,
  },
  arrivalRate: {
    kind: "number",
    label: "Rate for each",
    help: "Requests a second on average to one dependency.",
    default: 50,
    min: 0.1,
    max: 1000,
    unit: "1/s",
    logarithmic: true,
  },
  latency: {
    kind: "number",
    label: "Latency",
    help: "What a call takes on average (exponentially distributed).",
    default: 100,
    min: 1,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
  cpu: {
    kind: "number",
    label: "Own work",
    help: "Processor time that a request takes before its call; on an event loop nothing else runs meanwhile.",
    default: 1,
    min: 0.01,
    max: 100,
    unit: "ms",
    logarithmic: true,
  },
  trouble: {
    kind: "choice",
    label: "Trouble",
    help: "What grows for requests to dependency A from second 20 on.",
    default: "latency",
    options: [
      { value: "latency", label: "its latency" },
      { value: "cpu", label: "own work for it" },
    ],
  },
  slowFactor: {
    kind: "number",
    label: "It grows",
    help: "How many times as much it takes.",
    default: 20,
    min: 1,
    max: 1000,
    unit: "",
    logarithmic: true,
  },
  incident: {
    kind: "number",
    label: "Incident",
    help: "How long that lasts; 0 for none.",
    default: 40_000,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const INCIDENT_AT_MS = 20_000;
export const WARM_UP_MS = 2000;

export function runLengthMs({ incident }: Params): number {
  return INCIDENT_AT_MS + Math.ceil(incident / 1000) * 1000 + 10_000;
}

/** Places and waiting places of one pool; the number of pools. */
export function pools({ isolation, workers, queue, dependencies }: Params): {
  readonly count: number;
  readonly places: number;
  readonly queue: number;
} {
  if (isolation === "partitioned")
    return { count: dependencies, places: Math.max(1, Math.floor(workers / dependencies)), queue };
  return { count: 1, places: workers, queue: isolation === "semaphore" ? 0 : queue };
}

/** How long into the incident the pools are still filling. */
export function settleMs({ incident, latency, slowFactor, trouble }: Params): number {
  return Math.min(incident / 2, 4 * latency * (trouble === "latency" ? slowFactor : 1));
}
