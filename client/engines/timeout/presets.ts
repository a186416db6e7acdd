/** One pool of workers and one dependency, with the limits that code has: none, a short one, a long one, a deadline. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "no-timeout": {
    title: "No timeout",
    help: "One call in five hangs, and in two or three seconds every worker waits for one of them.",
    params: { limited: false },
  },
  "short-timeout": {
    title: "Timeout of half a second",
    help: "Ten times the usual latency. One request in five fails, the others do not notice.",
    params: { limited: true, timeout: 500 },
  },
  "long-timeout": {
    title: "Timeout of three seconds",
    help: "A limit, but rate × timeout is more than there are workers: the queue grows older than any user's patience.",
    params: { limited: true, timeout: 3000 },
  },
  deadline: {
    title: "Three seconds and a deadline",
    help: "The same limit, but requests whose user has left are dropped: the workers do what is still of use.",
    params: { limited: true, timeout: 3000, propagate: true },
  },
  "all-hang": {
    title: "The whole dependency hangs",
    help: "Nothing can be answered. The timeout keeps workers free for the moment when it comes back.",
    params: { limited: true, timeout: 300, hangShare: 1 },
  },
  "erlang-c": {
    title: "A busy pool, nothing wrong",
    help: "Five workers at 80 %: how many requests wait, and how long, as Erlang computed for telephones (1917).",
    params: { limited: false, workers: 5, arrivalRate: 80, latency: 50, incident: 0, patience: 60_000 },
  },
};
