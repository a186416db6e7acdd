/** Graphs of services, and what they do to tails, availability and load. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "tail-at-scale": {
    title: "A hundred leaves, one call in a hundred slow",
    help: "Dean and Barroso's example: 63 of 100 requests are slow.",
    params: {},
  },
  "one-leaf": {
    title: "The same with one leaf",
    help: "One request in a hundred is slow.",
    params: { fanOut: 1, requestRate: 200 },
  },
  "hedged-requests": {
    title: "A hundred leaves, hedged",
    help: "A second copy after three mean latencies: six more calls for a hundred, and one request in a hundred is slow.",
    params: { hedge: true, hedgeAfter: 30 },
  },
  "good-enough": {
    title: "97 of 100 answers are enough",
    help: "The slowest three are not waited for.",
    params: { needed: 0.97 },
  },
  "n-tier": {
    title: "Three tiers and a database",
    help: "Each at 99 %: together they are at 96 %.",
    params: { depth: 3, fanOut: 1, slowShare: 0, failures: 0.01, requestRate: 200 },
  },
  microservices: {
    title: "Two tiers and thirty services",
    help: "Each at 99.9 %, and all are needed: 97 %.",
    params: { depth: 2, fanOut: 30, slowShare: 0, failures: 0.001 },
  },
  "microservices-retried": {
    title: "The same, every call tried twice",
    help: "What fails by chance succeeds the second time: the entry alone is left, 99.9 %.",
    params: { depth: 2, fanOut: 30, slowShare: 0, failures: 0.001, attempts: 2 },
  },
  "retries-multiply": {
    title: "Retries in every layer, the last one down",
    help: "Three attempts in three layers: 27 calls to the database for each request.",
    params: { depth: 3, fanOut: 1, slowShare: 0, leavesDown: true, attempts: 3, requestRate: 20 },
  },
};
