/** Settings that textbooks work through and that operators meet. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "m-m-1": {
    title: "One server at 80 %",
    help: "M/M/1, the first example of every book: the response time is five times the service time.",
    params: { servers: 1, arrivalRate: 8, service: 100 },
  },
  "m-m-1-calm": {
    title: "One server at 50 %",
    help: "M/M/1 with room to breathe: twice the service time.",
    params: { servers: 1, arrivalRate: 5, service: 100 },
  },
  "pooled-servers": {
    title: "Ten servers, one line",
    help: "M/M/10 at 80 %: ten times the load on ten times the servers, and the wait is nearly gone.",
    params: { servers: 10, arrivalRate: 80, service: 100 },
  },
  "equal-jobs": {
    title: "Jobs that are all equal",
    help: "M/D/1 at 80 %: without variation of service half of the wait is gone (Pollaczek, Khinchine).",
    params: { shape: "constant", arrivalRate: 8, service: 100 },
  },
  "long-tail": {
    title: "Service with a long tail",
    help: "Lognormal times at 70 %: the same mean work, and three times the wait of equal jobs.",
    params: { shape: "lognormal", variation: 1.5, arrivalRate: 7, service: 100 },
  },
  "short-and-long": {
    title: "Pages and reports in one line",
    help: "One job in twenty is twenty times longer, and the short ones wait behind it.",
    params: { shape: "bimodal", arrivalRate: 6, service: 100, longShare: 0.05, longFactor: 20 },
  },
  "shortest-first": {
    title: "The same, shortest first",
    help: "The mean wait falls to half; the long ones pay.",
    params: {
      shape: "bimodal",
      arrivalRate: 6,
      service: 100,
      longShare: 0.05,
      longFactor: 20,
      discipline: "sjf",
    },
  },
  "processor-sharing": {
    title: "The same, sharing the server",
    help: "Time slices: the mean depends on the load alone, not on how jobs differ.",
    params: {
      shape: "bimodal",
      arrivalRate: 6,
      service: 100,
      longShare: 0.05,
      longFactor: 20,
      discipline: "sharing",
    },
  },
  "urgent-first": {
    title: "Urgent ones first",
    help: "A fifth of the jobs go to the front of the line (Cobham, 1954).",
    params: { discipline: "priority", urgentShare: 0.2, arrivalRate: 8, service: 100 },
  },
  "erlang-b": {
    title: "Ten lines and no waiting",
    help: "Erlang's telephone exchange of 1917: who finds all lines busy is turned away.",
    params: { servers: 10, room: 0, arrivalRate: 80, service: 100 },
  },
  "bounded-overload": {
    title: "Overload before a short queue",
    help: "120 % of what the server can do and ten places: a fifth is refused, nobody waits long.",
    params: { servers: 1, room: 10, arrivalRate: 12, service: 100 },
  },
};
