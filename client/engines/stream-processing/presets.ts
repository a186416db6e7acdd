/** Completeness against delay: what each choice gives and costs. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "one-second": {
    title: "Watermark of a second",
    help: "Results come a second after their window; three in a hundred events are missing, and gone.",
    params: {},
  },
  "allowed-lateness": {
    title: "The same, and a minute of lateness",
    help: "Results are as quick and are corrected as late events come: nothing is lost, consumers must bear corrections.",
    params: { lateness: 60_000 },
  },
  patient: {
    title: "Watermark of half a minute",
    help: "Nearly complete at once, and half a minute old.",
    params: { bound: 30_000 },
  },
  "processing-time": {
    title: "Processing time",
    help: "No waiting and no late events: they are counted when they come, in the wrong window.",
    params: { time: "processing" },
  },
  batch: {
    title: "Batch, a minute later",
    help: "One run over what has come by then: complete, simple, and old.",
    params: { time: "batch", batchWait: 60_000 },
  },
  sliding: {
    title: "Sliding windows",
    help: "Ten seconds every two: each event counts in five windows, and there is five times the state.",
    params: { kind: "sliding", size: 10_000, overlap: 5, bound: 2000 },
  },
  sessions: {
    title: "Sessions of users",
    help: "Ten users, each active until four seconds of silence; late events merge sessions that seemed apart.",
    params: { kind: "session", users: 10, rate: 5, gap: 4000, bound: 1000, lateness: 60_000 },
  },
};
