/** What tells the techniques apart, and what does not depend on them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  vm: {
    title: "Virtual machines",
    help: "Half a gigabyte for each guest system: 25 fit where there would be room for 32 programs.",
    params: { technique: "vm" },
  },
  container: {
    title: "Containers",
    help: "One kernel for all: 31 fit, and hardly any start is refused.",
    params: { technique: "container" },
  },
  microvm: {
    title: "Micro virtual machines",
    help: "A kernel for each guest, in five megabytes and an eighth of a second (Firecracker, NSDI 2020).",
    params: { technique: "microvm" },
  },
  "noisy-neighbour": {
    title: "No isolation of the CPU",
    help: "Fair among threads: a neighbour with 32 of them takes nearly all.",
    params: { technique: "container", isolation: "threads", noisyThreads: 32 },
  },
  shares: {
    title: "The same, with shares",
    help: "Fair among guests: the neighbour's threads share what is one guest's.",
    params: { technique: "container", isolation: "shares", noisyThreads: 32 },
  },
  quota: {
    title: "A quota for each guest",
    help: "Predictable and wasteful: nobody gets more than a quarter, even when the CPU is idle.",
    params: { technique: "container", isolation: "quota", noisyThreads: 32 },
  },
  spread: {
    title: "Spread over all hosts",
    help: "The emptiest first: kind to CPUs, and no host can be switched off.",
    params: { technique: "container", placement: "worst-fit", arrivals: 0.8, uneven: true },
  },
  packed: {
    title: "Packed onto few hosts",
    help: "The fullest that fits: the same guests on half as many hosts.",
    params: { technique: "container", placement: "best-fit", arrivals: 0.8, uneven: true },
  },
};
