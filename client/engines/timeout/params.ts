/** Parameters of the timeout engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  limited: {
    kind: "flag",
    label: "With a timeout",
    help: "Without one a worker waits for its call as long as the dependency likes.",
    default: true,
  },
  timeout: {
    kind: "number",
    label: "Timeout",
    help: "How long a worker waits for its call to the dependency.",
    default: 500,
    min: 1,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  propagate: {
    kind: "flag",
    label: "Pass the deadline on",
    help: "Workers know when a request's user leaves: they start nothing later, and wait no longer than that.",
    default: false,
  },
  patience: {
    kind: "number",
    label: "Users wait",
    help: "A user leaves after this long; what is answered later helps nobody.",
    default: 2000,
    min: 1,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  arrivalRate: {
    kind: "number",
    label: "Arrival rate",
    help: "Requests a second on average, each of which calls the dependency once.",
    default: 100,
    min: 0.1,
    max: 10_000,
    unit: "1/s",
    logarithmic: true,
  },
  workers: {
    kind: "number",
    label: "Workers",
    help: "Threads or connections: how many calls can be under way at once.",
    default: 40,
    min: 1,
    max: 2000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  queue: {
    kind: "number",
    label: "Queue",
    help: "Requests that wait for a worker at most; more are refused.",
    default: 500,
    min: 0,
    max: 100_000,
    unit: "count",
    integer: true,
  },
  latency: {
    kind: "number",
    label: "Latency",
    help: "What a call to the dependency takes on average when nothing is wrong (exponentially distributed).",
    default: 50,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  incident: {
    kind: "number",
    label: "Incident",
    help: "How long a part of the dependency hangs, from second 20 on; 0 for no incident.",
    default: 30_000,
    min: 0,
    max: 3_600_000,
    unit: "ms",
  },
  hangShare: {
    kind: "number",
    label: "Calls that hang",
    help: "Share of the calls made in the incident: 0.2 is one of five replicas.",
    default: 0.2,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  hangTime: {
    kind: "number",
    label: "They hang for",
    help: "How long such a call takes when nobody gives it up.",
    default: 60_000,
    min: 1,
    max: 3_600_000,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** When the incident begins that parameters ask for. */
export const INCIDENT_AT_MS = 20_000;
/** Until then the pool fills, and nothing is compared with theory. */
export const WARM_UP_MS = 1000;

/** How long a worker waits for its call at most; Infinity without any limit. A request that did not wait has its user's
 *  whole patience left. */
export function limitMs(values: Params): number {
  const own = values.limited ? values.timeout : Infinity;
  return values.propagate ? Math.min(own, values.patience) : own;
}
