/** Redundancy that known systems use. */
import type { Preset } from "../kernel/engine.ts";

const HOUR_MS = 3_600_000;

export const presets: Readonly<Record<string, Preset>> = {
  "three-copies": {
    title: "Three copies",
    help: "The default of GFS, HDFS and Ceph: three bytes for one, and a repair reads one chunk for one.",
    params: { scheme: "replicas", copies: 3 },
  },
  "two-copies": {
    title: "Two copies",
    help: "A second failure before the first is repaired loses data.",
    params: { scheme: "replicas", copies: 2 },
  },
  "rs-6-3": {
    title: "Reed–Solomon 6 + 3",
    help: "A policy that HDFS comes with: 1.5 bytes for one, and a repair reads six chunks for one.",
    params: { scheme: "erasure", dataChunks: 6, parityChunks: 3 },
  },
  "rs-10-4": {
    title: "Reed–Solomon 10 + 4",
    help: "Facebook's f4: 1.4 bytes for one within a data centre, any four of fourteen may be lost.",
    params: { scheme: "erasure", dataChunks: 10, parityChunks: 4 },
  },
  "slow-repair": {
    title: "Slow repair",
    help: "The same three copies, repaired in twice the time, live a quarter as long.",
    params: { scheme: "replicas", copies: 3, repairMs: 20 * HOUR_MS },
  },
  "fast-repair": {
    title: "6 + 3 with fast repair",
    help: "Three times as fast a repair makes the code outlive three copies that are repaired slowly.",
    params: { scheme: "erasure", dataChunks: 6, parityChunks: 3, repairMs: 3 * HOUR_MS },
  },
};
