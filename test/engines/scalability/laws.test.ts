/** The laws of scaling against hand, against each other and against a published measurement and its published fit. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { scalability } from "../../../client/engines/scalability/engine.ts";
import { harmonic } from "../../../client/engines/scalability/plan.ts";
import { fitScalability } from "../../../client/engines/scalability/primitives/fitScalability.ts";
import { repairman } from "../../../client/engines/scalability/primitives/repairman.ts";
import {
  amdahlSpeedup,
  experimentalSerialFraction,
  gustafsonSpeedup,
  peakWorkers,
  universalSpeedup,
} from "../../../client/engines/scalability/primitives/speedup.ts";
import { run } from "../inputs.ts";

const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= within * Math.abs(expected), `${actual}, expected ${expected}`);

describe("laws of scaling", () => {
  it("give known figures", () => {
    // Amdahl: 95 % parallel work on 1,000 processors is under twenty times as fast.
    near(amdahlSpeedup(1000, 0.05), 19.627, 1e-4);
    // Gustafson's paper: 1,024 processors, serial fractions of 0.4 to 0.8 %; his speedups were 1,016 to 1,020.
    assert.ok(gustafsonSpeedup(1024, 0.004) > 1019 && gustafsonSpeedup(1024, 0.008) > 1015);
    near(peakWorkers(0.05, 0.001), 30.82, 1e-3);
    assert.equal(peakWorkers(0.1, 0), Infinity);
    near(harmonic(4), 25 / 12);
  });

  it("agree where they must, and the peak is where no other number does better", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1000 }),
        share,
        fc.double({ min: 1e-6, max: 0.1, noNaN: true }),
        (n, s, k) => {
          near(universalSpeedup(n, s, 0), amdahlSpeedup(n, s));
          // Karp and Flatt's measure finds Amdahl's fraction again.
          assert.ok(Math.abs(experimentalSerialFraction(amdahlSpeedup(n, s), n) - s) < 1e-9);
          // Gustafson's law is Amdahl's, of the work that has grown: its serial share is s / (s + (1 − s)n).
          near(gustafsonSpeedup(n, s), amdahlSpeedup(n, s / (s + (1 - s) * n)), 1e-9);
          const peak = peakWorkers(s, k);
          const best = universalSpeedup(peak, s, k);
          for (const other of [peak * 0.9, peak * 1.1])
            if (other >= 1) assert.ok(universalSpeedup(other, s, k) <= best);
        },
      ),
      { seed: 1, numRuns: 300 },
    );
    assert.throws(() => experimentalSerialFraction(1, 1), RangeError);
  });

  it("the repairman is never worse than rounds, and tends to the bounds of both ends", () => {
    near(repairman(1, 90, 10).perSecond, 10);
    near(repairman(1000, 90, 10).perSecond, 100, 1e-9);
    // Two workers by hand: states 2, 1, 0 thinking with rates 2/z, 1/z and 1/s.
    const [z, s] = [30, 20];
    const a = s / z;
    near(repairman(2, z, s).perSecond, (1000 / s) * (1 - 1 / (1 + 2 * a + 2 * a * a)));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.double({ min: 0.001, max: 0.9, noNaN: true }),
        (n, share) => {
          const { perSecond, utilisation } = repairman(n, 100 * (1 - share), 100 * share);
          assert.ok(perSecond / 10 >= amdahlSpeedup(n, share) - 1e-9);
          assert.ok(utilisation <= 1 + 1e-12 && perSecond / 10 <= n + 1e-9);
        },
      ),
      { seed: 2, numRuns: 200 },
    );
    for (const bad of [0, 1.5, -1]) assert.throws(() => repairman(bad, 1, 1), RangeError);
  });
});

describe("fit of the universal law", () => {
  // SPEC SDM91, Sun SPARCcenter 2000, 1994: users and scripts an hour (N. Gunther, Guerrilla Capacity Planning, 2007).
  const sparc = [
    [1, 64.9],
    [18, 995.9],
    [36, 1652.4],
    [72, 1853.2],
    [108, 1828.9],
    [144, 1775.0],
    [216, 1702.2],
  ].map(([workers, throughput]) => ({ workers: workers!, throughput: throughput! }));

  it("finds what the R package usl 3.0 publishes for SPEC's measurement", () => {
    const { single, contention, coherence, squares } = fitScalability(sparc);
    near(single, 89.995233, 1e-4);
    near(contention, 0.0277285, 1e-4);
    near(coherence, 0.0001044, 1e-3);
    near(peakWorkers(contention, coherence), 96.52, 1e-3);
    // No neighbour is better: it is a minimum, wherever it came from.
    for (const [dg, ds, dk] of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 1, -1],
    ] as const) {
      for (const size of [1e-3, -1e-3]) {
        const worse = sparc.reduce((sum, { workers: n, throughput }) => {
          const law = universalSpeedup(n, contention * (1 + ds * size), coherence * (1 + dk * size));
          return sum + (throughput - single * (1 + dg * size) * law) ** 2;
        }, 0);
        assert.ok(worse >= squares);
      }
    }
  });

  it("recovers the coefficients of exact points, those at 0 included", () => {
    const coefficient = fc.oneof(fc.constant(0), fc.double({ min: 1e-4, max: 0.3, noNaN: true }));
    const kappa = fc.oneof(fc.constant(0), fc.double({ min: 1e-5, max: 0.01, noNaN: true }));
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 1e5, noNaN: true }), coefficient, kappa, (gamma, s, k) => {
        const points = [1, 2, 4, 8, 16, 32, 64].map((workers) => ({
          workers,
          throughput: gamma * universalSpeedup(workers, s, k),
        }));
        const fit = fitScalability(points);
        near(fit.single, gamma, 1e-5);
        assert.ok(
          Math.abs(fit.contention - s) < 1e-5 && Math.abs(fit.coherence - k) < 1e-6,
          JSON.stringify(fit),
        );
      }),
      { seed: 3, numRuns: 200 },
    );
    assert.throws(() => fitScalability(sparc.slice(0, 2)), RangeError);
    assert.throws(() => fitScalability([...sparc, { workers: 0, throughput: 1 }]), RangeError);
  });

  it("finds in what the simulation measures the coefficients that it was run with", () => {
    const points = [1, 2, 4, 8, 16, 32, 64].map((workers) => {
      const one = run(scalability, { params: { workers, contention: 0.04, coherence: 0.0004 } });
      one.advance(60_000, Infinity);
      return { workers, throughput: one.metrics().speedup!.value };
    });
    const fit = fitScalability(points);
    near(fit.contention, 0.04, 1e-6);
    near(fit.coherence, 0.0004, 1e-6);
  });
});

describe("workers", () => {
  it("are worth more job by job than in rounds, and less when parts are uneven", () => {
    const gain = (params: Readonly<Record<string, number | string | boolean>>) => {
      const one = run(scalability, {
        params: { workers: 32, contention: 0.03, coherence: 0.0003, ...params },
      });
      one.advance(120_000, Infinity);
      return one.metrics().speedup!.value;
    };
    assert.ok(gain({ work: "jobs", uneven: true }) > gain({ work: "rounds" }));
    assert.ok(gain({ work: "rounds", uneven: true }) < gain({ work: "rounds" }));
  });
});
