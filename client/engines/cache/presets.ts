/** Workloads that people have, and one workload under every policy. */
import type { Preset } from "../kernel/engine.ts";

const ordinary = { capacity: 500, keys: 10_000, exponent: 0.9 };

export const presets: Readonly<Record<string, Preset>> = {
  "lru-500": {
    title: "LRU, 500 entries",
    help: "A bounded cache in a process: 500 of 10,000 keys, popularity a little below Zipf's own law.",
    params: { policy: "lru", ...ordinary },
  },
  "fifo-500": {
    title: "FIFO, 500 entries",
    help: "The same workload, evicting in the order of arrival.",
    params: { policy: "fifo", ...ordinary },
  },
  "web-proxy": {
    title: "Web proxy",
    help: "A tenth of the pages fits; web requests follow Zipf with an exponent of 0.64 to 0.83 (Breslau et al., 1999).",
    params: { policy: "lru", capacity: 5000, keys: 50_000, exponent: 0.75 },
  },
  "hot-set": {
    title: "Small hot set",
    help: "A few keys take most of the requests: 1 % of the keys in the cache serve the greater part.",
    params: { policy: "lru", capacity: 100, keys: 10_000, exponent: 1.2 },
  },
  uniform: {
    title: "Uniform keys",
    help: "Nothing is popular: the hit ratio is the share of the keys that fits, whatever the policy.",
    params: { policy: "lru", capacity: 1000, keys: 10_000, exponent: 0 },
  },
  "clock-500": {
    title: "CLOCK, 500 entries",
    help: "What page caches do: a hit sets a bit, and the hit ratio comes out a little above LRU's here.",
    params: { policy: "clock", ...ordinary },
  },
  "lfu-500": {
    title: "LFU, 500 entries",
    help: "Counts find the popular keys, as long as popularity stays where it is; then shift it and see.",
    params: { policy: "lfu", ...ordinary },
  },
  "s3-fifo-500": {
    title: "S3-FIFO, 500 entries",
    help: "A tenth of the cache sifts out what is asked for once (SOSP 2023).",
    params: { policy: "s3-fifo", ...ordinary },
  },
  "w-tinylfu-500": {
    title: "W-TinyLFU, 500 entries",
    help: "As in Java's Caffeine: a window of 1 %, and only the more popular one gets into the main part.",
    params: { policy: "w-tinylfu", ...ordinary },
  },
  "one-hit-wonders": {
    title: "One-hit wonders under LRU",
    help: "Half of the requests are for keys that never return, and they push out what does; compare S3-FIFO.",
    params: { policy: "lru", ...ordinary, oneHitWonders: 0.5 },
  },
};
