/** Partition logs against a list, assignors against what they promise. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  assignRange,
  assignRoundRobin,
  assignSticky,
} from "../../../client/engines/publish-subscribe/primitives/partitionAssignors.ts";
import { PartitionLog } from "../../../client/engines/publish-subscribe/primitives/partitionLog.ts";

describe("partition log", () => {
  it("keeps the last records under offsets that never change", () => {
    const steps = fc.array(fc.record({ append: fc.nat(9), trim: fc.nat(400) }), {
      maxLength: 300,
      size: "max",
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 100 }), (list, limit) => {
        let log = new PartitionLog(limit);
        const all: number[] = [];
        let start = 0;
        for (const [i, { append, trim }] of list.entries()) {
          if (append > 0) assert.equal(log.append(i * 3), all.push(i * 3) - 1);
          else {
            log.trim(trim);
            start = Math.max(start, Math.min(all.length, trim));
          }
          start = Math.max(start, all.length - limit);
          assert.deepEqual([log.start, log.end], [start, all.length]);
          for (const offset of [start - 1, start, all.length - 1, all.length, trim])
            assert.equal(log.at(offset), offset >= start ? all[offset] : undefined);
          if (i % 60 === 59) log = PartitionLog.restore(log.save());
        }
      }),
      { seed: 1, numRuns: 100 },
    );
    assert.throws(() => new PartitionLog(0), RangeError);
  });
});

const counts = (owners: ArrayLike<number>, members: readonly number[]): number[] =>
  members.map((member) => Array.from(owners).filter((owner) => owner === member).length);

describe("partition assignors", () => {
  it("range and round robin as Kafka's documentation shows them", () => {
    assert.deepEqual([...assignRange(7, [0, 1, 2])], [0, 0, 0, 1, 1, 2, 2]);
    assert.deepEqual([...assignRoundRobin(7, [0, 1, 2])], [0, 1, 2, 0, 1, 2, 0]);
    for (const assign of [assignRange, assignRoundRobin]) assert.deepEqual([...assign(3, [])], [-1, -1, -1]);
  });

  it("are all as even as can be, and sticky moves no more than anyone could", () => {
    const world = fc.record({
      partitions: fc.integer({ min: 1, max: 40 }),
      changes: fc.array(fc.array(fc.nat(7), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 10 }),
    });
    fc.assert(
      fc.property(world, ({ partitions, changes }) => {
        let owners = new Int32Array(partitions).fill(-1);
        for (const raw of changes) {
          const members = [...new Set(raw)].sort((a, b) => a - b);
          const before = owners;
          owners = assignSticky(before, members) as Int32Array<ArrayBuffer>;
          const all = [owners, assignRange(partitions, members), assignRoundRobin(partitions, members)];
          for (const one of all) {
            const each = counts(one, members);
            assert.equal(
              each.reduce((sum, count) => sum + count, 0),
              partitions,
            );
            assert.ok(Math.max(...each) - Math.min(...each) <= 1);
          }
          // At most so many can stay: each member its fair share, and as many as the remainder says one more.
          const had = counts(before, members);
          const fair = Math.floor(partitions / members.length);
          const above = Math.min(partitions % members.length, had.filter((count) => count > fair).length);
          const stay = had.reduce((sum, count) => sum + Math.min(count, fair), 0) + above;
          const stayed = owners.reduce((sum, owner, i) => sum + (owner === before[i] ? 1 : 0), 0);
          assert.equal(stayed, stay);
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});
