/** Settings that people know. Where a product is named, its documentation states the numbers; the traffic is ours. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  "api-quota": {
    title: "API quota",
    help: "A token bucket of 100 requests a second and bursts of 50, offered a fifth more than that.",
    params: {
      algorithm: "token-bucket",
      rate: 100,
      burst: 50,
      arrivalRate: 120,
      window: 60_000,
      burstiness: 1,
    },
  },
  "fixed-minute": {
    title: "100 a minute, fixed window",
    help: "The window that lets 200 through in two seconds: take the action «Straddle a boundary».",
    params: {
      algorithm: "fixed-window",
      rate: 100 / 60,
      burst: 100,
      arrivalRate: 1,
      window: 60_000,
      burstiness: 1,
    },
  },
  "github-rest": {
    title: "GitHub REST API",
    help: "5,000 requests an hour and user in a fixed window; a script that asks 1.5 times a second.",
    params: {
      algorithm: "fixed-window",
      rate: 5000 / 3600,
      burst: 5000,
      arrivalRate: 1.5,
      window: 3_600_000,
    },
  },
  "nginx-limit-req": {
    title: "nginx limit_req",
    help: "rate=1r/s burst=5 nodelay, the manual's example: one request and five more at once.",
    params: { algorithm: "token-bucket", rate: 1, burst: 6, arrivalRate: 1.2, window: 10_000, burstiness: 3 },
  },
  "aws-api-gateway": {
    title: "Amazon API Gateway account",
    help: "The default quota of an account in a region: 10,000 requests a second, bursts of 5,000.",
    params: { algorithm: "token-bucket", rate: 10_000, burst: 5000, arrivalRate: 11_000, window: 1000 },
  },
  "bursty-client": {
    title: "Bursty client",
    help: "On average half the limit, but thirty requests at a time: the bucket's size decides what passes.",
    params: { algorithm: "token-bucket", rate: 20, burst: 20, arrivalRate: 10, window: 1000, burstiness: 30 },
  },
  "nginx-queue": {
    title: "nginx limit_req, without nodelay",
    help: "rate=10r/s burst=20: a leaky bucket in which up to twenty wait for their turn, at 70 % of its rate.",
    params: { algorithm: "leaky-bucket", rate: 10, burst: 21, arrivalRate: 7, window: 1000, burstiness: 1 },
  },
  "sliding-log": {
    title: "100 a minute, sliding log",
    help: "The exact one: never more than 100 in any minute, for 800 bytes a caller.",
    params: {
      algorithm: "sliding-log",
      rate: 100 / 60,
      burst: 100,
      arrivalRate: 2,
      window: 60_000,
      burstiness: 1,
    },
  },
  "sliding-window": {
    title: "100 a minute, two counters",
    help: "Cloudflare's estimate from this window's count and the one before: three numbers a caller; the total is right, single decisions often are not.",
    params: {
      algorithm: "sliding-window",
      rate: 100 / 60,
      burst: 100,
      arrivalRate: 2,
      window: 60_000,
      burstiness: 1,
    },
  },
  gcra: {
    title: "GCRA, 10 a second",
    help: "One number a caller, decisions as a token bucket of 10 a second and bursts of 20.",
    params: { algorithm: "gcra", rate: 10, burst: 20, arrivalRate: 15, window: 1000, burstiness: 1 },
  },
};
