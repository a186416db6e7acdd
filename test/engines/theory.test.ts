/** Engines are held to theory: each preset after a long run, and sweeps within their confidence intervals. */
import assert from "node:assert/strict";
import { fifoHitRatio, lruHitRatio } from "../../client/engines/cache/theory.ts";
import { movedRatio, shareDeviation } from "../../client/engines/consistent-hashing/theory.ts";
import { engines } from "../../client/engines/index.gen.ts";
import type { NumberParam } from "../../client/engines/kernel/engine.ts";
import { estimate, t95 } from "../../client/engines/kernel/studentT.ts";
import { sweep, sweepValues } from "../../client/engines/kernel/sweep.ts";
import { Zipf } from "../../client/engines/kernel/zipf.ts";
import { fixedWindowAdmitted, tokenBucketAdmitted } from "../../client/engines/rate-limiter/theory.ts";
import { run } from "./inputs.ts";

/** Default ends are held to theory by `believable.test.ts`; these are far beyond them: ten hours of windows, two hundred thousand accesses, 700 changes. */
const UNTIL: Readonly<Record<string, number>> = {
  "rate-limiter": 36_000_000,
  cache: 200_000,
  "consistent-hashing": 800,
};
const EVENTS = 1_000_000;

describe("theory", function () {
  this.timeout(60_000);

  for (const engine of engines.filter(({ id }) => Object.hasOwn(UNTIL, id))) {
    for (const [id, preset] of Object.entries(engine.presets)) {
      it(`holds for ${engine.id}/${id}`, () => {
        const one = run(engine, { params: preset.params, seed: 11 });
        one.advance(UNTIL[engine.id]!, EVENTS);
        const metrics = one.metrics();
        for (const [name, theory] of Object.entries(one.theory())) {
          const measured = metrics[name]!.value;
          // A ratio near 0 cannot be held to a relative tolerance.
          const floor = metrics[name]!.unit === "ratio" ? 0.002 : 0;
          const off = Math.abs(measured - theory.value);
          assert.ok(
            off <= theory.tolerance * theory.value + floor,
            `${name}: ${measured}, theory ${theory.value}`,
          );
        }
      });
    }
  }

  const sweeps = [
    { id: "rate-limiter", metric: "allowedRate", until: 600_000, steps: 7, params: { burst: 5 } },
    {
      id: "rate-limiter",
      metric: "allowedRate",
      until: 600_000,
      steps: 7,
      params: { algorithm: "fixed-window" },
    },
    { id: "cache", metric: "hitRatio", until: 20_000, steps: 6, params: { keys: 2000 } },
    { id: "cache", metric: "hitRatio", until: 20_000, steps: 6, params: { keys: 2000, policy: "fifo" } },
    { id: "consistent-hashing", metric: "shareDeviation", until: 180, steps: 5, params: { keys: 2000 } },
  ];
  for (const { id, metric, until, steps, params } of sweeps) {
    it(`runs through the confidence intervals of ${id} ${JSON.stringify(params)}`, () => {
      const engine = engines.find((candidate) => candidate.id === id)!;
      const { param, from, to } = engine.sweep!;
      const values = sweepValues(engine.params[param] as NumberParam, from, Math.min(to, 1000), steps);
      const points = sweep({ engine, params, param, seeds: [1, 2, 3, 4, 5, 6], until }, values);
      assert.equal(points.length, values.length);
      for (const point of points) {
        const { mean, halfWidth, samples } = point.metrics[metric]!;
        const theory = point.theory[metric]!.value;
        assert.equal(samples, 6);
        // Twice the interval, since there are many points, and a hundredth for start-up and for approximations.
        assert.ok(
          Math.abs(mean - theory) <= 2 * halfWidth + theory / 100,
          `${point.value}: ${mean} ± ${halfWidth}, ${theory}`,
        );
      }
    });
  }

  it("of the token bucket: Erlang's loss formula for one token, overload, and a growing capacity", () => {
    for (const load of [0.1, 0.5, 1, 2, 10]) {
      assert.ok(Math.abs(tokenBucketAdmitted(load, 1, 1) - 1 / (1 + load)) < 1e-12);
      let before = 0;
      for (const capacity of [1, 2, 5, 20, 100, 1000, 10_000]) {
        const share = tokenBucketAdmitted(load * 50, 50, capacity);
        assert.ok(
          share >= before - 1e-12 && share <= Math.min(1, 1 / load) + 1e-12,
          `${load}, ${capacity}: ${share}`,
        );
        before = share;
      }
      assert.ok(Math.abs(before - Math.min(1, 1 / load)) < 1e-3);
    }
    // M/D/1's own sum for two tokens: p₁/p₀ = e^a − 1, so w = e^a.
    assert.ok(Math.abs(tokenBucketAdmitted(0.7, 1, 2) - Math.exp(0.7) / (1 + 0.7 * Math.exp(0.7))) < 1e-12);
  });

  it("of the fixed window: by hand for small limits, and both extremes", () => {
    // E[min(N, 1)] = 1 − e^−m.
    assert.ok(Math.abs(fixedWindowAdmitted(2, 1) - (1 - Math.exp(-2)) / 2) < 1e-12);
    assert.equal(fixedWindowAdmitted(10, 1000), 1);
    assert.ok(Math.abs(fixedWindowAdmitted(1e6, 1000) - 1e-3) < 1e-9);
  });

  it("of caches: uniform keys, everything fits, LRU above FIFO, and LRU exactly for two keys", () => {
    const uniform = new Zipf(1000, 0).probabilities;
    assert.ok(Math.abs(lruHitRatio(uniform, 100) - 0.1) < 1e-9);
    assert.ok(Math.abs(fifoHitRatio(uniform, 100) - 0.1) < 1e-9);
    const zipf = new Zipf(1000, 1).probabilities;
    assert.equal(lruHitRatio(zipf, 1000), 1);
    let before = 0;
    for (const capacity of [1, 10, 100, 500, 999]) {
      const [lru, fifo] = [lruHitRatio(zipf, capacity), fifoHitRatio(zipf, capacity)];
      assert.ok(lru >= fifo - 1e-9 && lru > before && lru < 1, `${capacity}: ${lru}, ${fifo}`);
      before = lru;
    }
    // LRU of one entry hits when a key repeats: Σ p². Che's approximation is near even there.
    const exact = zipf.reduce((sum, p) => sum + p * p, 0);
    assert.ok(Math.abs(lruHitRatio(zipf, 1) - exact) < 0.1 * exact + 0.01);
  });

  it("of placement: the figures everybody quotes", () => {
    assert.ok(Math.abs(shareDeviation("ring", 100, 100, 1e9) - 0.1) < 0.001);
    assert.equal(movedRatio("ring", 9), 0.1);
    assert.equal(movedRatio("modulo", 9), 0.9);
  });
});

describe("sweeps", () => {
  it("space values on the parameter's scale, ends included, without repeats", () => {
    const spec = {
      kind: "number",
      label: "",
      help: "",
      default: 1,
      min: 1,
      max: 1000,
      unit: "count",
    } as const;
    assert.deepEqual(sweepValues(spec, 0, 10, 5), [0, 2.5, 5, 7.5, 10]);
    assert.deepEqual(
      sweepValues({ ...spec, integer: true, logarithmic: true }, 1, 1000, 4),
      [1, 10, 100, 1000],
    );
    assert.deepEqual(sweepValues({ ...spec, integer: true }, 1, 3, 9), [1, 2, 3]);
    assert.deepEqual(sweepValues(spec, 5, 9, 1), [5]);
  });

  it("estimate means with Student's interval", () => {
    const { mean, halfWidth, samples } = estimate([1, 2, 3, NaN]);
    assert.equal(mean, 2);
    assert.equal(samples, 3);
    assert.ok(Math.abs(halfWidth - 4.303 / Math.sqrt(3)) < 1e-9);
    assert.ok(Number.isNaN(estimate([5]).halfWidth) && Number.isNaN(estimate([]).mean));
    // Beyond the table, against published points.
    for (const [freedom, point] of [
      [40, 2.0211],
      [60, 2.0003],
      [120, 1.9799],
      [1e9, 1.96],
    ] as const) {
      assert.ok(Math.abs(t95(freedom) - point) < 2e-4, `${freedom}: ${t95(freedom)}`);
    }
  });
});
