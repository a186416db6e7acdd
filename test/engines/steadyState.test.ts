/** From when the rate limiter's shares are counted. */
import assert from "node:assert/strict";
import { rateLimiter } from "../../client/engines/rate-limiter/engine.ts";
import { tokenBucketWarmUpMs } from "../../client/engines/rate-limiter/theory.ts";
import { run } from "./inputs.ts";

describe("steady state of the rate limiter", () => {
  it("begins when a full bucket has drained and its level has forgotten it", () => {
    // 20 tokens at 5 a second too many take 4 s; then π²·15/800 + 25/30 = 1.02 a second, four times over.
    assert.ok(Math.abs(tokenBucketWarmUpMs(15, 10, 20, 1) - 7927) < 10);
    // A bucket that more flows into than out has nothing to drain.
    assert.ok(tokenBucketWarmUpMs(1, 10, 20, 1) < 1000);
    // A critical load drains a bucket by chance alone.
    assert.ok(Number.isFinite(tokenBucketWarmUpMs(10, 10, 20, 1)));
  });

  it("leaves the start out of a token bucket's shares, and counts all that comes later", () => {
    const one = run(rateLimiter);
    one.advance(7900, Infinity);
    const early = one.metrics();
    assert.ok(Number.isNaN(early.rejectedRatio!.value) && Number.isNaN(early.allowedRate!.value));
    one.seekTime(7928);
    const [offered, allowed] = [one.metrics().offered!.value, one.metrics().allowed!.value];
    one.advance(60_000, Infinity);
    const { rejectedRatio, allowedRate, ...late } = one.metrics();
    const after = (late.allowed!.value - allowed) / (late.offered!.value - offered);
    assert.ok(Math.abs(rejectedRatio!.value - (1 - after)) < 0.01);
    assert.ok(Math.abs(allowedRate!.value - (late.allowed!.value - allowed) / 52.073) < 0.05);
  });

  it("counts a fixed window when it is over", () => {
    const one = run(rateLimiter, { params: { algorithm: "fixed-window", window: 10_000, arrivalRate: 20 } });
    one.advance(9999, Infinity);
    assert.ok(Number.isNaN(one.metrics().allowedRate!.value));
    one.advance(10_000, Infinity);
    const first = one.metrics().rejectedRatio!.value;
    assert.equal(one.metrics().allowedRate!.value, 10);
    one.advance(19_000, Infinity);
    assert.equal(one.metrics().rejectedRatio!.value, first);
    one.advance(20_000, Infinity);
    assert.notEqual(one.metrics().rejectedRatio!.value, first);
  });
});
