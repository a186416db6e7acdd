/** The limiters' promises, for arbitrary requests: what passes in any span, and what Retry-After is worth. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { FixedWindow } from "../../client/engines/rate-limiter/primitives/fixedWindow.ts";
import { SlidingCount } from "../../client/engines/rate-limiter/primitives/slidingCount.ts";
import { TokenBucket } from "../../client/engines/rate-limiter/primitives/tokenBucket.ts";

/** Gaps in ms, many of them 0, and costs. */
const requests = fc.array(
  fc.record({ gapMs: fc.oneof(fc.constant(0), fc.nat(400)), cost: fc.integer({ min: 1, max: 3 }) }),
  {
    maxLength: 200,
  },
);

describe("token bucket", () => {
  it("lets at most capacity + rate·t pass in any span, and nothing less than it could", () => {
    fc.assert(
      fc.property(
        requests,
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        (list, capacity, rate) => {
          const bucket = new TokenBucket(capacity, rate);
          const passed: { atMs: number; cost: number }[] = [];
          let nowMs = 0;
          // GCRA: the same rule in one number, the time at which the bucket would be full (ATM Forum TM 4.0).
          let fullAtMs = 0;
          for (const { gapMs, cost } of list) {
            nowMs += gapMs;
            const start = Math.max(fullAtMs, nowMs);
            const slackMs = (capacity * 1000) / rate - (start - nowMs) - (cost * 1000) / rate;
            const taken = bucket.tryTake(nowMs, cost);
            if (Math.abs(slackMs) > 1e-6) assert.equal(taken, slackMs > 0);
            if (!taken) continue;
            fullAtMs = start + (cost * 1000) / rate;
            passed.push({ atMs: nowMs, cost });
          }
          for (let i = 0; i < passed.length; i++) {
            let sum = 0;
            for (let j = i; j < passed.length; j++) {
              sum += passed[j]!.cost;
              const bound = capacity + (rate * (passed[j]!.atMs - passed[i]!.atMs)) / 1000;
              assert.ok(sum <= bound + 1e-6);
            }
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it("tells when to come back, to the instant", () => {
    const bucket = new TokenBucket(10, 4);
    assert.equal(bucket.tryTake(0, 10), true);
    assert.equal(bucket.retryAfterMs(0), 250);
    assert.equal(bucket.retryAfterMs(100, 3), 650);
    assert.equal(bucket.tryTake(249), false);
    assert.equal(bucket.tryTake(250), true);
    assert.equal(bucket.retryAfterMs(0, 11), Infinity);
    assert.equal(bucket.retryAfterMs(10_000), 0);
    assert.equal(bucket.available(1e9), 10);
  });

  it("is not fooled by a clock that steps back", () => {
    const bucket = new TokenBucket(2, 1);
    assert.ok(bucket.tryTake(5000, 2));
    assert.equal(bucket.tryTake(1000), false);
    assert.equal(bucket.available(5000), 0);
    assert.ok(bucket.tryTake(6000));
    assert.equal(bucket.tryTake(6000), false);
  });

  it("saves and restores, and refuses nonsense", () => {
    const bucket = new TokenBucket(5, 2);
    bucket.tryTake(100, 4);
    const copy = TokenBucket.restore(bucket.save());
    assert.equal(copy.available(700), bucket.available(700));
    for (const bad of [0, -1, NaN, Infinity]) {
      assert.throws(() => new TokenBucket(bad, 1), RangeError);
      assert.throws(() => new TokenBucket(1, bad), RangeError);
      assert.throws(() => new FixedWindow(bad, 1), RangeError);
      assert.throws(() => new FixedWindow(1, bad), RangeError);
    }
  });
});

describe("fixed window", () => {
  it("lets exactly min(requests, limit) pass in each window", () => {
    fc.assert(
      fc.property(requests, fc.integer({ min: 1, max: 10 }), (list, limit) => {
        const counter = new FixedWindow(limit, 1000);
        const seen = new Map<number, number>();
        let nowMs = 0;
        for (const { gapMs } of list) {
          nowMs += gapMs;
          const window = Math.floor(nowMs / 1000);
          const before = seen.get(window) ?? 0;
          assert.equal(counter.available(nowMs), Math.max(0, limit - before));
          assert.equal(counter.retryAfterMs(nowMs), before < limit ? 0 : (window + 1) * 1000 - nowMs);
          assert.equal(counter.tryTake(nowMs), before < limit);
          seen.set(window, before + 1);
        }
        const copy = FixedWindow.restore(counter.save());
        assert.equal(copy.available(nowMs), counter.available(nowMs));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("hands out no second quota when the clock steps back", () => {
    const counter = new FixedWindow(1, 1000);
    assert.ok(counter.tryTake(1500));
    assert.equal(counter.tryTake(500), false);
    assert.ok(counter.tryTake(2000));
  });
});

describe("sliding count", () => {
  it("counts what a filter over all times counts, and survives saving", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(30), { maxLength: 400 }),
        fc.integer({ min: 1, max: 300 }),
        (gaps, spanMs) => {
          let counter = new SlidingCount(spanMs);
          const times: number[] = [];
          let nowMs = 0;
          for (const [i, gapMs] of gaps.entries()) {
            nowMs += gapMs;
            times.push(nowMs);
            assert.equal(counter.add(nowMs), times.filter((time) => time > nowMs - spanMs).length);
            if (i % 50 === 49) counter = SlidingCount.restore(counter.save());
          }
          assert.equal(counter.count(nowMs + spanMs), 0);
        },
      ),
      { seed: 3, numRuns: 100 },
    );
  });
});
