/** Retries and timeouts: closed forms against hand and table, sweeps against closed forms, and what each is there to show. */
import assert from "node:assert/strict";
import type { Engine, NumberParam } from "../../client/engines/kernel/engine.ts";
import { erlangC, erlangWaitMs } from "../../client/engines/kernel/erlang.ts";
import { runLength } from "../../client/engines/kernel/runLength.ts";
import { sweep, sweepValues } from "../../client/engines/kernel/sweep.ts";
import { retry } from "../../client/engines/retry/engine.ts";
import { allFail, cycleMs, expectedBackoffMs, expectedCalls } from "../../client/engines/retry/theory.ts";
import { timeout } from "../../client/engines/timeout/engine.ts";
import { holdSpread, meanHoldMs } from "../../client/engines/timeout/theory.ts";
import { run } from "./inputs.ts";

const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= within * Math.abs(expected), `${actual}, expected ${expected}`);

describe("theory of retries", () => {
  it("counts calls: (1 − pᵏ) / (1 − p), k when all fail", () => {
    near(expectedCalls(0.5, 3), 1.75);
    near(expectedCalls(0.01, 3), 1.0101);
    assert.equal(expectedCalls(1, 5), 5);
    assert.equal(expectedCalls(0, 5), 1);
    near(allFail(0.2, 3), 0.008);
  });

  it("adds up waits, and knows where the cap spoils them", () => {
    const plan = { attempts: 6, baseMs: 100, capMs: 1e9 };
    assert.equal(expectedBackoffMs({ ...plan, strategy: "exponential" }, 1), 3100);
    assert.equal(expectedBackoffMs({ ...plan, strategy: "full-jitter" }, 1), 1550);
    assert.equal(expectedBackoffMs({ ...plan, strategy: "equal-jitter" }, 1), 2325);
    assert.equal(expectedBackoffMs({ ...plan, strategy: "constant" }, 1), 500);
    assert.equal(expectedBackoffMs({ ...plan, strategy: "exponential", capMs: 400 }, 1), 1500);
    // 200, 350, 575: each the middle between the base and three times the one before.
    assert.equal(expectedBackoffMs({ ...plan, strategy: "decorrelated-jitter", attempts: 4 }, 1), 1125);
    assert.equal(expectedBackoffMs({ ...plan, strategy: "decorrelated-jitter", capMs: 1000 }, 1), undefined);
    assert.equal(cycleMs({ ...plan, strategy: "constant" }, 5000, 50, 1), 5000 + 300 + 500);
  });
});

describe("theory of a pool", () => {
  it("is Erlang's: one worker, two workers, a table", () => {
    near(erlangC(1, 0.7), 0.7);
    near(erlangC(2, 1), 1 / 3);
    // Five servers at an offered load of 4: the usual textbook example.
    near(erlangC(5, 4), 0.5541, 1e-4);
    // M/M/1 waits ρ/(1 − ρ) services.
    near(erlangWaitMs(1, 0.8, 50), 200);
  });

  it("cuts calls off: nothing at 0, everything at infinity, and both moments by integration", () => {
    const time = { latencyMs: 50, hangShare: 0.2, hangMs: 60_000 };
    near(meanHoldMs(time, Infinity), 0.8 * 50 + 0.2 * 60_000);
    near(meanHoldMs({ ...time, hangShare: 0 }, 50), 50 * (1 - Math.exp(-1)));
    for (const limit of [10, 80, 500]) {
      let [first, second] = [0, 0];
      const steps = 200_000;
      for (let i = 0; i < steps; i++) {
        const held = Math.min(limit, -50 * Math.log(1 - (i + 0.5) / steps));
        first += held / steps;
        second += (held * held) / steps;
      }
      const mean = 0.8 * first + 0.2 * limit;
      near(meanHoldMs(time, limit), mean, 1e-4);
      near(holdSpread(time, limit), (0.8 * second + 0.2 * limit * limit) / (mean * mean), 1e-4);
    }
  });
});

describe("sweeps of retries and timeouts", function () {
  this.timeout(60_000);

  const sweeps: {
    engine: Engine;
    param: string;
    range: readonly [number, number, number];
    metrics: readonly string[];
    params: Readonly<Record<string, number | string | boolean>>;
  }[] = [
    {
      engine: retry,
      param: "failures",
      range: [0.05, 0.5, 4],
      metrics: ["callsPerRequest", "normalLoad"],
      params: { ...retry.presets.flaky!.params },
    },
    {
      engine: retry,
      param: "baseDelay",
      range: [100, 1000, 4],
      metrics: ["outageLoad", "backoffGivenUp"],
      params: { strategy: "equal-jitter", maxAttempts: 3, outage: 120_000, together: false },
    },
    {
      engine: timeout,
      param: "timeout",
      range: [100, 1000, 5],
      metrics: ["incidentBusyWorkers", "incidentHoldMs", "incidentGoodput"],
      params: {},
    },
    {
      engine: timeout,
      param: "workers",
      range: [5, 7, 3],
      metrics: ["waitedShare", "waitMs", "busyWorkers"],
      params: { ...timeout.presets["erlang-c"]!.params },
    },
  ];
  for (const { engine, param, range, metrics, params } of sweeps) {
    it(`run through the confidence intervals of ${metrics.join(", ")}`, () => {
      const until = Math.min(600_000, runLength(engine, params));
      const values = sweepValues(engine.params[param] as NumberParam, ...range);
      for (const point of sweep({ engine, params, param, seeds: [1, 2, 3, 4, 5, 6], until }, values)) {
        for (const metric of metrics) {
          const { mean, halfWidth } = point.metrics[metric]!;
          const theory = point.theory[metric]!.value;
          // Twice the interval, since there are many points, and a fiftieth for what the closed form leaves out.
          assert.ok(
            Math.abs(mean - theory) <= 2 * halfWidth + theory / 50,
            `${metric} at ${point.value}: ${mean} ± ${halfWidth}, ${theory}`,
          );
        }
      }
    });
  }
});

describe("what they are there to show", function () {
  this.timeout(30_000);

  function metricsOf(engine: Engine, preset: string, seed: number): Readonly<Record<string, number>> {
    const { params } = engine.presets[preset]!;
    const one = run(engine, { params, seed });
    one.advance(runLength(engine, params), Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  }

  for (const seed of [1, 2, 3, 4, 5]) {
    it(`a fixed delay keeps the service down; growing, random waits and a budget let it recover, seed ${seed}`, () => {
      assert.equal(metricsOf(retry, "fixed-delay", seed).timeToRecover, 60_000);
      assert.equal(metricsOf(retry, "endless", seed).timeToRecover, 60_000);
      assert.ok(metricsOf(retry, "exponential", seed).timeToRecover! < 12_000);
      assert.ok(metricsOf(retry, "full-jitter", seed).timeToRecover! < 12_000);
      const budget = metricsOf(retry, "retry-budget", seed);
      assert.ok(budget.timeToRecover! < 1000 && budget.callsPerRequest! < 1.1);
    });

    it(`without a timeout one call in five takes everything; a deadline makes a long one bearable, seed ${seed}`, () => {
      assert.equal(metricsOf(timeout, "no-timeout", seed).incidentGoodput, 0);
      assert.ok(metricsOf(timeout, "short-timeout", seed).incidentGoodput! > 70);
      assert.ok(metricsOf(timeout, "long-timeout", seed).incidentGoodput! < 20);
      assert.ok(metricsOf(timeout, "deadline", seed).incidentGoodput! > 60);
    });
  }

  it("jitter draws do not shift other streams: pauses and failures stay as they were", () => {
    const calls = (strategy: string) => {
      const one = run(retry, { params: { strategy, outage: 0, failures: 0 }, seed: 5 });
      one.advance(20_000, Infinity);
      return one.metrics().normalLoad!.value;
    };
    assert.equal(calls("constant"), calls("full-jitter"));
  });

  it("users who leave are seen to leave, though their requests hang", () => {
    const one = run(timeout, { params: { limited: false }, seed: 1 });
    one.advance(40_000, Infinity);
    assert.equal(one.metrics().responseP99!.value, 2000);
  });
});
