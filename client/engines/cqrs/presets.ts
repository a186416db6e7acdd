/** What users see of the lag, what one can do about it, and two ways to rebuild. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  lag: {
    title: "A read model half busy",
    help: "Forty milliseconds behind on average, and one user in three does not find what he has just saved.",
    params: { ownReads: "read-model" },
  },
  "wait-for-version": {
    title: "Reads wait for the version",
    help: "The write's answer has its version, and the read waits until the model is there: nobody sees old data.",
    params: { ownReads: "wait" },
  },
  "read-from-write-side": {
    title: "Reads go to the write side",
    help: "Whoever is too early is answered by the write model, which bears these reads besides its writes.",
    params: { ownReads: "write-side" },
  },
  busy: {
    title: "A read model three quarters busy",
    help: "Fifty per cent more writes than before, and the queue is more than twice as long.",
    params: { writes: 75 },
  },
  "rebuild-in-place": {
    title: "Rebuilt in its place",
    help: "The model begins with an empty table: until it has caught up, everybody misses something.",
    params: { rebuild: "in-place", rebuildAt: 60_000 },
  },
  "rebuild-beside": {
    title: "Rebuilt beside the old one",
    help: "The old model answers until the new one has caught up: nobody notices, for twice the space.",
    params: { rebuild: "beside", rebuildAt: 60_000 },
  },
};
