/** Hedged calls, event by event: which answer wins, and what is asked for next. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { HedgedCalls } from "../../../client/engines/service-graph/primitives/hedgedCalls.ts";

describe("hedged calls", () => {
  it("take the first answer and ignore the second", () => {
    const calls = new HedgedCalls();
    const call = calls.begin();
    assert.ok(calls.hedge(call));
    assert.ok(!calls.hedge(call), "once is enough");
    assert.equal(calls.receive(call, false), "answered");
    assert.throws(() => calls.release(call), RangeError);
    assert.equal(calls.receive(call, false), "ignore");
    calls.release(call);
    assert.equal(calls.size, 0);
  });

  it("wait for the other copy when one fails, and retry when both have", () => {
    const calls = new HedgedCalls(2);
    const call = calls.begin();
    calls.hedge(call);
    assert.deepEqual(
      [calls.receive(call, true), calls.receive(call, true), calls.hedge(call), calls.receive(call, true)],
      ["wait", "retry", false, "failed"],
    );
    assert.throws(() => calls.receive(call, false), RangeError);
  });

  it("never send more copies than attempts and one hedge, and settle every call once", () => {
    const steps = fc.array(fc.record({ kind: fc.nat(3), failed: fc.boolean() }), {
      maxLength: 60,
      size: "max",
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 4 }), (list, limit) => {
        let calls = new HedgedCalls(limit);
        const call = calls.begin();
        let copies = 1;
        let settled = 0;
        for (const { kind, failed } of list) {
          if (kind === 0 && calls.hedge(call)) copies++;
          else if (kind > 0 && calls.outstanding(call) > 0) {
            const step = calls.receive(call, failed);
            if (step === "retry") copies++;
            if (step === "answered" || step === "failed") settled++;
            assert.ok(step !== "answered" || !failed);
          }
          calls = HedgedCalls.restore(calls.save());
          assert.ok(copies <= limit + 1 && settled <= 1);
          assert.equal(calls.isSettled(call), settled === 1);
          assert.ok(settled === 1 || calls.outstanding(call) > 0, "a call that is open waits for something");
        }
      }),
      { seed: 1, numRuns: 200 },
    );
    assert.throws(() => new HedgedCalls(0), RangeError);
  });
});
