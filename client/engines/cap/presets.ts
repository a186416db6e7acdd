/** The choices that the theorem leaves, and the ones that it does not speak of. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  consistent: {
    title: "CP: a majority or an error",
    help: "As etcd and ZooKeeper do: the smaller side answers nothing, and nobody reads the past.",
    params: { choice: "consistent", replicas: 5, cutOff: 2 },
  },
  available: {
    title: "AP: everybody answers",
    help: "As Dynamo and Cassandra at ONE do: no errors, stale reads on both sides, conflicts when they meet again.",
    params: { choice: "available", replicas: 5, cutOff: 2 },
  },
  "local-reads": {
    title: "Writes at a majority, local reads",
    help: "As followers of a log and read replicas do: reads are fast and never fail, and may be old.",
    params: { choice: "local-reads", replicas: 5, cutOff: 2 },
  },
  halves: {
    title: "An even split",
    help: "Two of four: neither side has a majority, and nobody is answered.",
    params: { choice: "consistent", replicas: 4, cutOff: 2 },
  },
  "else-latency": {
    title: "PACELC: no partition, far apart",
    help: "40 ms between regions and nothing wrong: consistency costs round trips all the same.",
    params: { choice: "consistent", replicas: 5, partitionFor: 0, latency: 40, jitter: 4, rate: 30 },
  },
};
