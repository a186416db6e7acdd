/** Behaviour of the inserted rate limiter: the envelope, the wait it names, its memory, its clock. */
import assert from "node:assert/strict";
import { RateLimiter } from "./pattern.ts";

let nowMs = 0;
const limiterOf = (ratePerSecond: number, burst: number, maxKeys = 100) =>
  new RateLimiter({ ratePerSecond, burst, maxKeys, nowMs: () => nowMs });

// Any span of t seconds lets through at most burst + rate × t, whatever the arrivals.
{
  const limiter = limiterOf(10, 5);
  const passed: number[] = [];
  let seed = 1;
  for (let i = 0; i < 4000; i++) {
    seed = (seed * 48271) % 2147483647;
    nowMs += seed % 50 === 0 ? 700 : seed % 20;
    if (limiter.take("k").allowed) passed.push(nowMs);
  }
  for (let first = 0; first < passed.length; first++) {
    for (let last = first; last < passed.length; last++) {
      const seconds = (passed[last]! - passed[first]!) / 1000;
      assert.ok(last - first + 1 <= 5 + 10 * seconds + 1e-6, `${last - first + 1} passed in ${seconds} s`);
    }
  }
  assert.ok(passed.length > 300, "what the rate allows does pass");
}

// A greedy caller gets the whole envelope: the burst, then the rate.
{
  nowMs = 0;
  const limiter = limiterOf(10, 5);
  let passed = 0;
  for (; nowMs <= 10_000; nowMs += 1) if (limiter.take("k").allowed) passed++;
  assert.ok(passed >= 104 && passed <= 105, `${passed} of 105`);
}

// The wait it names is enough, and refusals neither take tokens nor postpone it.
{
  nowMs = 0;
  const limiter = limiterOf(2, 1);
  assert.deepEqual(limiter.take("k"), { allowed: true, retryAfterMs: 0 });
  assert.deepEqual(limiter.take("k"), { allowed: false, retryAfterMs: 500 });
  nowMs = 250;
  assert.deepEqual(limiter.take("k"), { allowed: false, retryAfterMs: 250 });
  nowMs = 500;
  assert.equal(limiter.take("k").allowed, true);
}

// Costs, and keys that do not share.
{
  const limiter = limiterOf(1, 10);
  assert.equal(limiter.take("a", 8).allowed, true);
  assert.deepEqual(limiter.take("a", 4), { allowed: false, retryAfterMs: 2000 });
  assert.equal(limiter.take("b", 10).allowed, true);
  assert.throws(() => limiter.take("a", 11), RangeError);
  assert.throws(() => limiter.take("a", 0), RangeError);
  assert.throws(() => limiter.take("a", Number.NaN), RangeError);
}

// Memory is bounded: the least recently used bucket is forgotten, no other.
{
  const limiter = limiterOf(1, 1, 3);
  for (const key of ["a", "b", "c", "a", "d"]) limiter.take(key);
  for (const key of ["a", "c", "d"]) assert.equal(limiter.take(key).allowed, false, `${key} is remembered`);
  assert.equal(limiter.take("b").allowed, true, "b was forgotten");
}

// A clock that goes back neither refills nor locks out.
{
  nowMs = 10_000;
  const limiter = limiterOf(1, 1);
  limiter.take("k");
  nowMs = 0;
  assert.deepEqual(limiter.take("k"), { allowed: false, retryAfterMs: 1000 });
  nowMs = 11_000;
  assert.equal(limiter.take("k").allowed, true);
}

for (const [rate, burst, keys] of [[0, 1, 1], [Number.NaN, 1, 1], [Infinity, 1, 1], [1, 0.5, 1], [1, 1, 0]] as const) {
  assert.throws(() => limiterOf(rate, burst, keys), RangeError);
}
assert.equal(new RateLimiter({ ratePerSecond: 1, burst: 1 }).take("k").allowed, true, "the defaults work");
