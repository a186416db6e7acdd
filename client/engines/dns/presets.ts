/** Times to live that people set, and the ways in which names fail. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "ttl-60": {
    title: "A minute",
    help: "What failover by DNS is set to: half of the users are back half a minute after the change.",
    params: { ttl: 60_000 },
  },
  "ttl-300": {
    title: "Five minutes",
    help: "The usual default: fewer lookups travel, and an outage lasts minutes after it was noticed.",
    params: { ttl: 300_000 },
  },
  "ttl-5": {
    title: "Five seconds",
    help: "Quick to change, and nearly every lookup goes to the name servers.",
    params: { ttl: 5000 },
  },
  pinned: {
    title: "Clients that never ask again",
    help: "A fifth of the connections come from clients that keep the first address: failover passes them by.",
    params: { pinned: 0.2 },
  },
  "no-negative-caching": {
    title: "No negative caching",
    help: "Names that do not exist are asked for again and again (before RFC 2308 this was the rule).",
    params: { missing: 0.5, negativeTtl: 0 },
  },
  "serve-stale": {
    title: "Serve stale",
    help: "Resolvers go on with expired answers when a zone's servers are gone (RFC 8767); take them down.",
    params: { serveStale: true, failAt: 0 },
  },
};
