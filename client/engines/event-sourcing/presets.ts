/** Replays with and without snapshots, a hot stream, a changed schema, a slow projection. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  snapshots: {
    title: "A snapshot every 20 events",
    help: "A load applies 9.5 events on average, however long the history is.",
    params: { snapshotEvery: 20 },
  },
  "no-snapshots": {
    title: "No snapshots",
    help: "Each load replays the whole stream: its cost grows with its age, and the sum with the square.",
    params: { snapshotEvery: 0 },
  },
  "hot-stream": {
    title: "One stream for nearly everything",
    help: "A tenant or a day as a stream: without snapshots the popular ones are the slowest.",
    params: { snapshotEvery: 0, exponent: 1.2 },
  },
  "changed-schema": {
    title: "A schema that has changed",
    help: "The log keeps what was written; what is old is brought to the new form at each read.",
    params: { newSchemaAt: 2000, snapshotEvery: 0 },
  },
  "slow-projection": {
    title: "A projection that is too slow",
    help: "It applies four events while five are written, and its lag grows for ever.",
    params: { projectionRate: 0.8 },
  },
};
