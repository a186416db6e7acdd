/**
 * All algorithms meeting the very same requests in the shade of the chosen one: the scene's table compares what each would
 * have let through, and no action touches them. GCRA is left out, since it decides as the token bucket does.
 */
import { createLimiter } from "./limiters.ts";
import type { Params } from "./params.ts";
import { LeakyBucketQueue } from "./primitives/leakyBucketQueue.ts";
import type { RateLimiter } from "./primitives/rateLimiter.ts";
import { SlidingCount } from "./primitives/slidingCount.ts";

export interface Rival {
  readonly algorithm: string;
  readonly limiter: RateLimiter;
  allowed: number;
  readonly inWindow: SlidingCount;
  maxInWindow: number;
}

/** In the order of the table. */
const COMPARED = ["token-bucket", "leaky-bucket", "sliding-log", "sliding-window", "fixed-window"];

export function createRivals(values: Params, quota: number): Rival[] {
  return COMPARED.map((algorithm) => ({
    algorithm,
    limiter: createLimiter(algorithm, values, quota, 0),
    allowed: 0,
    inWindow: new SlidingCount(values.window),
    maxInWindow: 0,
  }));
}

export function meetRival(rival: Rival, nowMs: number): void {
  const { limiter } = rival;
  const delayMs = limiter instanceof LeakyBucketQueue ? limiter.delayMs(nowMs) : 0;
  if (!limiter.tryTake(nowMs)) return;
  rival.allowed++;
  const inWindow = rival.inWindow.add(nowMs + delayMs);
  if (inWindow > rival.maxInWindow) rival.maxInWindow = inWindow;
}
