/** Parameters of the service graph engine. */
import type { ParamValues } from "../kernel/engine.ts";
import { exp } from "../kernel/math.ts";

export const params = {
  depth: {
    kind: "number",
    label: "Tiers",
    help: "Services in a row, each of which calls the next; the last one calls the leaves.",
    default: 1,
    min: 1,
    max: 6,
    unit: "count",
    integer: true,
  },
  fanOut: {
    kind: "number",
    label: "Leaves",
    help: "Services, shards or databases that the last tier calls at the same time.",
    default: 100,
    min: 1,
    max: 200,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  needed: {
    kind: "number",
    label: "Answers needed",
    help: "Share of the leaves whose answers are enough.",
    default: 1,
    min: 0.1,
    max: 1,
    unit: "ratio",
  },
  latency: {
    kind: "number",
    label: "Latency of a leaf",
    help: "What it takes on average as a rule (exponentially distributed).",
    default: 10,
    min: 0.1,
    max: 1000,
    unit: "ms",
    logarithmic: true,
  },
  slowShare: {
    kind: "number",
    label: "Slow calls",
    help: "Share of the leaf calls that meet a pause: garbage collection, a full queue, a lost packet.",
    default: 0.01,
    min: 0,
    max: 0.5,
    unit: "ratio",
  },
  slowLatency: {
    kind: "number",
    label: "They take",
    help: "What such a call takes; a request that takes as long is called slow.",
    default: 1000,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  own: {
    kind: "number",
    label: "Work of a tier",
    help: "What each tier takes before it calls on.",
    default: 2,
    min: 0,
    max: 1000,
    unit: "ms",
  },
  failures: {
    kind: "number",
    label: "Failures",
    help: "Share of the calls to any service that fail: 0.001 is an availability of 99.9 %.",
    default: 0,
    min: 0,
    max: 0.5,
    unit: "ratio",
  },
  leavesDown: {
    kind: "flag",
    label: "The leaves are down",
    help: "Every call to a leaf fails.",
    default: false,
  },
  attempts: {
    kind: "number",
    label: "Attempts at each call",
    help: "By every caller inside; users ask once.",
    default: 1,
    min: 1,
    max: 4,
    unit: "count",
    integer: true,
  },
  hedge: {
    kind: "flag",
    label: "Hedged requests",
    help: "A leaf call that is not answered in time is sent to a second replica as well.",
    default: false,
  },
  hedgeAfter: {
    kind: "number",
    label: "Hedge after",
    help: "Dean and Barroso advise the 95th percentile, which is three mean latencies here.",
    default: 30,
    min: 0,
    max: 10_000,
    unit: "ms",
  },
  requestRate: {
    kind: "number",
    label: "Requests",
    help: "Of users, a second on average.",
    default: 20,
    min: 0.1,
    max: 1000,
    unit: "1/s",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Leaf calls that a run should see. */
const CALLS = 16_000;
const MOST_REQUESTS = 8000;

/** Answers that are enough. */
export function neededLeaves({ fanOut, needed }: Params): number {
  return Math.min(fanOut, Math.max(1, Math.ceil(needed * fanOut - 1e-9)));
}

/** Chance that a leaf call fails. */
export function leafFailure({ failures, leavesDown }: Params): number {
  return leavesDown ? 1 : failures;
}

/** Leaf calls for each request at most: every tier but the first is retried, and so are the leaves. */
export function mostCalls({ depth, fanOut, attempts }: Params): number {
  let calls = fanOut * attempts;
  for (let tier = 1; tier < depth; tier++) calls *= attempts;
  return calls;
}

/** So many requests that the calls come to what a run should see. */
export function requestsMeasured(values: Params): number {
  const calls = values.leavesDown
    ? mostCalls(values)
    : values.fanOut * (values.hedge ? 1 + exp(-values.hedgeAfter / values.latency) : 1);
  return Math.max(100, Math.min(MOST_REQUESTS, Math.round(CALLS / calls)));
}

/** Requests from before this are measured; what follows lets the slow ones among them end. */
export function measuredUntilMs(values: Params): number {
  return Math.ceil(requestsMeasured(values) / values.requestRate) * 1000;
}

export function runLengthMs(values: Params): number {
  const { slowShare, slowLatency, latency, depth, own } = values;
  const longestMs = (slowShare > 0 ? slowLatency : 0) + 20 * latency + depth * own;
  return measuredUntilMs(values) + Math.ceil(longestMs / 1000) * 1000;
}
