/** Parameters of the object-store engine. Times are short, so that losses happen while one looks: what counts for them is
 *  the ratio of repair to failure. */
import type { ParamValues } from "../kernel/engine.ts";

const HOUR_MS = 3_600_000;

export const params = {
  scheme: {
    kind: "choice",
    label: "Redundancy",
    help: "Whole copies of each object, or data chunks with parity chunks of a Reed–Solomon code.",
    default: "replicas",
    options: [
      { value: "replicas", label: "copies" },
      { value: "erasure", label: "erasure code" },
    ],
  },
  copies: {
    kind: "number",
    label: "Copies",
    help: "Of each object, on different nodes: three in GFS, HDFS and Ceph unless told otherwise.",
    default: 3,
    min: 1,
    max: 8,
    unit: "count",
    integer: true,
  },
  dataChunks: {
    kind: "number",
    label: "Data chunks",
    help: "Chunks into which an object is cut for the erasure code.",
    default: 6,
    min: 1,
    max: 20,
    unit: "count",
    integer: true,
  },
  parityChunks: {
    kind: "number",
    label: "Parity chunks",
    help: "So many chunks may be missing without loss.",
    default: 3,
    min: 0,
    max: 8,
    unit: "count",
    integer: true,
  },
  nodes: {
    kind: "number",
    label: "Nodes",
    help: "Each holds at most one chunk of an object; no fewer than an object has chunks.",
    default: 48,
    min: 1,
    max: 64,
    unit: "count",
    integer: true,
  },
  objects: {
    kind: "number",
    label: "Objects",
    help: "Objects in the store; one that is lost is uploaded again.",
    default: 20,
    min: 1,
    max: 64,
    unit: "count",
    integer: true,
  },
  timeToFailureMs: {
    kind: "number",
    label: "Time to failure",
    help: "Mean life of a node's disk; real ones live for decades, so that losses would not be seen.",
    default: 100 * HOUR_MS,
    min: HOUR_MS,
    max: 300_000 * HOUR_MS,
    unit: "ms",
    logarithmic: true,
  },
  repairMs: {
    kind: "number",
    label: "Time to repair",
    help: "Mean time until a lost chunk has been noticed and made anew elsewhere.",
    default: 10 * HOUR_MS,
    min: HOUR_MS / 60,
    max: 1000 * HOUR_MS,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;

/** Chunks that are needed, and chunks that may be missing. */
export function codeOf({ scheme, copies, dataChunks, parityChunks }: Params): {
  needed: number;
  spare: number;
} {
  return scheme === "replicas"
    ? { needed: 1, spare: copies - 1 }
    : { needed: dataChunks, spare: parityChunks };
}
