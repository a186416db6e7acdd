/** The types of the study, each with what it is good for and what it costs. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "lost-increments": {
    title: "A number that is overwritten",
    help: "Read, add one, write, the latest wins: all replicas agree in the end, on a number that is far too small.",
    params: { type: "naive-counter" },
  },
  "pn-counter": {
    title: "PN-counter",
    help: "Likes and their withdrawals, as in Riak and Redis Enterprise: nothing is lost, whoever merges what and how often.",
    params: { type: "pn-counter" },
  },
  "last-writer-wins": {
    title: "Last writer wins",
    help: "Cassandra's rule for every cell: of writes made at the same time one survives, and nobody is told of the others.",
    params: { type: "lww-register" },
  },
  siblings: {
    title: "Multi-value register",
    help: "Dynamo's and Riak's way: concurrent values are all kept, and the reader has to make one of them.",
    params: { type: "mv-register" },
  },
  "shopping-cart": {
    title: "OR-set",
    help: "A cart in which a removal takes away only what it has seen, and an addition made meanwhile survives.",
    params: { type: "or-set" },
  },
  "never-again": {
    title: "2P-set",
    help: "What was removed once cannot come back: additions of it are in vain, and tombstones pile up.",
    params: { type: "2p-set" },
  },
  text: {
    title: "Text that several edit",
    help: "Insertions keep their place whatever happens around them; Automerge and Yjs build on such a list.",
    params: { type: "rga", writes: 1 },
  },
  partition: {
    title: "A minute cut in two",
    help: "Both halves go on writing, drift apart, and are the same again seconds after the cut is mended.",
    params: { type: "pn-counter", partition: 60_000 },
  },
};
