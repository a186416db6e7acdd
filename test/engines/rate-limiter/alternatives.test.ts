/** Limiters against each other and against brute force: which are the same rule, which keep their promise, which do not. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { FixedWindow } from "../../../client/engines/rate-limiter/primitives/fixedWindow.ts";
import { Gcra } from "../../../client/engines/rate-limiter/primitives/gcra.ts";
import { KeyedGcra } from "../../../client/engines/rate-limiter/primitives/keyedGcra.ts";
import { LeakyBucketMeter } from "../../../client/engines/rate-limiter/primitives/leakyBucketMeter.ts";
import { LeakyBucketQueue } from "../../../client/engines/rate-limiter/primitives/leakyBucketQueue.ts";
import type { RateLimiter } from "../../../client/engines/rate-limiter/primitives/rateLimiter.ts";
import { SlidingLog } from "../../../client/engines/rate-limiter/primitives/slidingLog.ts";
import { SlidingWindowCounter } from "../../../client/engines/rate-limiter/primitives/slidingWindowCounter.ts";
import { TokenBucket } from "../../../client/engines/rate-limiter/primitives/tokenBucket.ts";
import { pacedDelayMs, slidingLogAdmitted } from "../../../client/engines/rate-limiter/theory.ts";

const requests = fc.array(
  fc.record({ gapMs: fc.oneof(fc.constant(0), fc.nat(400)), cost: fc.integer({ min: 1, max: 3 }) }),
  { maxLength: 200, size: "max" },
);
/** Rates whose interval is a power of two in milliseconds, so that no limiter has anything to round. */
const exactRate = fc.integer({ min: 0, max: 9 }).map((power) => 1000 / 2 ** power);

/** Most that passed within any span of this length, by trying all pairs. */
function mostIn(times: readonly number[], spanMs: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + spanMs).length));
}

/** Sends the times in turn and returns those that passed. */
function passing(limiter: RateLimiter, times: readonly number[]): number[] {
  return times.filter((atMs) => limiter.tryTake(atMs));
}

describe("one rule in four forms", () => {
  it("GCRA, token bucket, leaky bucket as a meter and as a queue decide alike, to the bit", () => {
    fc.assert(
      fc.property(requests, exactRate, fc.integer({ min: 1, max: 20 }), (list, rate, capacity) => {
        const bucket = new TokenBucket(capacity, rate);
        const others: RateLimiter[] = [
          Gcra.ofRate(rate, capacity),
          new LeakyBucketMeter(capacity, rate),
          new LeakyBucketQueue(capacity - 1, rate),
        ];
        let nowMs = 0;
        for (const { gapMs, cost } of list) {
          nowMs += gapMs;
          for (const other of others) {
            assert.equal(other.available(nowMs), bucket.available(nowMs));
            assert.equal(other.retryAfterMs(nowMs, cost), bucket.retryAfterMs(nowMs, cost));
          }
          const taken = bucket.tryTake(nowMs, cost);
          for (const other of others) assert.equal(other.tryTake(nowMs, cost), taken, `${nowMs}`);
        }
        const [gcra, meter, queue] = others as [Gcra, LeakyBucketMeter, LeakyBucketQueue];
        const restored = [
          Gcra.restore(gcra.save()),
          LeakyBucketMeter.restore(meter.save()),
          LeakyBucketQueue.restore(queue.save()),
        ];
        for (const copy of restored) assert.equal(copy.available(nowMs + 1), bucket.available(nowMs + 1));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("a tolerance of one interval less is not the same rule: the comparison would notice", () => {
    const wrong = new Gcra(100, 4 * 100 - 100);
    const bucket = new TokenBucket(5, 10);
    assert.notEqual(passing(wrong, [0, 0, 0, 0, 0]).length, passing(bucket, [0, 0, 0, 0, 0]).length);
  });

  it("the queue lets one out every 1/rate seconds, in order, and none later than it may", () => {
    fc.assert(
      fc.property(requests, exactRate, fc.nat(20), (list, rate, waiting) => {
        const queue = new LeakyBucketQueue(waiting, rate);
        let nowMs = 0;
        let lastMs = -Infinity;
        for (const { gapMs } of list) {
          nowMs += gapMs;
          const leavesMs = queue.enter(nowMs);
          if (leavesMs === undefined) continue;
          assert.ok(leavesMs >= nowMs && leavesMs - lastMs >= 1000 / rate);
          assert.ok(
            leavesMs === nowMs || leavesMs === lastMs + 1000 / rate,
            "it waits only for the one before",
          );
          assert.ok(leavesMs - nowMs <= (waiting * 1000) / rate);
          lastMs = leavesMs;
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("follows nginx's manual: rate=1r/s burst=5 takes six at once and refuses the seventh", () => {
    const queue = new LeakyBucketQueue(5, 1);
    const leaves = Array.from({ length: 7 }, () => queue.enter(0));
    assert.deepEqual(leaves, [0, 1000, 2000, 3000, 4000, 5000, undefined]);
  });
});

describe("windows", () => {
  const steps = fc.array(fc.oneof(fc.constant(0), fc.nat(300)), { maxLength: 300, size: "max" });

  it("a sliding log takes a request exactly when fewer than the limit passed in the span before it", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 30 }), (gaps, limit) => {
        let log = new SlidingLog(limit, 1000);
        const passed: number[] = [];
        let nowMs = 0;
        for (const [i, gapMs] of gaps.entries()) {
          nowMs += gapMs;
          const recent = passed.filter((at) => at > nowMs - 1000).length;
          const waitMs = log.retryAfterMs(nowMs);
          assert.equal(log.available(nowMs), limit - recent);
          assert.equal(log.tryTake(nowMs), recent < limit);
          if (recent < limit) passed.push(nowMs);
          // Retry-After is honest to the instant.
          else assert.equal(passed.filter((at) => at > nowMs + waitMs - 1000).length < limit, true);
          if (i % 40 === 39) log = SlidingLog.restore(log.save());
        }
        assert.ok(mostIn(passed, 1000) <= limit);
      }),
      { seed: 6, numRuns: 150 },
    );
  });

  it("a fixed window lets twice its limit through in an instant, two counters do not, a log never", () => {
    const straddle = [
      ...Array.from({ length: 100 }, () => 59_999),
      ...Array.from({ length: 100 }, () => 60_001),
    ];
    const within = (limiter: RateLimiter) => mostIn(passing(limiter, straddle), 60_000);
    assert.equal(within(new FixedWindow(100, 60_000)), 200);
    assert.equal(within(new SlidingWindowCounter(100, 60_000)), 100);
    assert.equal(within(new SlidingLog(100, 60_000)), 100);
  });

  it("two counters are deceived by a caller who follows their estimate: nearly twice the limit", () => {
    const times = [
      ...Array.from({ length: 100 }, () => 59_999),
      ...Array.from({ length: 600 }, (_, i) => 60_000 + i * 99),
    ];
    const most = mostIn(passing(new SlidingWindowCounter(100, 60_000), times), 60_000);
    assert.ok(most > 190 && most <= 200, `${most}`);
    assert.equal(mostIn(passing(new SlidingLog(100, 60_000), times), 60_000), 100);
  });

  it("two counters never let more than twice the limit pass, and their Retry-After is right", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 20 }), (gaps, limit) => {
        let counter = new SlidingWindowCounter(limit, 1024);
        const passed: number[] = [];
        let nowMs = 0;
        for (const [i, gapMs] of gaps.entries()) {
          nowMs += gapMs;
          const waitMs = counter.retryAfterMs(nowMs);
          const copy = SlidingWindowCounter.restore(counter.save());
          if (waitMs > 0.01) assert.equal(copy.tryTake(nowMs + waitMs - 0.01), false);
          assert.equal(SlidingWindowCounter.restore(counter.save()).tryTake(nowMs + waitMs + 0.01), true);
          if (counter.tryTake(nowMs)) passed.push(nowMs);
          if (i % 40 === 39) counter = SlidingWindowCounter.restore(counter.save());
        }
        assert.ok(mostIn(passed, 1024) <= 2 * limit);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it("hand out no second quota when the clock steps back", () => {
    for (const limiter of [new SlidingLog(1, 1000), new SlidingWindowCounter(1, 1000), Gcra.ofRate(1, 1)]) {
      assert.ok(limiter.tryTake(5000));
      assert.equal(limiter.tryTake(500), false);
    }
  });

  it("refuse nonsense", () => {
    for (const bad of [0, -1, NaN, Infinity]) {
      assert.throws(() => new SlidingLog(bad, 1), RangeError);
      assert.throws(() => new SlidingLog(1, bad), RangeError);
      assert.throws(() => new SlidingWindowCounter(bad, 1), RangeError);
      assert.throws(() => new SlidingWindowCounter(1, bad), RangeError);
      assert.throws(() => new Gcra(bad, 1), RangeError);
      assert.throws(() => new LeakyBucketMeter(bad, 1), RangeError);
      assert.throws(() => new LeakyBucketMeter(1, bad), RangeError);
      assert.throws(() => new LeakyBucketQueue(1, bad), RangeError);
      assert.throws(() => new KeyedGcra(bad, 1, 1), RangeError);
      assert.throws(() => new KeyedGcra(1, 1, bad), RangeError);
    }
    assert.throws(() => new SlidingLog(1.5, 1), RangeError);
    assert.throws(() => new LeakyBucketQueue(-1, 1), RangeError);
  });
});

describe("many callers", () => {
  it("each is decided as by a limiter of its own, while there are slots for all", () => {
    const calls = fc.array(fc.record({ key: fc.nat(15), gapMs: fc.nat(60) }), {
      maxLength: 400,
      size: "max",
    });
    fc.assert(
      fc.property(calls, (list) => {
        const keyed = new KeyedGcra(8, 4, 16);
        const own = Array.from({ length: 16 }, () => Gcra.ofRate(8, 4));
        let nowMs = 0;
        for (const { key, gapMs } of list) {
          nowMs += gapMs;
          assert.equal(keyed.retryAfterMs(`k${key}`, nowMs), own[key]!.retryAfterMs(nowMs));
          assert.equal(keyed.tryTake(`k${key}`, nowMs), own[key]!.tryTake(nowMs));
          assert.ok(keyed.size <= 16);
        }
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it("a flood of strangers finds no slot, and known callers keep theirs", () => {
    const keyed = new KeyedGcra(1, 5, 100);
    for (let i = 0; i < 100; i++) assert.ok(keyed.tryTake(`known-${i}`, 0, 5));
    for (let i = 0; i < 1000; i++) assert.equal(keyed.tryTake(`stranger-${i}`, 10), false);
    assert.ok(keyed.tryTake("known-7", 1000));
    // Five seconds later the rest are as good as never seen.
    assert.ok(keyed.tryTake("stranger-1", 5000));
    assert.ok(keyed.size <= 100);
  });
});

describe("theory of logs and queues", () => {
  it("is Erlang's: one line, his table, and M/D/1's mean wait", () => {
    assert.ok(Math.abs(slidingLogAdmitted(0.7, 1) - 1 / 1.7) < 1e-12);
    // B(10, 5 erlang) = 0.01838, from the usual tables.
    assert.ok(Math.abs(1 - slidingLogAdmitted(5, 10) - 0.01838) < 1e-5);
    assert.ok(Math.abs(pacedDelayMs(0.5, 1) - 500) < 1e-9);
  });
});
