/** The policies by the name that a parameter gives them, and what a reader is told of each. */
import type { Params } from "./params.ts";
import { ArcCache } from "./primitives/arc.ts";
import type { BoundedCache } from "./primitives/boundedCache.ts";
import { ClockCache } from "./primitives/clock.ts";
import { FifoCache } from "./primitives/fifo.ts";
import { LfuCache } from "./primitives/lfu.ts";
import { LruCache } from "./primitives/lru.ts";
import { S3FifoCache } from "./primitives/s3Fifo.ts";
import { SlruCache } from "./primitives/slru.ts";
import { WTinyLfuCache } from "./primitives/wTinyLfu.ts";

interface Policy {
  readonly name: string;
  /** In which order `entries` gives them. */
  readonly order: string;
  create(capacity: number): BoundedCache<number, number>;
}

const policies: Readonly<Record<string, Policy>> = {
  lru: {
    name: "LRU",
    order: "most recently used first",
    create: (capacity) => new LruCache(capacity),
  },
  fifo: { name: "FIFO", order: "latest in first", create: (capacity) => new FifoCache(capacity) },
  clock: {
    name: "CLOCK",
    order: "used since the hand passed first",
    create: (capacity) => new ClockCache(capacity),
  },
  lfu: { name: "LFU", order: "most uses first", create: (capacity) => new LfuCache(capacity) },
  slru: {
    name: "SLRU",
    order: "protected first, then on probation",
    create: (capacity) => new SlruCache(capacity),
  },
  arc: {
    name: "ARC",
    order: "seen again first, then seen once",
    create: (capacity) => new ArcCache(capacity),
  },
  "s3-fifo": {
    name: "S3-FIFO",
    order: "main queue first, then the small one",
    create: (capacity) => new S3FifoCache(capacity),
  },
  "w-tinylfu": {
    name: "W-TinyLFU",
    order: "protected, on probation, window",
    create: (capacity) => new WTinyLfuCache(capacity),
  },
};

export function policyOf(values: Params): Policy {
  return policies[values.policy]!;
}
