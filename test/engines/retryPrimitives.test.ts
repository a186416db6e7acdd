/** Backoff strategies and the retry budget, each held to its definition. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import {
  type Backoff,
  constantBackoff,
  decorrelatedJitter,
  equalJitter,
  exponentialBackoff,
  fullJitter,
  noBackoff,
} from "../../client/engines/retry/primitives/backoff.ts";
import { RetryBudget } from "../../client/engines/retry/primitives/retryBudget.ts";
import { longestDelayMs, meanDelayMs } from "../../client/engines/retry/theory.ts";

const strategies: Readonly<Record<string, Backoff>> = {
  none: noBackoff,
  immediate: noBackoff,
  constant: constantBackoff,
  exponential: exponentialBackoff,
  "full-jitter": fullJitter,
  "equal-jitter": equalJitter,
  "decorrelated-jitter": decorrelatedJitter,
};

const settings = { baseMs: 100, capMs: 2000 };

describe("backoff", () => {
  it("doubles up to the cap, and neither overflows nor slows down after many failures", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 1e9].map((failures) => exponentialBackoff(settings, failures, 0, 0));
    assert.deepEqual(waits, [100, 200, 400, 800, 1600, 2000, 2000, 2000]);
    assert.equal(exponentialBackoff({ baseMs: 100, capMs: Infinity }, 1e9, 0, 0), Infinity);
    assert.equal(exponentialBackoff({ baseMs: 5000, capMs: 2000 }, 1, 0, 0), 2000);
  });

  it("jitters over its whole range and not beyond", () => {
    assert.deepEqual(
      [0, 0.5, 0.75].map((uniform) => fullJitter(settings, 3, 0, uniform)),
      [0, 200, 300],
    );
    assert.deepEqual(
      [0, 0.5, 0.75].map((uniform) => equalJitter(settings, 3, 0, uniform)),
      [200, 300, 350],
    );
    // The first wait counts as following one of the base; each later one reaches three times the one before.
    assert.deepEqual(
      [0, 100, 200, 1000].map((previousMs) => decorrelatedJitter(settings, 1, previousMs, 0.5)),
      [200, 200, 350, 1550],
    );
    assert.equal(decorrelatedJitter(settings, 9, 1900, 0.9), 2000);
  });

  it("stays between 0 and the longest wait that theory names", () => {
    const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(strategies)),
        fc.double({ min: 1, max: 1000, noNaN: true }),
        fc.double({ min: 1, max: 100_000, noNaN: true }),
        fc.array(uniform, { minLength: 1, maxLength: 12 }),
        (strategy, baseMs, capMs, uniforms) => {
          const plan = { strategy, attempts: 20, baseMs, capMs };
          let previousMs = 0;
          uniforms.forEach((draw, i) => {
            previousMs = strategies[strategy]!({ baseMs, capMs }, i + 1, previousMs, draw);
            assert.ok(previousMs >= 0 && previousMs <= longestDelayMs(plan, i + 1));
          });
        },
      ),
    );
  });

  for (const [strategy, backoff] of Object.entries(strategies)) {
    it(`has the mean that theory says: ${strategy}`, () => {
      const streams = new RandomStreams(7);
      const plan = {
        strategy,
        attempts: 5,
        baseMs: 100,
        capMs: strategy === "decorrelated-jitter" ? 1e5 : 500,
      };
      const sums = [0, 0, 0, 0];
      for (let run = 0; run < 40_000; run++) {
        let previousMs = 0;
        for (let retry = 1; retry <= 4; retry++) {
          previousMs = backoff(plan, retry, previousMs, streams.next("jitter"));
          sums[retry - 1]! += previousMs;
        }
      }
      sums.forEach((sum, i) => {
        const mean = meanDelayMs(plan, i + 1)!;
        assert.ok(Math.abs(sum / 40_000 - mean) <= 0.02 * mean, `retry ${i + 1}: ${sum / 40_000}, ${mean}`);
      });
    });
  }
});

describe("retry budget", () => {
  it("never allows more than its reserve and its share of first attempts", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        fc.array(fc.boolean(), { maxLength: 500 }),
        (ratio, reserve, steps) => {
          let budget = new RetryBudget(ratio, reserve);
          let first = 0;
          let retries = 0;
          for (const isFirst of steps) {
            if (isFirst) {
              budget.deposit();
              first++;
            } else if (budget.tryRetry()) retries++;
            assert.ok(budget.balance >= 0 && budget.balance <= reserve);
            assert.ok(retries <= (reserve + ratio * first) * (1 + 1e-9));
            budget = RetryBudget.restore(budget.save());
          }
        },
      ),
    );
  });

  it("pays for one retry in ten at 10 %", () => {
    const budget = new RetryBudget(0.1, 1);
    assert.ok(budget.tryRetry() && !budget.tryRetry());
    let retries = 0;
    for (let i = 0; i < 1000; i++) {
      budget.deposit();
      if (budget.tryRetry()) retries++;
    }
    assert.ok(retries >= 90 && retries <= 100, String(retries));
  });

  it("refuses numbers that make no sense", () => {
    for (const [ratio, reserve] of [
      [-0.1, 10],
      [NaN, 10],
      [0.1, 0.5],
      [0.1, Infinity],
    ] as const) {
      assert.throws(() => new RetryBudget(ratio, reserve), RangeError);
    }
  });
});
