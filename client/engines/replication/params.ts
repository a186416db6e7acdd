/** Parameters of the replication engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  mode: {
    kind: "choice",
    label: "Replication",
    help: "Who takes writes, and which copies a write waits for.",
    default: "async",
    options: [
      { value: "async", label: "One leader, asynchronous" },
      { value: "semi-sync", label: "One leader, waits for one follower" },
      { value: "sync", label: "One leader, waits for all followers" },
      { value: "last-writer-wins", label: "Every replica leads, last writer wins" },
      { value: "siblings", label: "Every replica leads, siblings" },
      { value: "leaderless", label: "Leaderless, quorums" },
    ],
  },
  replicas: {
    kind: "number",
    label: "Replicas (N)",
    help: "Copies of each key, the leader's too.",
    default: 3,
    min: 2,
    max: 7,
    unit: "count",
    integer: true,
  },
  readQuorum: {
    kind: "number",
    label: "Read quorum (R)",
    help: "Leaderless: replicas that a read asks; no more than there are.",
    default: 2,
    min: 1,
    max: 7,
    unit: "count",
    integer: true,
  },
  writeQuorum: {
    kind: "number",
    label: "Write quorum (W)",
    help: "Leaderless: replicas that must have a write before it counts as done; no more than there are.",
    default: 2,
    min: 1,
    max: 7,
    unit: "count",
    integer: true,
  },
  readFrom: {
    kind: "choice",
    label: "Reads go to",
    help: "With leaders: which replica a client reads from.",
    default: "any",
    options: [
      { value: "any", label: "Any follower, a new one each time" },
      { value: "sticky", label: "One follower a client" },
      { value: "leader", label: "Where it wrote" },
    ],
  },
  readAfter: {
    kind: "number",
    label: "Reads after",
    help: "So long after its write a client reads the key that it wrote, and again twice as long after.",
    default: 30,
    min: 0,
    max: 5000,
    unit: "ms",
  },
  latency: {
    kind: "number",
    label: "Latency",
    help: "No write reaches another replica sooner.",
    default: 10,
    min: 0,
    max: 1000,
    unit: "ms",
  },
  jitter: {
    kind: "number",
    label: "Lag on top",
    help: "Mean of the random time that a replica takes beyond the latency: queueing, applying.",
    default: 20,
    min: 0,
    max: 1000,
    unit: "ms",
  },
  writeRate: {
    kind: "number",
    label: "Writes",
    help: "Writes a second on average, each by a client that then reads twice.",
    default: 50,
    min: 1,
    max: 300,
    unit: "1/s",
    logarithmic: true,
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Writes hit them evenly; the fewer there are, the more conflicts.",
    default: 64,
    min: 1,
    max: 64,
    unit: "count",
    integer: true,
  },
  crashEvery: {
    kind: "number",
    label: "Crash every",
    help: "Time between two crashes, of the leader or else of a random replica; 0 for none.",
    default: 4000,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
  downtime: {
    kind: "number",
    label: "Down for",
    help: "Until a crashed replica is back; a leader's followers elect another one in a third of it.",
    default: 600,
    min: 3,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  handoff: {
    kind: "flag",
    label: "Sloppy quorum, hinted handoff",
    help: "Leaderless: another replica stands in for one that is down, counts for the quorum, and hands over later.",
    default: false,
  },
  readRepair: {
    kind: "flag",
    label: "Read repair",
    help: "Leaderless: a read brings the replicas that it asked up to date.",
    default: true,
  },
  antiEntropy: {
    kind: "number",
    label: "Anti-entropy every",
    help: "Leaderless: how often two random replicas compare their Merkle trees; 0 for never.",
    default: 1000,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const hasLeader = ({ mode }: Params): boolean =>
  mode === "async" || mode === "semi-sync" || mode === "sync";
export const isMultiLeader = ({ mode }: Params): boolean =>
  mode === "last-writer-wins" || mode === "siblings";

/** Quorums are capped at the number of replicas. */
export function quorums({ replicas, readQuorum, writeQuorum }: Params): { r: number; w: number } {
  return { r: Math.min(replicas, readQuorum), w: Math.min(replicas, writeQuorum) };
}

/** Replicas other than the writer's that a write waits for; all of the quorum where nobody leads. */
export function awaited(values: Params): number {
  switch (values.mode) {
    case "semi-sync":
      return 1;
    case "sync":
      return values.replicas - 1;
    case "leaderless":
      return quorums(values).w;
    default:
      return 0;
  }
}
