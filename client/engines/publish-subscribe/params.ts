/** Parameters of the publish-subscribe engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  style: {
    kind: "choice",
    label: "Broker",
    help: "A log that consumers read at their own pace, or a hub that carries each message to each group itself.",
    default: "log",
    options: [
      { value: "log", label: "log with partitions" },
      { value: "hub", label: "hub that transforms and routes (ESB)" },
    ],
  },
  publishRate: {
    kind: "number",
    label: "Messages",
    help: "Published a second on average, with exponential gaps.",
    default: 100,
    min: 0.1,
    max: 2000,
    unit: "1/s",
    logarithmic: true,
  },
  partitions: {
    kind: "number",
    label: "Partitions",
    help: "The topic is cut into so many logs; no more consumers of a group can work at once.",
    default: 12,
    min: 1,
    max: 64,
    unit: "count",
    integer: true,
  },
  keyed: {
    kind: "flag",
    label: "By key",
    help: "A message's key decides its partition, which keeps its order; otherwise partitions take turns.",
    default: true,
  },
  keySkew: {
    kind: "number",
    label: "Skew of keys",
    help: "Zipf exponent over 1000 keys; 0 for equally frequent ones.",
    default: 0.5,
    min: 0,
    max: 2,
    unit: "",
  },
  groups: {
    kind: "number",
    label: "Groups",
    help: "Each gets every message once; inside a group its consumers share them.",
    default: 2,
    min: 1,
    max: 4,
    unit: "count",
    integer: true,
  },
  consumers: {
    kind: "number",
    label: "Consumers a group",
    help: "Each works on one message at a time.",
    default: 4,
    min: 1,
    max: 32,
    unit: "count",
    integer: true,
  },
  work: {
    kind: "number",
    label: "Work",
    help: "What a message takes a consumer on average (exponentially distributed).",
    default: 20,
    min: 0.1,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
  slowFactor: {
    kind: "number",
    label: "The last group is slower by",
    help: "It does more with each message.",
    default: 1,
    min: 1,
    max: 100,
    unit: "",
    logarithmic: true,
  },
  retention: {
    kind: "number",
    label: "Records kept",
    help: "In each partition; who lags further behind misses messages. Kafka keeps a week.",
    default: 100_000,
    min: 1,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  assignor: {
    kind: "choice",
    label: "Assignment",
    help: "How partitions are dealt out when members of a group come or go.",
    default: "sticky",
    options: [
      { value: "range", label: "range, everyone stops" },
      { value: "round-robin", label: "round robin, everyone stops" },
      { value: "sticky", label: "sticky, cooperative" },
    ],
  },
  rebalanceTime: {
    kind: "number",
    label: "A rebalance takes",
    help: "So long nobody reads the partitions concerned.",
    default: 1000,
    min: 0,
    max: 60_000,
    unit: "ms",
  },
  changeEvery: {
    kind: "number",
    label: "Membership changes every",
    help: "A consumer of the first group leaves and comes back in turn, as in rolling deployments; 0 for never.",
    default: 0,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
  commitEvery: {
    kind: "number",
    label: "Commit every",
    help: "Messages; what was done since the last commit is done again after a crash.",
    default: 10,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  sessionTimeout: {
    kind: "number",
    label: "Session timeout",
    help: "How long a crashed consumer's partitions wait until the group notices; 45 s in Kafka.",
    default: 10_000,
    min: 100,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  hubWork: {
    kind: "number",
    label: "Hub's work",
    help: "What one message for one group takes the hub, which does one at a time.",
    default: 3,
    min: 0.01,
    max: 1000,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

export const KEYS = 1000;

const MESSAGES = 5000;
export function runLengthMs({ publishRate, changeEvery }: Params): number {
  const wanted = (1000 * MESSAGES) / publishRate;
  return Math.ceil(Math.max(wanted, Math.min(6 * changeEvery, 600_000)) / 1000) * 1000;
}

export function warmUpMs(values: Params): number {
  return runLengthMs(values) / 10;
}

/** Mean work of a group's consumers. */
export function workMs({ work, slowFactor, groups }: Params, group: number): number {
  return group === groups - 1 && groups > 1 ? work * slowFactor : work;
}
