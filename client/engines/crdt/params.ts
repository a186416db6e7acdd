/** Parameters of the CRDT engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  type: {
    kind: "choice",
    label: "Data type",
    help: "What is replicated.",
    default: "pn-counter",
    options: [
      { value: "naive-counter", label: "A number: read, add, write; the latest wins" },
      { value: "g-counter", label: "G-counter (grows only)" },
      { value: "pn-counter", label: "PN-counter (up and down)" },
      { value: "lww-register", label: "Last-writer-wins register" },
      { value: "mv-register", label: "Multi-value register" },
      { value: "g-set", label: "G-set (grows only)" },
      { value: "2p-set", label: "2P-set (what is removed stays away)" },
      { value: "or-set", label: "OR-set (additions win)" },
      { value: "rga", label: "Sequence (replicated growable array)" },
    ],
  },
  replicas: {
    kind: "number",
    label: "Replicas",
    help: "Each takes reads and writes by itself.",
    default: 5,
    min: 2,
    max: 12,
    unit: "count",
    integer: true,
  },
  writes: {
    kind: "number",
    label: "Writes",
    help: "Writes a second, over all replicas, at random moments.",
    default: 2,
    min: 0.1,
    max: 10,
    unit: "1/s",
    logarithmic: true,
  },
  gossip: {
    kind: "number",
    label: "Gossip every",
    help: "How often, on average, a replica sends its state to a random other one, which merges it.",
    default: 1000,
    min: 200,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  partition: {
    kind: "number",
    label: "Partition",
    help: "How long the replicas are cut into two halves, from second 60 on; 0 for not at all.",
    default: 0,
    min: 0,
    max: 3_600_000,
    unit: "ms",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const PARTITION_AT_MS = 60_000;
