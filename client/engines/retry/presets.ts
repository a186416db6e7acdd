/** The ways to retry that code has, all against the same service and the same outage; and two without one. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "fixed-delay": {
    title: "Five tries, a second apart",
    help: "The loop that everybody writes. The outage ends, and the retries keep the service down.",
    params: { strategy: "constant", maxAttempts: 5, baseDelay: 1000 },
  },
  "at-once": {
    title: "Five tries at once",
    help: "No wait at all: each failing request is five calls within a quarter of a second.",
    params: { strategy: "immediate", maxAttempts: 5 },
  },
  endless: {
    title: "For ever, a second apart",
    help: "while (true) with a sleep: every client calls once a second for as long as the outage lasts, and beyond.",
    params: { strategy: "constant", maxAttempts: 1000, baseDelay: 1000 },
  },
  exponential: {
    title: "Exponential, no jitter",
    help: "The waits double, but all clients wait equally long: the crowd comes back together, less often.",
    params: { strategy: "exponential", maxAttempts: 5, baseDelay: 1000, cap: 30_000 },
  },
  "full-jitter": {
    title: "Exponential, full jitter",
    help: "Each client waits a random time up to the doubled limit: the crowd is spread out.",
    params: { strategy: "full-jitter", maxAttempts: 5, baseDelay: 1000, cap: 30_000 },
  },
  "decorrelated-jitter": {
    title: "Decorrelated jitter",
    help: "Each wait is random between the base and three times the wait before (Brooker, 2015).",
    params: { strategy: "decorrelated-jitter", maxAttempts: 5, baseDelay: 1000, cap: 120_000 },
  },
  "retry-budget": {
    title: "A budget of 10 %",
    help: "The same loop with a second's delay, but retries are at most a tenth of the requests.",
    params: { strategy: "constant", maxAttempts: 5, baseDelay: 1000, budget: 10 },
  },
  flaky: {
    title: "A flaky service",
    help: "No outage: one call in five fails by chance. This is what retries are for.",
    params: {
      strategy: "full-jitter",
      maxAttempts: 3,
      baseDelay: 200,
      outage: 0,
      failures: 0.2,
      capacity: 500,
    },
  },
  "over-capacity": {
    title: "A little over capacity",
    help: "No outage, but ten per cent more requests than the service can answer; retries make them many more.",
    params: { strategy: "immediate", maxAttempts: 3, outage: 0, capacity: 90, queue: 180 },
  },
};
