/** Arrangements that people draw on whiteboards, with the figures that go with them. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "one-server": {
    title: "One server",
    help: "Fails once a month and takes an hour: 99.86 %, twelve hours a year.",
    params: { stages: 1, copies: 1 },
  },
  "in-series": {
    title: "Three parts in series",
    help: "Web, application and database, one of each: the unavailabilities add up to a day and a half a year.",
    params: { stages: 3, copies: 1 },
  },
  "in-parallel": {
    title: "Two copies of each, all serving",
    help: "Both must fail within an hour of each other: minutes a year, as long as they fail independently.",
    params: { stages: 3, copies: 2 },
  },
  "active-passive": {
    title: "A standby that takes a minute",
    help: "Amazon states 60 to 120 s for a failover of RDS Multi-AZ; the switch costs more than both copies failing.",
    params: { stages: 1, copies: 2, standby: "active-passive", failover: 60_000 },
  },
  quorum: {
    title: "Two of three",
    help: "A majority must be up, as in etcd or ZooKeeper: one failure is survived, two are not.",
    params: { stages: 1, copies: 3, needed: 2 },
  },
  "common-cause": {
    title: "A tenth of the failures hits all copies",
    help: "IEC 61508-6 puts the share at 0.5 to 5 % for logic and 1 to 10 % for sensors: of four copies, hardly one counts.",
    params: { stages: 1, copies: 4, commonCause: 0.1 },
  },
};
