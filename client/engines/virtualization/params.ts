/** Parameters of the virtualization engine. */
import type { ParamValues } from "../kernel/engine.ts";

/** What a guest costs besides its program: memory in GB, and time until the program runs. */
export const TECHNIQUES: Readonly<Record<string, { readonly overheadGb: number; readonly startMs: number }>> =
  {
    vm: { overheadGb: 0.5, startMs: 30_000 },
    microvm: { overheadGb: 0.005, startMs: 125 },
    container: { overheadGb: 0.01, startMs: 500 },
  };

export const params = {
  technique: {
    kind: "choice",
    label: "Guests are",
    help: "0.5 GB and 30 s for an ordinary virtual machine, 5 MB and 125 ms for Firecracker's, 10 MB and 0.5 s for a container.",
    default: "vm",
    options: [
      { value: "vm", label: "virtual machines" },
      { value: "microvm", label: "micro virtual machines" },
      { value: "container", label: "containers" },
    ],
  },
  hosts: {
    kind: "number",
    label: "Hosts",
    help: "Servers of 64 GB each.",
    default: 8,
    min: 1,
    max: 64,
    unit: "count",
    integer: true,
  },
  programGb: {
    kind: "number",
    label: "A program's memory, GB",
    help: "On average; the guest's own overhead comes on top.",
    default: 2,
    min: 0.25,
    max: 32,
    unit: "",
    logarithmic: true,
  },
  uneven: {
    kind: "flag",
    label: "Uneven sizes",
    help: "Programs of half to one and a half times that; else all are alike.",
    default: false,
  },
  placement: {
    kind: "choice",
    label: "Placed on",
    help: "Which host takes a new guest.",
    default: "first-fit",
    options: [
      { value: "first-fit", label: "the first that has room" },
      { value: "best-fit", label: "the fullest that has room" },
      { value: "worst-fit", label: "the emptiest" },
    ],
  },
  arrivals: {
    kind: "number",
    label: "Starts",
    help: "New guests a second.",
    default: 1.8,
    min: 0.01,
    max: 20,
    unit: "1/s",
    logarithmic: true,
  },
  lifetime: {
    kind: "number",
    label: "Guests live for",
    help: "On average, from their start on.",
    default: 120_000,
    min: 1000,
    max: 3_600_000,
    unit: "ms",
    logarithmic: true,
  },
  isolation: {
    kind: "choice",
    label: "CPU is shared",
    help: "On the first host's one CPU that is looked at: among threads, among guests, or with a ceiling for each guest.",
    default: "shares",
    options: [
      { value: "threads", label: "among all threads alike" },
      { value: "shares", label: "among guests, by weight" },
      { value: "quota", label: "among guests, each up to a quarter" },
    ],
  },
  noisyThreads: {
    kind: "number",
    label: "Noisy neighbour's threads",
    help: "All of them always want to run; 0 for a quiet neighbour.",
    default: 8,
    min: 0,
    max: 64,
    unit: "count",
    integer: true,
  },
  demand: {
    kind: "number",
    label: "Our guest wants",
    help: "Share of the CPU, with its one thread.",
    default: 0.3,
    min: 0.01,
    max: 1,
    unit: "ratio",
  },
} as const;

export type Params = ParamValues<typeof params>;

export const HOST_GB = 64;
/** Far longer than a real one, so that a run can afford it; shares do not depend on it. */
export const QUANTUM_MS = 400;
/** Ceiling of a guest under a quota. */
export const QUOTA = 0.25;
/** The guests of the CPU that is looked at: ours, the noisy one, and two that want a fifth each. */
export const GUEST_NAMES = ["ours", "noisy", "third", "fourth"] as const;
const OTHERS = 0.2;

export function cpuDemands({ demand, noisyThreads }: Params): number[] {
  return [demand, noisyThreads > 0 ? Infinity : 0, OTHERS, OTHERS];
}

/** Fair among threads, a guest weighs as many as it has. */
export function cpuWeights({ isolation, noisyThreads }: Params): number[] {
  return isolation === "threads" ? [1, Math.max(1, noisyThreads), 1, 1] : [1, 1, 1, 1];
}
