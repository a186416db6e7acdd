/** One workload under every strategy, and the settings in which each of them fails. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "cache-aside": {
    title: "Cache-aside",
    help: "The usual way to use Redis or memcached: load on a miss, delete on a write.",
    params: { strategy: "cache-aside" },
  },
  "read-through": {
    title: "Read-through",
    help: "The cache loads, once for all who wait, and drops a load that an invalidation overtook.",
    params: { strategy: "read-through" },
  },
  "write-through": {
    title: "Write-through",
    help: "The cache writes the source before it answers: nothing is stale or lost, and every write waits.",
    params: { strategy: "write-through" },
  },
  "write-behind": {
    title: "Write-behind",
    help: "Writes are answered by the cache and reach the source a second later; crash the cache and count.",
    params: { strategy: "write-behind" },
  },
  "write-around": {
    title: "Write-around",
    help: "Nobody tells the cache of writes: what it holds is right until it is written, and stale until it expires.",
    params: { strategy: "write-around" },
  },
  "refresh-ahead": {
    title: "Refresh-ahead",
    help: "Popular entries are loaded again in the last quarter of their life: almost no read waits.",
    params: { strategy: "refresh-ahead" },
  },
  "aside-race": {
    title: "Cache-aside, the race",
    help: "A slow source and many writes: values read before a write are stored after its delete, and stay.",
    params: { strategy: "cache-aside", sourceLatency: 100, writeRate: 40, keys: 20, ttl: 60_000 },
  },
  "aside-lease": {
    title: "Cache-aside with leases",
    help: "The same race with memcache's leases (Facebook, NSDI 2013): the late store is refused.",
    params: { strategy: "cache-aside-lease", sourceLatency: 100, writeRate: 40, keys: 20, ttl: 60_000 },
  },
};
