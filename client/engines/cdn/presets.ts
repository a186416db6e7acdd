/** How sites use a CDN, and what changes with a shield, purges and push. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  pull: {
    title: "Pull",
    help: "Eight edges, each of which fetches for itself what it is asked for and lets it expire.",
    params: { mode: "pull" },
  },
  shield: {
    title: "Pull with a shield",
    help: "Eight misses become one at the origin, for a longer way on the first of them.",
    params: { mode: "pull", shield: true },
  },
  purge: {
    title: "Purge on update",
    help: "Long lives and a message to every edge when something changes: few misses, hardly anything stale.",
    params: { mode: "pull", purge: true, ttl: 26_000 },
  },
  push: {
    title: "Push",
    help: "Everything is at every edge before it is asked for; each update goes out eight times.",
    params: { mode: "push" },
  },
  "slow-push": {
    title: "Push, slow to spread",
    help: "Ten seconds until an edge has the new version: nothing is missed, and some of it is old.",
    params: { mode: "push", spreadDelay: 10_000 },
  },
  "origin-fails": {
    title: "Stale if error",
    help: "Copies may be used for five minutes beyond their life while the origin fails (RFC 5861); take it down.",
    params: { mode: "pull", staleIfError: 300_000 },
  },
};
