/** Settings that people know. */
import type { Preset } from "../kernel/engine.ts";

const calm = { crashEvery: 0 };

export const presets: Readonly<Record<string, Preset>> = {
  async: {
    title: "Asynchronous followers",
    help: "PostgreSQL's and MySQL's default: a write waits for nobody, and what had not left is lost with the leader.",
    params: { mode: "async", replicas: 3 },
  },
  "one-follower": {
    title: "A primary and a standby",
    help: "Asynchronous, two machines, crashes far more often than real ones: each failover loses what was on its way.",
    params: { mode: "async", replicas: 2, crashEvery: 800, downtime: 150, latency: 20, jitter: 20 },
  },
  "semi-sync": {
    title: "Semi-synchronous",
    help: "MySQL's plugin: a write waits for one follower, and a failover to the furthest one loses nothing.",
    params: { mode: "semi-sync", replicas: 3 },
  },
  sync: {
    title: "Synchronous",
    help: "Every follower has every write before it is done: no stale reads, and one follower down stops all writes.",
    params: { mode: "sync", replicas: 3, ...calm },
  },
  "last-writer-wins": {
    title: "Several leaders, last writer wins",
    help: "Two regions write the same few keys; of two writes at once one is dropped without a trace.",
    params: {
      mode: "last-writer-wins",
      replicas: 2,
      keys: 8,
      latency: 40,
      jitter: 10,
      readFrom: "any",
      ...calm,
    },
  },
  siblings: {
    title: "Several leaders, siblings",
    help: "The same writes with version vectors: what was written at once is kept side by side.",
    params: { mode: "siblings", replicas: 2, keys: 8, latency: 40, jitter: 10, ...calm },
  },
  "one-one": {
    title: "R = W = 1 of 3",
    help: "Fast and available, and two thirds of the reads right after a write miss it.",
    params: {
      mode: "leaderless",
      readQuorum: 1,
      writeQuorum: 1,
      readAfter: 5,
      readRepair: false,
      antiEntropy: 0,
      ...calm,
    },
  },
  majority: {
    title: "R = W = 2 of 3",
    help: "Cassandra's QUORUM: every read meets every finished write.",
    params: { mode: "leaderless", readQuorum: 2, writeQuorum: 2, crashEvery: 3000, downtime: 1000 },
  },
  sloppy: {
    title: "Sloppy quorum",
    help: "W = 3, and one replica is often down: another one stands in for it and hands over later, so that writes go on.",
    params: {
      mode: "leaderless",
      readQuorum: 1,
      writeQuorum: 3,
      handoff: true,
      crashEvery: 3000,
      downtime: 1200,
      readRepair: false,
    },
  },
};
