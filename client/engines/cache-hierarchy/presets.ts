/** Where tiers stand in practice, how they share what they hold, and what a write leaves behind in them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  service: {
    title: "Process, shared cache, database",
    help: "Four processes with a small cache of their own before one shared cache and the database's buffer.",
    params: { tiers: "service" },
  },
  web: {
    title: "Browser, CDN, web server",
    help: "Many small caches before two large ones: the near tier answers little, the CDN most.",
    params: {
      tiers: "web",
      nodes: 30,
      near: 10,
      middle: 200,
      far: 600,
      nearLatency: 0,
      middleLatency: 20,
      farLatency: 80,
      sourceLatency: 200,
    },
  },
  exclusive: {
    title: "One copy of each",
    help: "Three LRU tiers that hold nothing twice are one LRU of their summed capacity (Wong and Wilkes, 2002).",
    params: { inclusion: "exclusive", nodes: 1, near: 100, middle: 200, far: 400 },
  },
  "same-sizes": {
    title: "Tiers of one size",
    help: "A second tier as large as the first holds what the first holds, and catches almost nothing.",
    params: { nodes: 1, near: 200, middle: 200, far: 200 },
  },
  inclusive: {
    title: "Inclusive",
    help: "As in many processors: what the last tier evicts is dropped everywhere, popular or not.",
    params: { inclusion: "inclusive", near: 60, middle: 200, far: 260 },
  },
  "stale-tiers": {
    title: "Stale near copies",
    help: "Writes delete from the shared tiers; what other processes hold of their own stays wrong.",
    params: { writes: 0.02, invalidation: "shared" },
  },
  "stale-bounded": {
    title: "Stale for a while",
    help: "The same, and a near copy may be used for 500 requests only.",
    params: { writes: 0.02, invalidation: "shared", nearTtl: 500 },
  },
};
