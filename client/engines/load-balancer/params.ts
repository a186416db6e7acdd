/** Parameters of the load balancer engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  policy: {
    kind: "choice",
    label: "Policy",
    help: "How the balancer chooses a server.",
    default: "round-robin",
    options: [
      { value: "random", label: "random" },
      { value: "round-robin", label: "round robin (smooth, weighted)" },
      { value: "least-connections", label: "least connections" },
      { value: "power-of-two", label: "better of two at random" },
      { value: "peak-ewma", label: "least response time (peak EWMA)" },
      { value: "hash-ring", label: "consistent hashing" },
      { value: "bounded-ring", label: "consistent hashing, bounded loads" },
      { value: "active-passive", label: "active and passive" },
    ],
  },
  arrivalRate: {
    kind: "number",
    label: "Arrival rate",
    help: "Requests a second on average, with exponential gaps.",
    default: 100,
    min: 0.1,
    max: 20_000,
    unit: "1/s",
    logarithmic: true,
  },
  servers: {
    kind: "number",
    label: "Servers",
    help: "Each works on one request at a time and lets the others wait in line.",
    default: 10,
    min: 1,
    max: 100,
    unit: "count",
    integer: true,
  },
  service: {
    kind: "number",
    label: "Service time",
    help: "What a request takes on an idle server, on average (exponentially distributed).",
    default: 70,
    min: 0.1,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
  slowFactor: {
    kind: "number",
    label: "The last server is slower by",
    help: "An older machine, or one with a noisy neighbour; 1 for a server like the others.",
    default: 1,
    min: 1,
    max: 100,
    unit: "",
    logarithmic: true,
  },
  weighted: {
    kind: "flag",
    label: "Weights",
    help: "The balancer has been told how slow that server is.",
    default: false,
  },
  layer: {
    kind: "choice",
    label: "Layer",
    help: "Layer 7 chooses for every request, layer 4 for every connection.",
    default: "7",
    options: [
      { value: "7", label: "7: each request" },
      { value: "4", label: "4: each connection" },
    ],
  },
  connections: {
    kind: "number",
    label: "Connections",
    help: "How many the clients keep open, and share equally.",
    default: 100,
    min: 1,
    max: 5000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  connectionRequests: {
    kind: "number",
    label: "Requests a connection",
    help: "After so many a client opens a new connection; nginx closes after 1000.",
    default: 1000,
    min: 1,
    max: 1_000_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  keySkew: {
    kind: "number",
    label: "Skew of keys",
    help: "Zipf exponent over 1000 users: hashing sends all requests of one user to the same server.",
    default: 0.8,
    min: 0,
    max: 2,
    unit: "",
  },
  excess: {
    kind: "number",
    label: "Bound on load",
    help: "With bounded loads a server takes so much more than its fair share; the example in HAProxy's manual is a half.",
    default: 0.25,
    min: 0.01,
    max: 10,
    unit: "ratio",
    logarithmic: true,
  },
  checkInterval: {
    kind: "number",
    label: "Health check every",
    help: "HAProxy's default is 2 s, with 3 failures to take a server out and 2 successes to bring it back.",
    default: 2000,
    min: 100,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  incident: {
    kind: "number",
    label: "The first server fails for",
    help: "From second 31 on it refuses every request; 0 for no incident.",
    default: 0,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const INCIDENT_AT_MS = 31_000;
export const RISE = 2;
export const FALL = 3;
export const KEYS = 1000;
/** Requests in line at one server at most; more are refused. */
export const LINE_LIMIT = 10_000;

/** Whole seconds in which about so many requests come, and long enough to see what follows an incident. */
const REQUESTS = 6000;
export function runLengthMs({ arrivalRate, incident, checkInterval }: Params): number {
  const wanted = Math.ceil(REQUESTS / arrivalRate) * 1000;
  if (incident === 0) return wanted;
  return Math.max(wanted, Math.ceil((INCIDENT_AT_MS + incident + 5 * checkInterval) / 1000) * 1000);
}

export function warmUpMs(values: Params): number {
  return runLengthMs(values) / 10;
}

/** How fast each server is, 1 for the usual one. */
export function speeds({ servers, slowFactor }: Params): Float64Array {
  const all = new Float64Array(servers).fill(1);
  all[servers - 1] = 1 / slowFactor;
  return all;
}
