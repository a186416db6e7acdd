/** Error budgets: the workbook's own tables, windows against brute force, and one way of alerting against another. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { errorBudget } from "../../../client/engines/error-budget/engine.ts";
import { failures } from "../../../client/engines/error-budget/errorCounts.ts";
import {
  allowedDowntimeMs,
  budgetSpent,
  burnRate,
  burnRateFor,
  detectionMs,
  errorBudgetShare,
  objectiveInSeries,
  resetMs,
} from "../../../client/engines/error-budget/primitives/burnRate.ts";
import { isBurning, WORKBOOK_RULES } from "../../../client/engines/error-budget/primitives/burnRateAlert.ts";
import { WindowedRatio } from "../../../client/engines/error-budget/primitives/windowedRatio.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { run } from "../inputs.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MONTH = 30 * 24 * HOUR;
const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= within * Math.abs(expected), `${actual}, expected ${expected}`);

describe("budget arithmetic", () => {
  it("has the nines' downtimes, and the workbook's burn rates and exhaustion times", () => {
    near(allowedDowntimeMs(0.999, MONTH), 43.2 * MINUTE);
    near(allowedDowntimeMs(0.99, MONTH), 7.2 * HOUR);
    near(allowedDowntimeMs(0.9999, MONTH), 4.32 * MINUTE);
    // Table 5-4: burn rate 1, 2, 10 and 1000 for errors of 0.1, 0.2, 1 and 100 %.
    for (const [share, rate] of [
      [0.001, 1],
      [0.002, 2],
      [0.01, 10],
      [1, 1000],
    ] as const)
      near(burnRate(share, 0.999), rate);
    near(budgetSpent(1000, 43.2 * MINUTE, MONTH), 1);
    // Table 5-6: 2 % in an hour, 5 % in six hours, 10 % in three days.
    near(burnRateFor(0.02, HOUR, MONTH), 14.4);
    near(burnRateFor(0.05, 6 * HOUR, MONTH), 6);
    near(burnRateFor(0.1, 72 * HOUR, MONTH), 1);
    assert.deepEqual(
      WORKBOOK_RULES.map(({ threshold, longMs, shortMs }) => [threshold, longMs / HOUR, longMs / shortMs]),
      [
        [14.4, 1, 12],
        [6, 6, 12],
        [1, 72, 12],
      ],
    );
    for (const bad of [0, 1, -1, NaN]) assert.throws(() => errorBudgetShare(bad), RangeError);
  });

  it("tells when an alert comes and goes, by the workbook's formula and by adding up minutes", () => {
    // Ten minutes at 0.1 %: 0.6 s for a total outage, as the chapter says.
    near(detectionMs(0.001, 10 * MINUTE, 1), 600);
    assert.equal(detectionMs(0.001, HOUR, 0.0009), Infinity);
    near(resetMs(0.0144, HOUR, 1), HOUR * (1 - 0.0144));
    const shares = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(shares, shares, fc.double({ min: 0, max: 1, noNaN: true }), (threshold, share, part) => {
        const before = part * threshold * 0.9;
        const t = detectionMs(threshold, HOUR, share, before);
        if (t > HOUR) return;
        const mean = (t * share + (HOUR - t) * before) / HOUR;
        near(mean, threshold, 1e-9);
        const back = resetMs(threshold, HOUR, share, before);
        near((back * before + (HOUR - back) * share) / HOUR, threshold, 1e-9);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("multiplies what must all work: five of three nines are a little better than 99.5 %", () => {
    near(objectiveInSeries([0.999, 0.999, 0.999, 0.999, 0.999]), 0.99501, 1e-5);
    assert.equal(objectiveInSeries([]), 1);
  });
});

describe("windowed ratio", () => {
  it("is what adding up the latest buckets gives, for every window, saved at any moment", () => {
    const bucket = fc.record({ total: fc.nat(20), share: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(
        fc.array(bucket, { maxLength: 200, size: "max" }),
        fc.integer({ min: 1, max: 50 }),
        (list, longest) => {
          let ratio = new WindowedRatio(10, 10 * longest);
          const seen: { total: number; bad: number }[] = [];
          for (const [i, { total, share }] of list.entries()) {
            const bad = Math.floor(total * share);
            ratio.add(total, bad);
            seen.push({ total, bad });
            for (const window of [1, Math.ceil(longest / 2), longest]) {
              const latest = seen.slice(-window);
              assert.equal(
                ratio.total(10 * window),
                latest.reduce((sum, one) => sum + one.total, 0),
              );
              assert.equal(
                ratio.bad(10 * window),
                latest.reduce((sum, one) => sum + one.bad, 0),
              );
            }
            if (i % 30 === 29) ratio = WindowedRatio.restore(ratio.save());
          }
        },
      ),
      { seed: 2, numRuns: 100 },
    );
    assert.equal(new WindowedRatio(1, 5).share(5), 0);
    for (const bad of [0, -1, NaN, 2.5]) assert.throws(() => new WindowedRatio(bad, 7), RangeError);
  });

  it("feeds rules that need both windows", () => {
    const [rule] = WORKBOOK_RULES;
    const counts = new WindowedRatio(MINUTE, HOUR);
    for (let i = 0; i < 60; i++) counts.add(1000, i >= 40 && i < 55 ? 100 : 0);
    // 2.5 % over the hour, and nothing in the last five minutes.
    assert.equal(isBurning(rule!, counts, 0.999), false);
    assert.equal(isBurning({ ...rule!, shortMs: 0 }, counts, 0.999), true);
  });
});

describe("failures", () => {
  it("have the mean and the spread of a binomial count", () => {
    for (const [requests, share] of [
      [1000, 0.001],
      [12_000, 0.02],
      [100, 0.9],
    ] as const) {
      let [sum, squares] = [0, 0];
      const samples = 20_000;
      for (let i = 0; i < samples; i++) {
        const count = failures(requests, share, (i + 0.5) / samples);
        sum += count / samples;
        squares += (count * count) / samples;
      }
      near(sum, requests * share, 0.01);
      near(squares - sum * sum, requests * share * (1 - share), 0.06);
    }
    assert.equal(failures(50, 1, 0.3), 50);
    assert.equal(failures(50, 0, 0.999999), 0);
  });
});

describe("ways of alerting", function () {
  this.timeout(20_000);

  function metricsOf(
    params: Readonly<Record<string, number | string>>,
    seed: number,
  ): Readonly<Record<string, number>> {
    const one = run(errorBudget, { params, seed });
    one.advance(runLength(errorBudget, params), Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  }

  for (const seed of [1, 2, 3]) {
    it(`short windows end the page sooner and miss nothing; a short window alone wakes for nothing, seed ${seed}`, () => {
      const incident = { errorShare: 0.02, blips: 0 };
      const multi = metricsOf({ ...incident, policy: "multi-window" }, seed);
      const burn = metricsOf({ ...incident, policy: "multi-burn" }, seed);
      assert.equal(multi.timeToDetect, burn.timeToDetect);
      assert.ok(multi.timeToReset! < burn.timeToReset! / 5);
      const blips = { errorShare: 0, blips: 6 };
      assert.ok(metricsOf({ ...blips, policy: "error-rate" }, seed).falsePages! > 10);
      assert.ok(metricsOf({ ...blips, policy: "multi-window" }, seed).falsePages! <= 1);
    });

    it(`changing the policy does not change the luck, seed ${seed}`, () => {
      const spent = ["error-rate", "multi-window"].map((policy) => metricsOf({ policy }, seed).spent);
      assert.equal(spent[0], spent[1]);
    });
  }
});
