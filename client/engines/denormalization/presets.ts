/** Where copying pays and where it does not. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "read-heavy": {
    title: "Mostly reads",
    help: "19 reads a change, 20 copies a row, 3 joins: copies pay.",
    params: { writeShare: 0.05 },
  },
  "write-heavy": {
    title: "Many changes",
    help: "As many changes as reads: rewriting 20 copies each time costs more than joining.",
    params: { writeShare: 0.5 },
  },
  "break-even": {
    title: "Break-even",
    help: "20 copies over 3 joins: 6.67 reads a change cost the same either way.",
    params: { writeShare: 3 / 23 },
  },
  celebrity: {
    title: "Large fan-out",
    help: "200 items a row: one change rewrites 200 copies, as a renamed celebrity does.",
    params: { entities: 10, writeShare: 0.05 },
  },
  background: {
    title: "Copies kept up in the background",
    help: "Changes are cheap and reads are sometimes old: the price has moved to consistency.",
    params: { upkeep: "later", delay: 100, writeShare: 0.1 },
  },
  "materialized-view": {
    title: "Materialised view",
    help: "All items are rewritten every 500 operations, as a full refresh does.",
    params: { upkeep: "refresh", delay: 500, writeShare: 0.1 },
  },
};
