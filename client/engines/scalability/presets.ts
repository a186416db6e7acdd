/** Known laws and a published measurement. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "glossary-example": {
    title: "5 % serial, 0.1 % coherence",
    help: "The gain peaks at 31 workers with nine; a hundred would do the work of six.",
    params: { workers: 31, contention: 0.05, coherence: 0.001 },
  },
  "past-the-peak": {
    title: "A hundred workers",
    help: "The same system far beyond its peak: adding machines made it slower.",
    params: { workers: 100, contention: 0.05, coherence: 0.001 },
  },
  amdahl: {
    title: "Amdahl's law",
    help: "5 % serial work and no coherence: never more than twenty times as fast.",
    params: { workers: 64, contention: 0.05, coherence: 0 },
  },
  gustafson: {
    title: "Gustafson's law",
    help: "1,024 processors in the paper, 0.4 to 0.8 % serial; here 256 with 0.6 %: the work grows with them.",
    params: { workers: 256, contention: 0.006, coherence: 0, work: "scaled" },
  },
  "sun-sparccenter": {
    title: "SPEC SDM91, Sun SPARCcenter 2000",
    help: "σ = 0.0277 and κ = 0.000104 fitted to the measurement of 1994, near its peak.",
    params: { workers: 96, contention: 0.0277285, coherence: 0.0001044 },
  },
  "job-by-job": {
    title: "A lock, job by job",
    help: "Nobody waits for rounds: workers queue for the lock when they come, as machines for a repairman.",
    params: { workers: 16, contention: 0.05, coherence: 0.0005, work: "jobs", uneven: true },
  },
  stragglers: {
    title: "Waiting for the slowest",
    help: "Hardly any serial work, but uneven parts: each round lasts as long as its slowest part.",
    params: { workers: 64, contention: 0.001, coherence: 0, uneven: true },
  },
};
