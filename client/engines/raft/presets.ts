/** Settings that people know. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  paper: {
    title: "150 to 300 ms, the leader crashes",
    help: "The paper's election timeouts in a data centre: a new leader within a quarter of a second.",
    params: {
      servers: 5,
      electionMin: 150,
      electionSpread: 150,
      heartbeat: 50,
      crashEvery: 2000,
      downtime: 700,
    },
  },
  "no-spread": {
    title: "Timeouts too alike",
    help: "150 to 155 ms over a slower network: servers stand together, votes split, terms pass without a leader.",
    params: {
      servers: 5,
      electionMin: 150,
      electionSpread: 5,
      heartbeat: 50,
      latency: 12,
      jitter: 2,
      crashEvery: 2000,
      downtime: 700,
    },
  },
  etcd: {
    title: "etcd's defaults",
    help: "Heartbeats every 100 ms, an election timeout of 1 to 2 s, pre-vote, three servers.",
    params: {
      servers: 3,
      electionMin: 1000,
      electionSpread: 1000,
      heartbeat: 100,
      preVote: true,
      crashEvery: 10_000,
      downtime: 4000,
    },
  },
  commits: {
    title: "A calm group",
    help: "No faults: a commit takes one disk sync each and the round trip to the fastest majority.",
    params: { servers: 5, jitter: 5, latency: 5, sync: 2, commandRate: 20, crashEvery: 0 },
  },
  regions: {
    title: "Across regions",
    help: "40 ms one way: commits take a round trip, and timeouts have to be far above it.",
    params: {
      servers: 5,
      electionMin: 600,
      electionSpread: 900,
      heartbeat: 150,
      latency: 40,
      jitter: 4,
      commandRate: 5,
      crashEvery: 0,
    },
  },
  "bad-network": {
    title: "A network that loses and repeats",
    help: "Messages are lost, doubled and overtaken, leaders crash; the logs agree all the same.",
    params: {
      servers: 5,
      latency: 2,
      jitter: 15,
      loss: 0.1,
      duplication: 0.2,
      heartbeat: 40,
      crashEvery: 3000,
      downtime: 1000,
    },
  },
};
