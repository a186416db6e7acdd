/** Disaster recovery: the catalogue against a plain list, the arithmetic by hand, and what the strategies show. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { disasterRecovery as engine } from "../../../client/engines/disaster-recovery/engine.ts";
import { HOUR_MS, type Params } from "../../../client/engines/disaster-recovery/params.ts";
import { BackupCatalogue } from "../../../client/engines/disaster-recovery/primitives/backupCatalogue.ts";
import { backupAge, downtime, loss, restoreMs } from "../../../client/engines/disaster-recovery/theory.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { sweep } from "../../../client/engines/kernel/sweep.ts";
import { run } from "../inputs.ts";

const paramsOf = (given: Record<string, number | string>) =>
  resolveParams(engine, given).params as unknown as Params;

describe("disaster-recovery: the catalogue of backups", () => {
  it("finds what a plain list finds, and keeps as many as it says", () => {
    const backup = fc.record({ gap: fc.nat(10), length: fc.nat(9) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(backup, { maxLength: 12 }),
        fc.nat(150),
        fc.nat(150),
        fc.nat(3),
        (kept, backups, before, available, skip) => {
          const catalogue = new BackupCatalogue(kept);
          const list: { startedMs: number; finishedMs: number }[] = [];
          let at = 0;
          for (const { gap, length } of backups) {
            const startedMs = at + gap;
            at = startedMs + length + 1;
            catalogue.record(startedMs, startedMs + length);
            list.unshift({ startedMs, finishedMs: startedMs + length });
          }
          list.length = Math.min(list.length, kept);
          const fitting = list.flatMap((one, age) =>
            one.startedMs <= before && one.finishedMs <= available ? [age] : [],
          );
          for (const one of [catalogue, BackupCatalogue.restore(catalogue.save())]) {
            assert.equal(one.size, list.length);
            assert.equal(one.find(before, available, skip), fitting[skip] ?? -1);
            list.forEach(({ startedMs, finishedMs }, age) => {
              assert.deepEqual([one.startedMs(age), one.finishedMs(age)], [startedMs, finishedMs]);
            });
            assert.ok(Number.isNaN(one.startedMs(list.length)));
          }
        },
      ),
      { seed: 3 },
    );
    assert.throws(() => new BackupCatalogue(0), /at least 1/);
    assert.throws(() => new BackupCatalogue(2).record(5, 4), /begun at 5/);
  });
});

describe("disaster-recovery: theory", () => {
  it("is what one would work out by hand", () => {
    const nightly = paramsOf({ badBackups: 0, corruption: 0, untested: 0 });
    // From 2 to 26 hours old.
    assert.equal(backupAge(nightly).mean, 14 * HOUR_MS);
    assert.equal(loss(nightly).mean, 14 * HOUR_MS);
    // 2000 GiB at 200 MiB/s: 10,240 s.
    assert.equal(restoreMs(nightly), 10_240_000);
    assert.equal(downtime(nightly).mean, 0.5 * HOUR_MS + HOUR_MS + 10_240_000);
    const half = paramsOf({ badBackups: 0.5, corruption: 0 });
    assert.equal(backupAge(half).mean, (14 + 24) * HOUR_MS);
    const both = paramsOf({ strategy: "active-active", corruption: 1, noticedAfter: 3, badBackups: 0 });
    assert.equal(loss(both).mean, 17 * HOUR_MS);
  });

  it("has the mean and the spread that drawing many times gives", () => {
    const values = paramsOf({ badBackups: 0.3, corruption: 0.4, strategy: "backup-restore" });
    const count = 200_000;
    let [sum, squares, state] = [0, 0, 1];
    const uniform = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    for (let i = 0; i < count; i++) {
      let age = (2 + 24 * uniform()) * HOUR_MS;
      while (uniform() < 0.3) age += 24 * HOUR_MS;
      if (uniform() < 0.4) age -= 3 * HOUR_MS * Math.log(uniform());
      sum += age;
      squares += age * age;
    }
    const mean = sum / count;
    const expected = loss(values);
    assert.ok(Math.abs(mean - expected.mean) < expected.mean / 100, `${mean}, ${expected.mean}`);
    const variance = squares / count - mean * mean;
    assert.ok(
      Math.abs(variance - expected.variance) < expected.variance / 30,
      `${variance}, ${expected.variance}`,
    );
  });
});

describe("disaster-recovery: what the engine shows", function () {
  this.timeout(30_000);

  it("runs through theory's confidence intervals, by the interval between backups", () => {
    const params = { disasterEvery: 90, badBackups: 0 };
    const until = runLength(engine, params);
    const spec = { engine, params, param: "backupInterval", seeds: [1, 2, 3, 4, 5, 6], until };
    for (const point of sweep(spec, [6, 24, 48])) {
      for (const metric of ["lossMs", "downtimeMs"]) {
        const { mean, halfWidth } = point.metrics[metric]!;
        const theory = point.theory[metric]!.value;
        assert.ok(
          Math.abs(mean - theory) <= 2 * halfWidth + theory / 50,
          `${metric}: ${mean} ± ${halfWidth}, ${theory}`,
        );
      }
    }
  });

  it("each step of the ladder is down for less, and none of them helps against a deletion", () => {
    const lost = (strategy: string, action: string) => {
      const one = run(engine, {
        params: { strategy, disasterEvery: 3650, untested: 0, noticedAfter: 0.01 },
        seed: 5,
      });
      one.advance(10.5 * 24 * HOUR_MS, Infinity);
      one.act(action, 0);
      one.advance(12 * 24 * HOUR_MS, Infinity);
      const { lossMs, downtimeMs } = one.metrics();
      return { loss: lossMs!.value, down: downtimeMs!.value };
    };
    const ladder = ["backup-restore", "pilot-light", "warm-standby", "active-active"];
    const site = ladder.map((strategy) => lost(strategy, "loseSite"));
    for (let i = 1; i < ladder.length; i++) assert.ok(site[i]!.down < site[i - 1]!.down, ladder[i]);
    assert.ok(site[0]!.loss > HOUR_MS && site.slice(1).every((one) => one.loss < 60_000));
    const deletions = ladder.map((strategy) => lost(strategy, "corrupt"));
    for (const one of deletions) assert.deepEqual(one, deletions[0]);
    assert.ok(deletions[0]!.loss > HOUR_MS);
  });

  it("a changed lag does not change when disasters come", () => {
    const times = (replicationLag: number) => {
      const one = run(engine, { params: { strategy: "warm-standby", replicationLag }, seed: 9 });
      one.advance(1000 * 24 * HOUR_MS, Infinity);
      return [...one.series().downtime!.x];
    };
    assert.deepEqual(times(100), times(100_000));
  });
});
