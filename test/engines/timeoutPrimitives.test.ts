/** The bounded queue and the deadline, each held to its definition. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundedFifo } from "../../client/engines/timeout/primitives/boundedFifo.ts";
import {
  callTimeoutMs,
  deadlineAfter,
  timeLeftMs,
} from "../../client/engines/timeout/primitives/deadline.ts";

describe("bounded queue", () => {
  it("behaves as an array that refuses what does not fit, saved and restored at any moment", () => {
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.double({ noNaN: true }) },
      { weight: 3, arbitrary: fc.constant("shift" as const) },
      { weight: 1, arbitrary: fc.constant("save" as const) },
    );
    fc.assert(
      fc.property(fc.nat(200), fc.array(step, { maxLength: 600 }), (limit, steps) => {
        let queue = new BoundedFifo(limit);
        const model: number[] = [];
        for (const one of steps) {
          if (one === "shift") assert.equal(queue.shift(), model.shift());
          else if (one === "save") queue = BoundedFifo.restore(queue.save());
          else {
            assert.equal(queue.push(one), model.length < limit);
            if (model.length < limit) model.push(one);
          }
          assert.equal(queue.length, model.length);
          for (const place of [-1, 0, model.length >> 1, model.length - 1, model.length])
            assert.equal(queue.at(place), model[place]);
        }
        queue.clear();
        assert.equal(queue.shift(), undefined);
      }),
    );
  });

  it("refuses a limit that is none", () => {
    for (const limit of [-1, 1.5, NaN, Infinity]) assert.throws(() => new BoundedFifo(limit), RangeError);
    assert.equal(new BoundedFifo(0).push(1), false);
  });
});

describe("deadline", () => {
  it("leaves each hop what the hops before it have left, less a reserve", () => {
    const deadline = deadlineAfter(1000, 1000);
    assert.equal(timeLeftMs(deadline, 1300, 50), 650);
    assert.equal(timeLeftMs(deadline, 1990, 50), 0);
    assert.equal(timeLeftMs(deadline, 5000), 0);
  });

  it("cuts a timeout short and never lengthens one", () => {
    assert.equal(callTimeoutMs(500, deadlineAfter(0, 2000), 100), 500);
    assert.equal(callTimeoutMs(500, deadlineAfter(0, 2000), 1800), 200);
    assert.equal(callTimeoutMs(Infinity, deadlineAfter(0, 2000), 100), 1900);
    assert.equal(callTimeoutMs(Infinity, Infinity, 100), Infinity);
    assert.throws(() => deadlineAfter(0, -1), RangeError);
    assert.throws(() => deadlineAfter(0, NaN), RangeError);
  });
});
