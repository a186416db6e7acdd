/** Parameters of the stream-processing engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  time: {
    kind: "choice",
    label: "Time",
    help: "By which time events are put into windows, and when a result is told.",
    default: "event",
    options: [
      { value: "event", label: "event time, with a watermark" },
      { value: "processing", label: "processing time" },
      { value: "batch", label: "event time, in a batch run" },
    ],
  },
  kind: {
    kind: "choice",
    label: "Windows",
    help: "How time is cut up.",
    default: "tumbling",
    options: [
      { value: "tumbling", label: "tumbling" },
      { value: "sliding", label: "sliding" },
      { value: "session", label: "sessions" },
    ],
  },
  size: {
    kind: "number",
    label: "Window",
    help: "Length of a tumbling or sliding window.",
    default: 10_000,
    min: 500,
    max: 120_000,
    unit: "ms",
    logarithmic: true,
  },
  overlap: {
    kind: "number",
    label: "Windows at once",
    help: "How many sliding windows hold each event.",
    default: 5,
    min: 1,
    max: 20,
    unit: "count",
    integer: true,
  },
  gap: {
    kind: "number",
    label: "Session gap",
    help: "A session ends when its user has been silent for so long; analytics tools take 30 minutes.",
    default: 4000,
    min: 100,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  bound: {
    kind: "number",
    label: "Watermark lags by",
    help: "How much out of order events are expected to be; results wait so long.",
    default: 1000,
    min: 0,
    max: 60_000,
    unit: "ms",
  },
  lateness: {
    kind: "number",
    label: "Allowed lateness",
    help: "How long a result can still be corrected; Flink's default is 0.",
    default: 0,
    min: 0,
    max: 120_000,
    unit: "ms",
  },
  batchWait: {
    kind: "number",
    label: "Batch runs after",
    help: "How long after a window's end the batch looks at it.",
    default: 60_000,
    min: 0,
    max: 120_000,
    unit: "ms",
  },
  rate: {
    kind: "number",
    label: "Events",
    help: "That happen in a second on average, with exponential gaps.",
    default: 50,
    min: 0.5,
    max: 1000,
    unit: "1/s",
    logarithmic: true,
  },
  users: {
    kind: "number",
    label: "Users",
    help: "Results are by user; all are equally active.",
    default: 1,
    min: 1,
    max: 100,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  delay: {
    kind: "number",
    label: "Delay",
    help: "From happening to arriving, on average (exponentially distributed).",
    default: 400,
    min: 1,
    max: 30_000,
    unit: "ms",
    logarithmic: true,
  },
  offlineShare: {
    kind: "number",
    label: "From offline devices",
    help: "Share of the events that come much later.",
    default: 0.05,
    min: 0,
    max: 0.9,
    unit: "ratio",
  },
  offlineDelay: {
    kind: "number",
    label: "Their delay",
    help: "On average, exponentially distributed as well.",
    default: 8000,
    min: 1,
    max: 120_000,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

const EVENTS = 6000;

/** Enough events, and enough windows that are settled. */
export function runLengthMs(values: Params): number {
  const { rate, time, batchWait, bound, size } = values;
  const waiting = time === "batch" ? batchWait : bound;
  const wanted = Math.max((1000 * EVENTS) / rate, 2 * waiting + 4 * size);
  return Math.ceil(wanted / 1000) * 1000;
}

export function slideMs({ size, overlap }: Params): number {
  return size / overlap;
}

/** Events from after this are not measured: those that will be late are still under way when the run ends. */
export function measuredUntilMs(values: Params): number {
  const lengthMs = runLengthMs(values);
  return Math.max(lengthMs / 2, lengthMs - 5 * Math.max(values.delay, values.offlineDelay) - values.size);
}
