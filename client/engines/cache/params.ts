/** Parameters of the cache engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  policy: {
    kind: "choice",
    label: "Policy",
    help: "Which entry goes when the cache is full.",
    default: "lru",
    options: [
      { value: "lru", label: "LRU (least recently used)" },
      { value: "fifo", label: "FIFO (first in, first out)" },
      { value: "clock", label: "CLOCK (second chance)" },
      { value: "lfu", label: "LFU (least frequently used)" },
      { value: "slru", label: "SLRU (segmented LRU)" },
      { value: "arc", label: "ARC (adaptive replacement)" },
      { value: "s3-fifo", label: "S3-FIFO (three queues)" },
      { value: "w-tinylfu", label: "W-TinyLFU (admission by popularity)" },
    ],
  },
  capacity: {
    kind: "number",
    label: "Capacity",
    help: "Entries that the cache holds.",
    default: 500,
    min: 1,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  keys: {
    kind: "number",
    label: "Keys",
    help: "Different keys that are asked for.",
    default: 10_000,
    min: 2,
    max: 100_000,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  exponent: {
    kind: "number",
    label: "Zipf exponent",
    help: "How uneven the popularity is: 0 is uniform, web traffic lies around 0.8, hot sets above 1.",
    default: 0.9,
    min: 0,
    max: 2,
    unit: "",
  },
  oneHitWonders: {
    kind: "number",
    label: "One-hit wonders",
    help: "Share of the requests for keys that nobody asks for again, as a CDN sees many of.",
    default: 0,
    min: 0,
    max: 0.95,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;
