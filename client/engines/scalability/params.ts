/** Parameters of the scalability engine. */
import type { ParamValues } from "../kernel/engine.ts";

/** Workers there can be at most, after all that is added. */
export const MOST_WORKERS = 512;

export const params = {
  workers: {
    kind: "number",
    label: "Workers",
    help: "Processors, threads or machines that work at once.",
    default: 16,
    min: 1,
    max: 256,
    unit: "count",
    integer: true,
    logarithmic: true,
  },
  contention: {
    kind: "number",
    label: "Serial share σ",
    help: "Share of a job's work that only one can do at a time, behind a lock.",
    default: 0.05,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  coherence: {
    kind: "number",
    label: "Coherence κ",
    help: "What it costs a job to keep in step with one other worker, as a share of its work.",
    default: 0.001,
    min: 0,
    max: 0.05,
    unit: "ratio",
  },
  work: {
    kind: "choice",
    label: "Work comes",
    help: "In rounds that all begin together, job by job, or more of it the more workers there are.",
    default: "rounds",
    options: [
      { value: "rounds", label: "in rounds (Amdahl, universal law)" },
      { value: "jobs", label: "job by job, at random times" },
      { value: "scaled", label: "as much as the workers can do (Gustafson)" },
    ],
  },
  uneven: {
    kind: "flag",
    label: "Uneven parts",
    help: "Parallel parts take exponentially distributed times; in rounds everybody waits for the slowest.",
    default: false,
  },
  jobMs: {
    kind: "number",
    label: "A job takes",
    help: "One worker alone, all parts together.",
    default: 100,
    min: 1,
    max: 10_000,
    unit: "ms",
    logarithmic: true,
  },
} as const;

export type Params = ParamValues<typeof params>;
