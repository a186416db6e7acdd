/** Backups that are kept and found again, against plain lists; and what the strategies are there to show. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { disasterRecovery } from "../../../client/engines/disaster-recovery/engine.ts";
import {
  type Backup,
  BackupCatalog,
} from "../../../client/engines/disaster-recovery/primitives/backupCatalog.ts";
import { retainedBackups } from "../../../client/engines/disaster-recovery/primitives/backupRetention.ts";
import { run } from "../inputs.ts";

describe("backup catalog", () => {
  it("finds the newest from before any moment among the newest that it keeps, in whatever order they came", () => {
    const times = fc.uniqueArray(fc.nat(200), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 8 }), fc.nat(220), (taken, keep, moment) => {
        const catalog = new BackupCatalog(keep);
        let model: Backup[] = [];
        for (const takenAt of taken) {
          catalog.add({ takenAt, content: takenAt });
          model = [...model, { takenAt, content: takenAt }]
            .sort((a, b) => a.takenAt - b.takenAt)
            .slice(-keep);
        }
        assert.deepEqual(catalog.backups, model);
        assert.deepEqual(catalog.before(moment), model.filter(({ takenAt }) => takenAt < moment).at(-1));
        const copy = BackupCatalog.restore(catalog.save());
        copy.dropFrom(moment);
        assert.deepEqual(
          copy.backups,
          model.filter(({ takenAt }) => takenAt < moment),
        );
        assert.deepEqual(catalog.newest, model.at(-1));
      }),
      { seed: 1 },
    );
    assert.throws(() => new BackupCatalog(0), RangeError);
  });
});

describe("backup retention", () => {
  it("keeps the last, and the newest of each day and week, as one would pick by hand", () => {
    // One at noon of each day, two on the last one; weeks begin with days 0, 7, 14.
    const times = [...Array.from({ length: 21 }, (_, day) => day + 0.5), 20.9];
    const policy = {
      last: 1,
      periods: [
        { length: 1, count: 3 },
        { length: 7, count: 3 },
      ],
    };
    assert.deepEqual(retainedBackups(times, policy), [6.5, 13.5, 18.5, 19.5, 20.9]);
  });

  it("keeps at most one a period and rule, always the newest, and the same when it is asked again", () => {
    const times = fc.uniqueArray(fc.nat(1000), { minLength: 1, maxLength: 60 });
    const rule = fc.record({ length: fc.integer({ min: 1, max: 100 }), count: fc.nat(5) });
    fc.assert(
      fc.property(times, fc.nat(4), fc.array(rule, { maxLength: 3 }), (all, last, periods) => {
        const kept = retainedBackups(all, { last, periods });
        const most = last + periods.reduce((sum, { count }) => sum + count, 0);
        assert.ok(kept.length <= most && kept.every((time) => all.includes(time)));
        if (most > 0) assert.equal(kept.at(-1), Math.max(...all));
        assert.deepEqual(retainedBackups(kept, { last, periods }), kept);
      }),
      { seed: 2 },
    );
  });
});

describe("disaster recovery", function () {
  this.timeout(20_000);
  const outcome = (params: Record<string, string | number>, seed = 3) => {
    const one = run(disasterRecovery, { params, seed });
    one.advance(34_560_000_000, Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  };

  it("takes less time the more stands ready, and loses less with replication", () => {
    const all = ["backup-restore", "pilot-light", "warm-standby", "active-active"].map((strategy) =>
      outcome({ strategy }),
    );
    for (let i = 1; i < all.length; i++) assert.ok(all[i]!.rtoMs! < all[i - 1]!.rtoMs!);
    for (const replicated of all.slice(1)) assert.ok(replicated.lost! < 1 && all[0]!.lost! > 20);
  });

  it("strikes the same moments whatever stands ready", () => {
    const [first, second] = ["backup-restore", "active-active"].map((strategy) => outcome({ strategy }));
    assert.equal(first!.disasters, second!.disasters);
  });

  it("does not spare replicas a corruption, and cannot undo one that is noticed after the last good backup has gone", () => {
    const spoilt = { strategy: "active-active", corruption: 1 };
    assert.ok(outcome(spoilt).lost! > 10);
    const late = { ...spoilt, keep: 1, noticed: 3 * 86_400, disasterEvery: 20 * 86_400 };
    assert.ok(outcome(late).unrecoverable! > 5);
    assert.equal(outcome({ ...late, keep: 60 }).unrecoverable, 0);
  });
});
