/** The algorithms by name, set up so that they promise the same rate. */
import type { Params } from "./params.ts";
import { FixedWindow } from "./primitives/fixedWindow.ts";
import { Gcra } from "./primitives/gcra.ts";
import { LeakyBucketQueue } from "./primitives/leakyBucketQueue.ts";
import type { RateLimiter } from "./primitives/rateLimiter.ts";
import { SlidingLog } from "./primitives/slidingLog.ts";
import { SlidingWindowCounter } from "./primitives/slidingWindowCounter.ts";
import { TokenBucket } from "./primitives/tokenBucket.ts";

/** `quota`: what a window admits. */
export function createLimiter(algorithm: string, values: Params, quota: number, nowMs: number): RateLimiter {
  const { burst, rate, window } = values;
  switch (algorithm) {
    case "gcra":
      return Gcra.ofRate(rate, burst);
    case "leaky-bucket":
      return new LeakyBucketQueue(burst - 1, rate);
    case "sliding-log":
      return new SlidingLog(quota, window);
    case "sliding-window":
      return new SlidingWindowCounter(quota, window);
    case "fixed-window":
      return new FixedWindow(quota, window);
    default:
      return new TokenBucket(burst, rate, nowMs);
  }
}
