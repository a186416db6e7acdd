/** The event queue against the plainest model: a sorted list. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { EventQueue } from "../../client/engines/kernel/eventQueue.ts";

interface Pending {
  time: number;
  sequence: number;
  a: number;
  handle: number;
}

const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("push" as const), time: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pop" as const), time: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cancel" as const), time: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("save" as const), time: fc.constant(0) }) },
);

describe("event queue", () => {
  it("gives events by time and then by order of arrival, whatever is cancelled or restored between", () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 300 }), (operations) => {
        let queue = new EventQueue();
        const model: Pending[] = [];
        const old: number[] = [];
        let sequence = 0;
        for (const { kind, time } of operations) {
          if (kind === "push") {
            const handle = queue.push(time, time % 3, sequence, -time);
            model.push({ time, sequence, a: sequence++, handle });
            model.sort((left, right) => left.time - right.time || left.sequence - right.sequence);
          } else if (kind === "pop") {
            const first = model.shift();
            assert.equal(queue.pop(), first !== undefined);
            if (first === undefined) continue;
            old.push(first.handle);
            assert.deepEqual(
              [queue.time, queue.event, queue.a, queue.b],
              [first.time, first.time % 3, first.a, -first.time],
            );
          } else if (kind === "cancel" && model.length > 0) {
            const [gone] = model.splice(time % model.length, 1);
            assert.equal(queue.cancel(gone!.handle), true);
            assert.equal(queue.cancel(gone!.handle), false);
            old.push(gone!.handle);
          } else if (kind === "save") {
            const copy = new EventQueue();
            copy.push(5, 1, 1, 1);
            copy.restore(queue.save());
            queue = copy;
          }
          assert.equal(queue.size, model.length);
          assert.equal(queue.nextTime, model[0]?.time ?? Infinity);
        }
        // A handle never names a later event in the same slot.
        for (const handle of old) assert.equal(queue.cancel(handle), false);
        for (const { a } of model) {
          queue.pop();
          assert.equal(queue.a, a);
        }
        assert.equal(queue.pop(), false);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("refuses handles it never gave", () => {
    const queue = new EventQueue();
    queue.push(1, 0, 0, 0);
    for (const handle of [0, -1, 1, 1e15, Number.NaN]) assert.equal(queue.cancel(handle), false);
    assert.equal(queue.size, 1);
  });

  it("holds 100,000 events in order", () => {
    const queue = new EventQueue();
    for (let i = 0; i < 100_000; i++) queue.push((i * 7919) % 100_003, 0, i, 0);
    let last = -1;
    while (queue.pop()) {
      assert.ok(queue.time >= last);
      last = queue.time;
    }
  });
});
