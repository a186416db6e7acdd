/** Defaults of known libraries, and settings that go wrong. */
import type { Preset } from "../kernel/engine.ts";

export const presets: Readonly<Record<string, Preset>> = {
  none: {
    title: "No breaker",
    help: "Every request waits for its timeout, and the dependency gets all calls while it is down.",
    params: { breaker: false },
  },
  "hundred-calls": {
    title: "Last hundred calls",
    help: "resilience4j's window and threshold, with five seconds open instead of its sixty.",
    params: { breaker: true, windowKind: "calls", windowSize: 100, minimumCalls: 100, openTime: 5000 },
  },
  resilience4j: {
    title: "resilience4j's defaults",
    help: "Open for a minute: the dependency is spared, and users wait up to a minute more than it was down.",
    params: {
      windowKind: "calls",
      windowSize: 100,
      minimumCalls: 100,
      failureRate: 0.5,
      openTime: 60_000,
      permittedCalls: 10,
      outage: 100_000,
      arrivalRate: 40,
    },
  },
  hystrix: {
    title: "Hystrix' defaults",
    help: "Ten seconds of history, at least 20 calls, open for five seconds, one trial call.",
    params: {
      windowKind: "seconds",
      windowSize: 10,
      minimumCalls: 20,
      failureRate: 0.5,
      openTime: 5000,
      permittedCalls: 1,
    },
  },
  "slow-calls": {
    title: "Slow, but no errors",
    help: "Nothing fails, calls only take ten times as long: the slow threshold opens what the failure rate never would.",
    params: { trouble: "slow", slowRate: 0.5, slowCall: 200, latency: 50, timeout: 5000 },
  },
  "one-replica-down": {
    title: "A quarter of the calls fails",
    help: "Below the threshold it stays closed: a breaker is no load balancer.",
    params: { trouble: "error", troubleShare: 0.25 },
  },
  "too-sensitive": {
    title: "A window of ten",
    help: "With a tenth of the calls failing as usual, chance alone fills half of ten places now and then.",
    params: {
      windowSize: 10,
      minimumCalls: 10,
      failureRate: 0.5,
      usualFailures: 0.1,
      outage: 0,
      permittedCalls: 3,
      openTime: 5000,
    },
  },
};
