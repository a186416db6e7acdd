/** Waiters by version against a plain list; what users see of the lag, and of a rebuild; theory at its corners. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { cqrs } from "../../../client/engines/cqrs/engine.ts";
import { VersionWaiters } from "../../../client/engines/cqrs/primitives/versionWaiters.ts";
import { earlyShare, lagP99Ms, meanLagMs, meanWaitMs } from "../../../client/engines/cqrs/theory.ts";
import { restoreState, saveState } from "../../../client/engines/kernel/copy.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { run } from "../inputs.ts";

describe("waiters by version", () => {
  it("are released as a list would release them", () => {
    const acts = fc.array(
      fc.tuple(fc.constantFrom("wait", "wait", "advance", "cancel", "save"), fc.nat(30)),
      {
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(acts, (list) => {
        let waiters = new VersionWaiters(20);
        let model: { waiter: number; version: number }[] = [];
        let reached = 0;
        list.forEach(([act, value], i) => {
          if (act === "wait") {
            const expected = value <= reached ? "ready" : model.length === 20 ? "full" : "waits";
            assert.equal(waiters.wait(i, value), expected);
            if (expected === "waits") model.push({ waiter: i, version: value });
          } else if (act === "advance") {
            reached = Math.max(reached, value);
            const released: number[] = [];
            waiters.advance(value, (waiter) => {
              released.push(waiter);
            });
            const expected = model.filter(({ version }) => version <= reached);
            assert.deepEqual([...released].sort(), expected.map(({ waiter }) => waiter).sort());
            const versions = released.map((one) => expected.find(({ waiter }) => waiter === one)!.version);
            assert.deepEqual(
              versions,
              [...versions].sort((left, right) => left - right),
            );
            model = model.filter(({ version }) => version > reached);
          } else if (act === "cancel") {
            assert.equal(
              waiters.cancel(value),
              model.some(({ waiter }) => waiter === value),
            );
            model = model.filter(({ waiter }) => waiter !== value);
          } else waiters = restoreState(saveState(waiters)) as VersionWaiters;
          assert.equal(waiters.size, model.length);
        });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("the lag of a read model", () => {
  const values = (params: Record<string, unknown>) => resolveParams(cqrs, params).params as never;
  const near = (actual: number | undefined, expected: number) =>
    assert.ok(Math.abs(actual! - expected) < 1e-9 * expected, `${actual}, expected ${expected}`);

  it("is a constant and an exponential time", () => {
    const half = values({ writes: 50, projection: 10, transport: 20, ownReads: "wait" });
    near(meanLagMs(half), 40);
    near(lagP99Ms(half), 20 + 20 * Math.log(100));
    // Without a way, and users who come as fast as events do: half of them are early.
    near(earlyShare(values({ transport: 0, readAfter: 20 })), 0.5);
    near(meanWaitMs(values({ transport: 0, readAfter: 20, ownReads: "wait" })), 10);
    assert.equal(meanLagMs(values({ writes: 99 })), undefined);
  });

  it("is the same by integration", () => {
    const params = values({ transport: 20, readAfter: 100, ownReads: "wait" });
    let [early, wait] = [0, 0];
    const steps = 2000;
    for (let i = 0; i < steps; i++) {
      const lag = 20 - 20 * Math.log(1 - (i + 0.5) / steps);
      early += (1 - Math.exp(-lag / 100)) / steps;
      wait += (lag - 100 * (1 - Math.exp(-lag / 100))) / steps;
    }
    assert.ok(Math.abs(early - earlyShare(params)!) < 1e-3);
    assert.ok(Math.abs(wait - meanWaitMs(params)!) < 0.05);
  });

  const measured = (params: Record<string, string | number>) => {
    const one = run(cqrs, { params });
    one.advance(120_000, Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  };

  it("meets users in the same way whatever they then do", () => {
    const [shown, waited, asked] = ["read-model", "wait", "write-side"].map((ownReads) =>
      measured({ ownReads }),
    );
    // Common random numbers: the same users are early.
    assert.equal(shown!.earlyShare, waited!.earlyShare);
    assert.equal(shown!.earlyShare, asked!.earlyShare);
    assert.equal(shown!.staleShare, shown!.earlyShare);
    assert.equal(waited!.staleShare, 0);
    assert.equal(asked!.writeSideShare, asked!.earlyShare);
  });

  it("is noticed by nobody when the model is rebuilt beside the old one", () => {
    const [never, beside, inPlace] = [
      {},
      { rebuildAt: 60_000 },
      { rebuildAt: 60_000, rebuild: "in-place" },
    ].map(measured);
    assert.equal(beside!.staleShare, never!.staleShare);
    assert.ok(beside!.rebuildMs! > 1000);
    assert.ok(inPlace!.staleShare! > never!.staleShare! + 0.02);
  });
});
