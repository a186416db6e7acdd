/** Parameters of the linearizability engine. */
import type { ParamValues } from "../kernel/engine.ts";

/** Systems by what they promise; `queue…` are queues, the others registers. */
export const LINEARIZABLE_SYSTEMS: readonly string[] = ["single", "abd", "queue"];

export const params = {
  system: {
    kind: "choice",
    label: "System",
    help: "What the clients talk to: three kinds that are linearizable, and the ways in which others are not.",
    default: "follower-reads",
    options: [
      { value: "single", label: "One copy" },
      { value: "follower-reads", label: "Leader, reads from any replica" },
      { value: "check-then-set", label: "One copy, compare-and-set in two steps" },
      { value: "quorum", label: "Majority quorums, no write-back" },
      { value: "abd", label: "Majority quorums with write-back (ABD)" },
      { value: "queue", label: "One queue" },
      { value: "queue-peek", label: "One queue, look and remove in two steps" },
      { value: "recorded", label: "A recorded history" },
    ],
  },
  example: {
    kind: "choice",
    label: "Recorded history",
    help: "Which of the histories that are known from the literature is replayed, if the system is a recorded one.",
    default: "queue-overlap",
    options: [
      { value: "queue-overlap", label: "Queue: overlapping enqueues come out in the other order" },
      { value: "queue-overtaken", label: "Queue: the later of two enqueues comes out first" },
      { value: "queue-pending", label: "Queue: a value comes out whose enqueue has not returned" },
      { value: "queue-twice", label: "Queue: a value comes out twice" },
      { value: "register-during", label: "Register: old, then new value while it is written" },
      { value: "register-back", label: "Register: new, then old value while it is written" },
    ],
  },
  clients: {
    kind: "number",
    label: "Clients",
    help: "Each calls one operation after another.",
    default: 5,
    min: 1,
    max: 12,
    unit: "count",
    integer: true,
  },
  operations: {
    kind: "number",
    label: "Operations a history",
    help: "After so many the history is complete, and a new one begins with an empty object, as test harnesses do.",
    default: 40,
    min: 4,
    max: 100,
    unit: "count",
    integer: true,
  },
  replicas: {
    kind: "number",
    label: "Replicas",
    help: "Copies of the register where the system has several.",
    default: 3,
    min: 1,
    max: 7,
    unit: "count",
    integer: true,
  },
  reads: {
    kind: "number",
    label: "Share of reads",
    help: "Reads or dequeues; the rest are writes, compare-and-sets and enqueues.",
    default: 0.5,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  cas: {
    kind: "number",
    label: "Compare-and-set",
    help: "Share of the writes that are compare-and-sets, in systems that have it.",
    default: 0.4,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  delay: {
    kind: "number",
    label: "Network delay",
    help: "Mean of one message's delay one way (exponentially distributed).",
    default: 10,
    min: 0.1,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
  think: {
    kind: "number",
    label: "Think time",
    help: "Mean pause of a client between two operations (exponentially distributed).",
    default: 20,
    min: 0.1,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
  timeout: {
    kind: "number",
    label: "Timeout",
    help: "After this long a client gives up; whether the operation took effect is then unknown.",
    default: 1000,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  loss: {
    kind: "number",
    label: "Lost messages",
    help: "Share of the messages that never arrive.",
    default: 0,
    min: 0,
    max: 0.9,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const isQueue = ({ system, example }: Params): boolean =>
  system.startsWith("queue") || (system === "recorded" && example.startsWith("queue"));

/** Nodes that hold a copy. */
export const nodeCount = ({ system, replicas }: Params): number =>
  system === "follower-reads" || system === "quorum" || system === "abd" ? replicas : 1;
