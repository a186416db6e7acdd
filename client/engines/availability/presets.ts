/** Structures that people know, with units poor enough that outages can be counted. */
import type { Preset } from "../kernel/engine.ts";

const DAY_S = 86_400;

export const presets: Readonly<Record<string, Preset>> = {
  pair: {
    title: "Two in parallel",
    help: "Each is up 94 % of the time, together 99.6 %: if they fail independently and nothing has to switch.",
    params: { structure: "parallel", units: 2, mtbf: 30 * DAY_S, mttr: 2 * DAY_S },
  },
  chain: {
    title: "Five in series",
    help: "A call that needs five services of 99 % succeeds 95 % of the time.",
    params: { structure: "series", units: 5, mtbf: 30 * DAY_S, mttr: 0.303 * DAY_S },
  },
  quorum: {
    title: "Three of five",
    help: "A consensus group: two may be down.",
    params: { structure: "k-of-n", units: 5, needed: 3, mtbf: 30 * DAY_S, mttr: 3 * DAY_S },
  },
  failover: {
    title: "Active-passive, half an hour to fail over",
    help: "The switch costs more than both being down together does.",
    params: { structure: "standby", units: 2, mtbf: 30 * DAY_S, mttr: 0.5 * DAY_S, failover: 1800 },
  },
  "common-cause": {
    title: "One failure in ten hits both",
    help: "The same pair with a shared cause: redundancy does not help against what takes all copies.",
    params: { structure: "parallel", units: 2, mtbf: 30 * DAY_S, mttr: 2 * DAY_S, commonCause: 0.1 },
  },
  "one-crew": {
    title: "One repair at a time",
    help: "Three of five again, but repairs wait for each other.",
    params: { structure: "k-of-n", units: 5, needed: 3, mtbf: 30 * DAY_S, mttr: 3 * DAY_S, crews: 1 },
  },
  web: {
    title: "A web service",
    help: "Two balancers, three of four servers, two databases: the weakest stage decides.",
    params: { structure: "web", units: 4, needed: 3, mtbf: 30 * DAY_S, mttr: DAY_S },
  },
};
