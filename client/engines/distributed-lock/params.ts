/** Parameters of the distributed-lock engine. */
import type { ParamValues } from "../kernel/engine.ts";

export const params = {
  fence: {
    kind: "choice",
    label: "Fencing",
    help: "Whether the storage compares the lock's token with the highest that it has seen, and of which requests.",
    default: "none",
    options: [
      { value: "none", label: "None" },
      { value: "writes", label: "Tokens on writes" },
      { value: "all", label: "Tokens on reads and writes" },
    ],
  },
  lease: {
    kind: "number",
    label: "Lease",
    help: "After this long the lock is free again, whatever its holder does.",
    default: 1000,
    min: 10,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  work: {
    kind: "number",
    label: "Work",
    help: "Mean of the time between a holder's read and its write (exponentially distributed).",
    default: 100,
    min: 1,
    max: 60_000,
    unit: "ms",
    logarithmic: true,
  },
  pauseShare: {
    kind: "number",
    label: "Pauses",
    help: "Share of the holders that are stopped between their last look at the clock and their write.",
    default: 0.05,
    min: 0,
    max: 1,
    unit: "ratio",
  },
  pause: {
    kind: "number",
    label: "A pause takes",
    help: "On average (exponentially distributed): a garbage collection, a page fault, a packet that is late.",
    default: 1500,
    min: 1,
    max: 600_000,
    unit: "ms",
    logarithmic: true,
  },
  slowClock: {
    kind: "number",
    label: "Clock runs slow by",
    help: "Clients' clocks, against the lock service's: 0.1 makes them believe that 900 ms have passed after a second.",
    default: 0,
    min: 0,
    max: 0.9,
    unit: "ratio",
  },
  clients: {
    kind: "number",
    label: "Clients",
    help: "All want the lock, again and again, to add 1 to the same number.",
    default: 5,
    min: 1,
    max: 12,
    unit: "count",
    integer: true,
  },
} as const;

export type Params = ParamValues<typeof params>;
