/** Parameters of the CAP engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  choice: {
    kind: "choice",
    label: "When parted",
    help: "What a replica does with a request: ask a majority, or answer from what it has.",
    default: "consistent",
    options: [
      { value: "consistent", label: "Consistent: a majority or an error" },
      { value: "available", label: "Available: every replica takes reads and writes" },
      { value: "local-reads", label: "Writes at a majority, reads where one is" },
    ],
  },
  replicas: {
    kind: "number",
    label: "Replicas",
    help: "Each has its clients, as many as any other.",
    default: 5,
    min: 2,
    max: 7,
    unit: "count",
    integer: true,
  },
  cutOff: {
    kind: "number",
    label: "Cut off",
    help: "Replicas on the smaller side of the partition, the last ones; at most all but one.",
    default: 2,
    min: 1,
    max: 6,
    unit: "count",
    integer: true,
  },
  partitionFor: {
    kind: "number",
    label: "Partition for",
    help: "How long the two sides do not hear each other, from second 5 on; 0 for never.",
    default: 10_000,
    min: 0,
    max: 600_000,
    unit: "ms",
  },
  rate: {
    kind: "number",
    label: "Requests",
    help: "Requests a second on average, evenly over replicas and keys.",
    default: 60,
    min: 1,
    max: 300,
    unit: "1/s",
    logarithmic: true,
  },
  writeShare: {
    kind: "number",
    label: "Writes",
    help: "Share of the requests that write.",
    default: 0.2,
    min: 0.01,
    max: 1,
    unit: "ratio",
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Registers, each on all replicas.",
    default: 8,
    min: 1,
    max: 32,
    unit: "count",
    integer: true,
  },
  latency: {
    kind: "number",
    label: "Latency",
    help: "Between replicas, one way: 1 ms within a data centre, 40 ms across a continent.",
    default: 5,
    min: 0,
    max: 500,
    unit: "ms",
  },
  jitter: {
    kind: "number",
    label: "Jitter",
    help: "Mean of the random time on top.",
    default: 1,
    min: 0,
    max: 500,
    unit: "ms",
  },
  timeout: {
    kind: "number",
    label: "Timeout",
    help: "A request without a majority by then gets an error; its write may have happened or not.",
    default: 500,
    min: 10,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** When the partition begins that parameters ask for. */
export const PARTITION_AT_MS = 5000;

export const cutOff = ({ replicas, cutOff: count }: Params): number => Math.min(count, replicas - 1);
