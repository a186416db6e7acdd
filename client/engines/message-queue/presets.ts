/** Queues as they are run, and the mishaps that they are there for. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "steady-work": {
    title: "Ten workers at 80 %",
    help: "Nothing goes wrong: the queue takes up what chance brings.",
    params: {},
  },
  "consumers-away": {
    title: "Nobody works for half a minute",
    help: "The backlog drains at capacity less arrivals: half a minute costs two minutes.",
    params: { outage: 30_000 },
  },
  crashes: {
    title: "Consumers crash, at least once",
    help: "One delivery in fifty kills its consumer; the message comes back after the visibility timeout.",
    params: { crashShare: 0.02, visibility: 5000, arrivalRate: 50, restart: 1000 },
  },
  "at-most-once": {
    title: "Consumers crash, at most once",
    help: "Acknowledged on receipt: what the dead consumer had in hand is gone, and nobody hears of it.",
    params: { crashShare: 0.02, acknowledge: "before", arrivalRate: 50, restart: 1000 },
  },
  "short-visibility": {
    title: "Visibility timeout too short",
    help: "Three times the mean work is not enough: one message in twenty is handed out while it is still being done.",
    params: { visibility: 300, arrivalRate: 50 },
  },
  "short-visibility-idempotent": {
    title: "The same with idempotent consumers",
    help: "It still costs work, but no effect happens twice unless two consumers are at it at the same time.",
    params: { visibility: 300, arrivalRate: 50, idempotent: true },
  },
  poison: {
    title: "Poison messages",
    help: "Two messages in a hundred always fail; after five tries they are put aside.",
    params: { poisonShare: 0.02, arrivalRate: 60 },
  },
  "drop-newest": {
    title: "Overload, the new ones are refused",
    help: "120 messages a second for 100 that can be done, and room for fifty.",
    params: { arrivalRate: 120, capacity: 50, overflow: "drop-newest" },
  },
  "drop-oldest": {
    title: "Overload, the oldest ones are dropped",
    help: "As many are lost, but those that are done are fresh.",
    params: { arrivalRate: 120, capacity: 50, overflow: "drop-oldest" },
  },
  "back-pressure": {
    title: "Overload, the producer waits",
    help: "Nothing is lost; the producer learns how fast consumers are.",
    params: { arrivalRate: 120, capacity: 50, overflow: "block" },
  },
  ordered: {
    title: "In order per key",
    help: "Five keys for ten consumers: order costs half of them their work.",
    params: { ordered: true, keys: 5, arrivalRate: 35 },
  },
};
