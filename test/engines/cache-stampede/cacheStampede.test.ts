/** Stampedes: primitives against their definitions, closed forms over sweeps, and what each protection is there to show. */
import assert from "node:assert/strict";
import { cacheStampede } from "../../../client/engines/cache-stampede/engine.ts";
import { brokenInvariant } from "../../../client/engines/cache-stampede/invariants.ts";
import { beginLoad } from "../../../client/engines/cache-stampede/loads.ts";
import {
  PromiseSingleFlight,
  SingleFlight,
} from "../../../client/engines/cache-stampede/primitives/singleFlight.ts";
import { freshnessOf } from "../../../client/engines/cache-stampede/primitives/staleWhileRevalidate.ts";
import { jitteredTtlMs } from "../../../client/engines/cache-stampede/primitives/ttlJitter.ts";
import { shouldRecomputeEarly } from "../../../client/engines/cache-stampede/primitives/xFetch.ts";
import { type Context, createState } from "../../../client/engines/cache-stampede/state.ts";
import { xFetchEarlyMs, xFetchLoads } from "../../../client/engines/cache-stampede/theory.ts";
import type { NumberParam } from "../../../client/engines/kernel/engine.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { sweep, sweepValues } from "../../../client/engines/kernel/sweep.ts";
import { exponential } from "../../../client/engines/kernel/variates.ts";
import { run } from "../inputs.ts";

describe("XFetch", () => {
  it("recomputes with probability e^(−left/(βΔ)), always when expired and never when it would take no time", () => {
    const streams = new RandomStreams(1);
    for (const [leftMs, beta] of [
      [50, 1],
      [200, 1],
      [200, 2],
    ] as const) {
      let early = 0;
      for (let i = 0; i < 50_000; i++)
        if (shouldRecomputeEarly(1000 - leftMs, 1000, 100, beta, streams.next("u"))) early++;
      assert.ok(Math.abs(early / 50_000 - Math.exp(-leftMs / (100 * beta))) < 0.01);
    }
    assert.equal(shouldRecomputeEarly(1000, 1000, 100, 1, 0), true);
    assert.equal(shouldRecomputeEarly(999, 1000, 0, 1, 0.999999), false);
  });

  it("begins e^(1/β) times an expiry, βΔ(ln λβΔ + γ) ahead of it: a loop of a few lines agrees", () => {
    const streams = new RandomStreams(2);
    for (const beta of [0.5, 1, 2]) {
      let [loads, earlyMs] = [0, 0];
      for (let cycle = 0; cycle < 800; cycle++) {
        let first = NaN;
        // So much earlier nobody begins.
        const from = 3000 - xFetchEarlyMs(1, 100, beta) - 800 * beta;
        for (let at = from; !(at > first + 100); at += exponential(streams.next("gap"), 1)) {
          if (!shouldRecomputeEarly(at, 3000, 100, beta, streams.next("early"))) continue;
          loads++;
          if (Number.isNaN(first)) {
            first = at;
            earlyMs += 3000 - at;
          }
        }
      }
      const expected = xFetchEarlyMs(1, 100, beta);
      assert.ok(Math.abs(loads / 800 / xFetchLoads(beta) - 1) < 0.08, `${loads / 800} at ${beta}`);
      assert.ok(Math.abs(earlyMs / 800 / expected - 1) < 0.05, `${earlyMs / 800}, ${expected}`);
    }
  });
});

describe("single flight", () => {
  it("lets the first lead, and names those who waited in their order", () => {
    let flights = new SingleFlight<string, number>();
    assert.ok(flights.join("a", 1));
    assert.equal(flights.join("a", 2), false);
    assert.equal(flights.join("a", 3), false);
    assert.ok(flights.join("b", 4));
    flights = SingleFlight.restore(flights.save());
    assert.deepEqual(flights.land("a"), [2, 3]);
    assert.deepEqual(flights.land("a"), []);
    assert.equal(flights.size, 1);
    assert.ok(flights.join("a", 5));
  });

  it("shares a promise, its failure too, remembers neither, and forgets on request", async () => {
    const flights = new PromiseSingleFlight<string, number>();
    let calls = 0;
    const load = async () => {
      const call = ++calls;
      await Promise.resolve();
      if (call === 2) throw new Error("the source is down");
      return call;
    };
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => flights.run("k", load))), [1, 1, 1]);
    const failed = await Promise.allSettled([flights.run("k", load), flights.run("k", load)]);
    assert.deepEqual(
      failed.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    const before = flights.run("k", load);
    flights.forget("k");
    const after = flights.run("k", load);
    assert.deepEqual(await Promise.all([before, after]), [3, 4]);
    assert.equal(await flights.run("k", load), 5);
  });
});

it("freshness is RFC 5861's: fresh, stale for a while, a longer while after an error, expired", () => {
  // The RFC's own example: max-age=600, stale-while-revalidate=30; and stale-if-error=1200.
  const limits = { maxAgeMs: 600_000, staleWhileRevalidateMs: 30_000, staleIfErrorMs: 1_200_000 };
  const at = (seconds: number, failed = false) => freshnessOf(seconds * 1000, limits, failed);
  assert.deepEqual(
    [at(0), at(599), at(600), at(629), at(630)],
    ["fresh", "fresh", "stale", "stale", "expired"],
  );
  assert.deepEqual([at(1000, true), at(1799, true), at(1800, true)], ["stale", "stale", "expired"]);
});

it("jitter takes off and never adds", () => {
  assert.deepEqual(
    [0, 0.5, 1 - 2 ** -53].map((uniform) => Math.round(jitteredTtlMs(1000, 0.2, uniform))),
    [1000, 900, 800],
  );
});

describe("cache stampedes", function () {
  this.timeout(30_000);

  function metricsOf(preset: string, seed: number) {
    const { params } = cacheStampede.presets[preset]!;
    const one = run(cacheStampede, { params, seed });
    one.advance(runLength(cacheStampede, params), Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  }

  const sweeps: [preset: string, param: string, range: [number, number, number], metric: string][] = [
    ["unprotected", "readRate", [20, 200, 3], "loadsPerExpiry"],
    ["single-flight", "processes", [2, 30, 3], "loadsPerExpiry"],
    ["xfetch", "beta", [0.5, 1, 2], "loadsPerExpiry"],
    ["stale-while-revalidate", "recompute", [100, 900, 2], "staleShare"],
  ];
  for (const [preset, param, range, metric] of sweeps) {
    it(`${preset} follows theory over ${param}`, () => {
      const values = sweepValues(cacheStampede.params[param as "ttl"] as NumberParam, ...range);
      const { params } = cacheStampede.presets[preset]!;
      const input = { engine: cacheStampede, params, param, seeds: [1, 2, 3], until: 120_000 };
      for (const point of sweep(input, values)) {
        const { mean, halfWidth } = point.metrics[metric]!;
        const theory = point.theory[metric]!.value;
        assert.ok(
          Math.abs(mean - theory) <= 2 * halfWidth + theory / 30,
          `${metric} at ${point.value}: ${mean} ± ${halfWidth}, ${theory}`,
        );
      }
    });
  }

  it("each protection does what it is for, and pays for it elsewhere", () => {
    for (const seed of [1, 2]) {
      const [none, lock, flight, early, stale] = [
        "unprotected",
        "lock",
        "single-flight",
        "xfetch",
        "stale-while-revalidate",
      ].map((preset) => metricsOf(preset, seed));
      assert.ok(none!.peakLoads! > 20 && none!.responseP99! > lock!.responseP99!);
      assert.equal(lock!.peakLoads, 1);
      assert.ok(flight!.loadsPerExpiry! < 10.01 && flight!.loadsPerExpiry! > 5);
      assert.ok(early!.waitedShare! < lock!.waitedShare! / 3);
      assert.equal(stale!.waitedShare, 0);
      assert.ok(stale!.staleShare! > 0.05);
      assert.ok(
        metricsOf("deployment-jitter", seed).peakLoads! < metricsOf("deployment", seed).peakLoads! / 2,
      );
    }
  });

  it("a lock whose holder dies holds everybody up for its whole life, and single flight only its process", () => {
    const longest = (protection: string) => {
      const one = run(cacheStampede, { params: { protection }, seed: 1 });
      while (one.scene().text.includes("0 recomputations at once,")) one.step();
      one.act("kill", 0);
      one.advance(one.x + 4000, Infinity);
      return one.series().response!.summary.max;
    };
    assert.ok(longest("lock") > 2000);
    assert.ok(longest("single-flight") < 700);
  });

  it("the check catches a process that computes a key twice, and a lock that two hold", () => {
    const context = { nowMs: 5, random: () => 0.5, schedule: () => 0, cancel: () => {}, observe: () => {} };
    for (const [protection, message] of [
      ["single-flight", /process 1 computes k0 twice/],
      ["lock", /k0 is computed twice, 1 ms apart, under one lock/],
    ] as const) {
      const state = createState(resolveParams(cacheStampede, { protection }).params as never);
      state.reads = 1;
      beginLoad(state, context as Context, 0, 1, 0, true);
      assert.equal(brokenInvariant(state), undefined);
      state.reads = 2;
      beginLoad(state, { ...context, nowMs: 6 } as Context, 0, 1, 0, true);
      assert.match(brokenInvariant(state)!, message);
    }
  });
});
