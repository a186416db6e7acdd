/** One hot key under every protection, and a deployment with and without jitter. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  unprotected: {
    title: "Unprotected",
    help: "Every expiry starts a recomputation for each read that comes before the first has ended.",
    params: { protection: "none" },
  },
  lock: {
    title: "Lock",
    help: "One reader computes and the others poll; kill the loader to see what the lock's own time to live is for.",
    params: { protection: "lock" },
  },
  "single-flight": {
    title: "Single flight",
    help: "Go's singleflight in each of ten processes: not thirty recomputations, and not one either.",
    params: { protection: "single-flight" },
  },
  xfetch: {
    title: "XFetch",
    help: "Early expiration at random with β = 1 (Vattani et al., VLDB 2015): nobody meets an expired value.",
    params: { protection: "xfetch" },
  },
  "stale-while-revalidate": {
    title: "Stale while revalidate",
    help: "The old value is given out while one reader computes (RFC 5861): nobody waits, some are behind.",
    params: { protection: "stale-while-revalidate" },
  },
  deployment: {
    title: "Deployment, no jitter",
    help: "A hundred keys stored at once expire at once: a lock for each key does not help the source.",
    params: { protection: "lock", keys: 100, readRate: 300, ttl: 10_000 },
  },
  "deployment-jitter": {
    title: "Deployment, half jitter",
    help: "The same keys with up to half of their time to live taken off at random.",
    params: { protection: "lock", keys: 100, readRate: 300, ttl: 10_000, jitter: 0.5 },
  },
};
