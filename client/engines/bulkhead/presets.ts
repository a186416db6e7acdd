/** Ways to keep one slow dependency from taking the others along, and ways that do not. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "shared-pool": {
    title: "One pool for all",
    help: "One of four dependencies becomes slow, and two thirds of all requests are refused.",
    params: { isolation: "shared" },
  },
  "shared-queue": {
    title: "One pool and a queue",
    help: "Two hundred waiting places: nothing is saved, and whoever gets through has waited long.",
    params: { isolation: "shared", queue: 200 },
  },
  "pool-for-each": {
    title: "A pool for each",
    help: "Ten workers each: the others do not notice the incident, and pay for it with refusals on ordinary days.",
    params: { isolation: "partitioned" },
  },
  "limit-for-each": {
    title: "A limit for each",
    help: "A semaphore of fifteen on one pool: idle places are shared, the slow one cannot take them all.",
    params: { isolation: "semaphore", limit: 15 },
  },
  "event-loop": {
    title: "An event loop and a slow dependency",
    help: "Calls that wait hold nothing: the loop does not care.",
    params: { isolation: "event-loop" },
  },
  "blocked-loop": {
    title: "An event loop and heavy work",
    help: "Twelve milliseconds of own work for one kind of request, and all kinds wait for it.",
    params: { isolation: "event-loop", trouble: "cpu", slowFactor: 12 },
  },
};
