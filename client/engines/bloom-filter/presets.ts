/** Filters as products and papers set them, and the mistakes that are made with them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "ten-bits": {
    title: "Ten bits a key",
    help: "The usual filter of an LSM store's table: 10 bits and 7 hashes give 0.8 %.",
    params: { variant: "standard", bitsPerKey: 10, hashes: 7, capacity: 1000, load: 1 },
  },
  overfull: {
    title: "Three times the keys planned",
    help: "Nobody resized it: more than a third of all absent keys are said to be there.",
    params: { variant: "standard", bitsPerKey: 10, hashes: 7, capacity: 1000, load: 3 },
  },
  "one-hash": {
    title: "One hash",
    help: "The same memory with a single bit a key: false positives are ten times as frequent.",
    params: { variant: "standard", bitsPerKey: 10, hashes: 1, capacity: 1000, load: 1 },
  },
  blocked: {
    title: "Blocked",
    help: "All bits of a key in one cache line of 512 bits, as RocksDB's filters do: faster, a little less exact.",
    params: { variant: "blocked", bitsPerKey: 10, hashes: 7, capacity: 10_000, load: 1 },
  },
  counting: {
    title: "Counting",
    help: "Counters of four bits, as Summary Cache shared them between proxies: four times the memory, and keys can go.",
    params: { variant: "counting", bitsPerKey: 8, hashes: 5, capacity: 1000, load: 1 },
  },
  scalable: {
    title: "Scalable",
    help: "Four times the keys planned: the chain grows, and the rate stays below the one asked for.",
    params: { variant: "scalable", bitsPerKey: 10, hashes: 7, capacity: 1000, load: 4 },
  },
  "weak-hash": {
    title: "A weak hash",
    help: "Similar keys have similar hashes under 31·h + c: their bits crowd together, and theory no longer holds.",
    params: { variant: "standard", bitsPerKey: 10, hashes: 7, capacity: 1000, load: 1, hash: "weak" },
  },
};
