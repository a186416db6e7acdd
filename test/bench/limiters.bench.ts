/**
 * Rate limiters against `limiter` (the fastest peer that was found) and rate-limiter-flexible (the best known), both of which
 * read the clock themselves: so ours read it too, and once more with the time passed in, which is what it costs in fact.
 */
import { TokenBucket as LimiterBucket, RateLimiter as LimiterRate } from "limiter";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { FixedWindow } from "../../client/engines/rate-limiter/primitives/fixedWindow.ts";
import { Gcra } from "../../client/engines/rate-limiter/primitives/gcra.ts";
import { KeyedGcra } from "../../client/engines/rate-limiter/primitives/keyedGcra.ts";
import { LeakyBucketQueue } from "../../client/engines/rate-limiter/primitives/leakyBucketQueue.ts";
import type { RateLimiter } from "../../client/engines/rate-limiter/primitives/rateLimiter.ts";
import { SlidingLog } from "../../client/engines/rate-limiter/primitives/slidingLog.ts";
import { SlidingWindowCounter } from "../../client/engines/rate-limiter/primitives/slidingWindowCounter.ts";
import { TokenBucket } from "../../client/engines/rate-limiter/primitives/tokenBucket.ts";
import { type Contender, measureAll } from "./measure.ts";

const RATE = 1e6;
const BURST = 1000;

/** Half a microsecond between requests: twice what it lets pass. Each limiter gets a loop of its own, compiled for it
 *  alone, as a program has that uses one. */
const virtual = (make: () => RateLimiter): Contender => {
  // The name keeps the engine from taking it for a loop that it has compiled before.
  const loop = `/* ${make} */ let passed = 0;
    for (let i = 0; i < count; i++) if (limiter.tryTake((clock.nowMs += 0.0005))) passed++;
    return passed;`;
  return new Function("limiter", "clock", "count", loop).bind(undefined, make(), { nowMs: 0 }) as Contender;
};
const onTheClock = (limiter: RateLimiter): Contender => {
  return (count) => {
    let passed = 0;
    for (let i = 0; i < count; i++) if (limiter.tryTake(Date.now())) passed++;
    return passed;
  };
};

const peerBucket = new LimiterBucket({ bucketSize: BURST, tokensPerInterval: RATE, interval: "second" });
const peerRate = new LimiterRate({ tokensPerInterval: RATE, interval: "second" });
const keys = Array.from({ length: 1024 }, (_, i) => `caller-${i}`);
const keyed = new KeyedGcra(RATE, BURST, 10_000);
const peers = new Map(
  keys.map((key) => [
    key,
    new LimiterBucket({ bucketSize: BURST, tokensPerInterval: RATE, interval: "second" }),
  ]),
);

/** Callers come and go: how much a table of this many costs. */
const keyedOf = (callers: number): Contender => {
  const names = Array.from({ length: callers }, (_, i) => `caller-${i}`);
  const limiter = new KeyedGcra(10, 10, callers);
  let nowMs = 0;
  return (count) => {
    let passed = 0;
    for (let i = 0; i < count; i++) {
      nowMs += 0.001;
      if (limiter.tryTake(names[i % callers]!, nowMs)) passed++;
    }
    return passed;
  };
};

measureAll([
  {
    title: "Rate limiters, time passed in (the last: limiter's token bucket, which reads the clock)",
    count: 300_000,
    contenders: {
      GCRA: virtual(() => Gcra.ofRate(RATE, BURST)),
      "token bucket": virtual(() => new TokenBucket(BURST, RATE)),
      "leaky bucket, queue": virtual(() => new LeakyBucketQueue(BURST, RATE)),
      "fixed window": virtual(() => new FixedWindow(BURST, 1)),
      "sliding window, two counters": virtual(() => new SlidingWindowCounter(BURST, 1)),
      "sliding log of 1,000": virtual(() => new SlidingLog(BURST, 1)),
      "sliding log of 100,000": virtual(() => new SlidingLog(100 * BURST, 100)),
      "limiter TokenBucket": (count) => {
        let passed = 0;
        for (let i = 0; i < count; i++) if (peerBucket.tryRemoveTokens(1)) passed++;
        return passed;
      },
    },
  },
  {
    title: "Rate limiters that read Date.now()",
    count: 300_000,
    contenders: {
      GCRA: onTheClock(Gcra.ofRate(RATE, BURST)),
      "limiter RateLimiter": (count) => {
        let passed = 0;
        for (let i = 0; i < count; i++) if (peerRate.tryRemoveTokens(1)) passed++;
        return passed;
      },
      "limiter TokenBucket": (count) => {
        let passed = 0;
        for (let i = 0; i < count; i++) if (peerBucket.tryRemoveTokens(1)) passed++;
        return passed;
      },
    },
  },
  {
    title: "One limit for each of 1,024 callers, on the clock",
    count: 200_000,
    contenders: {
      "keyed GCRA": (count) => {
        let passed = 0;
        for (let i = 0; i < count; i++) if (keyed.tryTake(keys[i & 1023]!, Date.now())) passed++;
        return passed;
      },
      "Map of limiter TokenBucket": (count) => {
        let passed = 0;
        for (let i = 0; i < count; i++) if (peers.get(keys[i & 1023]!)!.tryRemoveTokens(1)) passed++;
        return passed;
      },
    },
  },
  {
    title: "Keyed GCRA as the number of callers grows by 1,000",
    count: 200_000,
    contenders: { "100,000 callers": keyedOf(100_000), "100 callers": keyedOf(100) },
  },
]);

/** rate-limiter-flexible answers with a promise only, so that both are awaited. */
async function awaited(): Promise<void> {
  const flexible = new RateLimiterMemory({ points: 1e9, duration: 1 });
  const count = 50_000;
  const times: number[][] = [[], []];
  for (let round = 0; round < 9; round++) {
    let from = performance.now();
    for (let i = 0; i < count; i++) await Promise.resolve(keyed.tryTake(keys[i & 1023]!, Date.now()));
    times[0]!.push(((performance.now() - from) * 1e6) / count);
    from = performance.now();
    for (let i = 0; i < count; i++) await flexible.consume(keys[i & 1023]!);
    times[1]!.push(((performance.now() - from) * 1e6) / count);
  }
  const [ours, theirs] = times.map((list) => list.sort((left, right) => left - right)[4]!) as [
    number,
    number,
  ];
  console.log("\nOne limit for each of 1,024 callers, awaited");
  console.log(
    `  keyed GCRA ${ours.toFixed(0)} ns, rate-limiter-flexible ${theirs.toFixed(0)} ns: ${(theirs / ours).toFixed(2)} x`,
  );
}

await awaited();
globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const table = new KeyedGcra(1, 10, 200_000);
for (let i = 0; i < 100_000; i++) table.tryTake(keys[i & 1023]! + i, 0);
globalThis.gc?.();
console.log(
  `\nKeyed GCRA: ${((process.memoryUsage().heapUsed - before) / table.size).toFixed(0)} bytes a caller besides the typed array's 8`,
);
process.exit(0);
