/** Parameters of the cache-strategies engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  strategy: {
    kind: "choice",
    label: "Strategy",
    help: "Who fills the cache, and what a write does to it.",
    default: "cache-aside",
    options: [
      { value: "cache-aside", label: "Cache-aside: the application loads, writes and deletes" },
      { value: "cache-aside-lease", label: "Cache-aside with leases" },
      { value: "read-through", label: "Read-through: the cache loads, writes invalidate" },
      { value: "write-through", label: "Write-through: writes pass the cache to the source" },
      { value: "write-behind", label: "Write-behind: the source is written later" },
      { value: "write-around", label: "Write-around: writes pass the cache by" },
      { value: "refresh-ahead", label: "Refresh-ahead: loaded again before it expires" },
    ],
  },
  readRate: {
    kind: "number",
    label: "Reads",
    help: "Reads a second on average.",
    default: 150,
    min: 1,
    max: 2000,
    unit: "1/s",
    logarithmic: true,
  },
  writeRate: {
    kind: "number",
    label: "Writes",
    help: "Writes a second on average, to keys of the same popularity; 0 for none.",
    default: 10,
    min: 0,
    max: 1000,
    unit: "1/s",
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Different keys; all of them fit in the cache.",
    default: 100,
    min: 2,
    max: 2000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  exponent: {
    kind: "number",
    label: "Zipf exponent",
    help: "How uneven the popularity is: 0 is uniform, web traffic lies around 0.8.",
    default: 0.8,
    min: 0,
    max: 2,
    unit: "",
  },
  ttl: {
    kind: "number",
    label: "Time to live",
    help: "How long an entry may be used after it was stored.",
    default: 10_000,
    min: 100,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  cacheLatency: {
    kind: "number",
    label: "Cache latency",
    help: "One round trip to the cache: half a millisecond to one within a data centre.",
    default: 1,
    min: 0,
    max: 100,
    unit: "ms",
  },
  sourceLatency: {
    kind: "number",
    label: "Source latency",
    help: "What a read or a write takes at the source on average (exponentially distributed).",
    default: 20,
    min: 0.1,
    max: 1000,
    unit: "ms",
    logarithmic: true,
  },
  flushDelay: {
    kind: "number",
    label: "Flush after",
    help: "Write-behind: how long a write waits in the cache before it goes to the source.",
    default: 1000,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  refreshWindow: {
    kind: "number",
    label: "Refresh window",
    help: "Refresh-ahead: the last share of an entry's life in which a read loads it again.",
    default: 0.25,
    min: 0.01,
    max: 1,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;

export type Strategy =
  | "cache-aside"
  | "cache-aside-lease"
  | "read-through"
  | "write-through"
  | "write-behind"
  | "write-around"
  | "refresh-ahead";

/** The cache loads for everybody who waits; with cache-aside each application loads for itself. */
export function loadsOnce(values: Params): boolean {
  return values.strategy !== "cache-aside" && values.strategy !== "cache-aside-lease";
}

/** Entries are never older than the latest acknowledged write: what leases and the cache's own bookkeeping are for. */
export function staysFresh(values: Params): boolean {
  return !["cache-aside", "write-around", "refresh-ahead"].includes(values.strategy);
}

/** A write leaves its value in the cache. */
export function writesFill(values: Params): boolean {
  return values.strategy === "write-through" || values.strategy === "write-behind";
}
