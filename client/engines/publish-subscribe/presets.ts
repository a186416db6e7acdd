/** Topics and groups as they are run, and what makes them lag. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "two-groups": {
    title: "Two groups, one topic",
    help: "Both get everything; inside each group four consumers share the twelve partitions.",
    params: {},
  },
  "slow-group": {
    title: "One group is too slow",
    help: "Its lag grows without end, and the other group does not notice.",
    params: { slowFactor: 3 },
  },
  "short-retention": {
    title: "Too slow, and the log is short",
    help: "Two hundred records a partition: the slow group misses messages.",
    params: { slowFactor: 3, retention: 200 },
  },
  "hot-key": {
    title: "A hot key",
    help: "One key has nearly a quarter of all messages: its partition is one consumer's lot, and more consumers do not help.",
    params: { keySkew: 1.2, consumers: 12, work: 40, groups: 1 },
  },
  "rolling-range": {
    title: "Rolling deployment, range",
    help: "Every change stops the whole group for a second and moves half of the partitions.",
    params: { assignor: "range", changeEvery: 8000 },
  },
  "rolling-sticky": {
    title: "Rolling deployment, sticky",
    help: "The same changes: a quarter of the partitions moves, the others go on.",
    params: { assignor: "sticky", changeEvery: 8000 },
  },
  "too-few-partitions": {
    title: "More consumers than partitions",
    help: "Eight consumers, four partitions: half of them are idle for ever.",
    params: { partitions: 4, consumers: 8, groups: 1 },
  },
  "enterprise-bus": {
    title: "A hub in the middle",
    help: "2.8 ms for each of three groups at a hundred messages a second: the hub is 84 % busy, and all wait.",
    params: { style: "hub", groups: 3, hubWork: 2.8 },
  },
};
