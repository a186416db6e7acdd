/** Parameters of the message queue engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  arrivalRate: {
    kind: "number",
    label: "Messages",
    help: "Sent a second on average, with exponential gaps.",
    default: 80,
    min: 0.1,
    max: 5000,
    unit: "1/s",
    logarithmic: true,
  },
  consumers: {
    kind: "number",
    label: "Consumers",
    help: "Each works on one message at a time.",
    default: 10,
    min: 1,
    max: 100,
    unit: "count",
    integer: true,
  },
  work: {
    kind: "number",
    label: "Work",
    help: "What a message takes a consumer on average (exponentially distributed).",
    default: 100,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  capacity: {
    kind: "number",
    label: "Capacity",
    help: "Messages that wait at most.",
    default: 10_000,
    min: 1,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  overflow: {
    kind: "choice",
    label: "When it is full",
    help: "What happens to messages that find no room.",
    default: "block",
    options: [
      { value: "block", label: "the producer waits" },
      { value: "drop-newest", label: "the new one is refused" },
      { value: "drop-oldest", label: "the oldest one is dropped" },
      { value: "shed", label: "from half full on, ever more are refused" },
    ],
  },
  acknowledge: {
    kind: "choice",
    label: "Acknowledged",
    help: "Before the work a crash loses the message, after it the work may be done twice.",
    default: "after",
    options: [
      { value: "after", label: "after the work: at least once" },
      { value: "before", label: "before the work: at most once" },
    ],
  },
  visibility: {
    kind: "number",
    label: "Visibility timeout",
    help: "A message that is not acknowledged by then is handed out again; 30 s in SQS.",
    default: 30_000,
    min: 10,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  maxReceives: {
    kind: "number",
    label: "Receives",
    help: "After so many a message that comes back goes to the dead-letter queue.",
    default: 5,
    min: 1,
    max: 100,
    unit: "count",
    integer: true,
  },
  ordered: {
    kind: "flag",
    label: "In order",
    help: "Of one key only one message is handed out at a time, as in SQS FIFO queues.",
    default: false,
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Messages belong to so many orders or users, all equally often.",
    default: 50,
    min: 1,
    max: 1000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  crashShare: {
    kind: "number",
    label: "Crashes",
    help: "Share of deliveries in which the consumer dies half-way.",
    default: 0,
    min: 0,
    max: 0.5,
    unit: "ratio",
  },
  restart: {
    kind: "number",
    label: "Restart takes",
    help: "How long a consumer that died is away.",
    default: 2000,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  poisonShare: {
    kind: "number",
    label: "Poison messages",
    help: "Share of messages whose work always fails.",
    default: 0,
    min: 0,
    max: 0.5,
    unit: "ratio",
  },
  idempotent: {
    kind: "flag",
    label: "Idempotent consumers",
    help: "They see that a message's effect is there already, and only acknowledge it.",
    default: false,
  },
  outage: {
    kind: "number",
    label: "Consumers away",
    help: "How long no consumer takes a message, from second 20 on; 0 for not at all.",
    default: 0,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const OUTAGE_AT_MS = 20_000;
export const WARM_UP_MS = 5000;
/** What it takes to see that a message has been done already. */
export const SEEN_MS = 1;

const MESSAGES = 8000;

/** Messages a second that all consumers together can do. */
export function capacityPerSecond({ consumers, work }: Params): number {
  return (1000 * consumers) / work;
}

export function runLengthMs(values: Params): number {
  const wanted = WARM_UP_MS + (1000 * MESSAGES) / values.arrivalRate;
  const capacity = capacityPerSecond(values);
  const drain =
    capacity > values.arrivalRate
      ? (values.arrivalRate * values.outage) / (capacity - values.arrivalRate)
      : 0;
  const after = values.outage > 0 ? OUTAGE_AT_MS + values.outage + Math.min(1.5 * drain, 600_000) + 5000 : 0;
  return Math.ceil(Math.max(wanted, after) / 1000) * 1000;
}
