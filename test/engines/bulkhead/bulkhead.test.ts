/** The bulkhead against cockatiel's, loss networks against brute force, and what compartments are there to show. */
import assert from "node:assert/strict";
import { bulkhead as cockatiel } from "cockatiel";
import fc from "fast-check";
import { bulkhead } from "../../../client/engines/bulkhead/engine.ts";
import { sharedLoss } from "../../../client/engines/bulkhead/lossNetwork.ts";
import {
  BULKHEAD_ADMITTED,
  BULKHEAD_FULL,
  BULKHEAD_QUEUED,
  Bulkhead,
} from "../../../client/engines/bulkhead/primitives/bulkhead.ts";
import { createState } from "../../../client/engines/bulkhead/state.ts";
import { erlangB } from "../../../client/engines/kernel/finiteQueue.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../../client/engines/kernel/runTypes.ts";
import { run } from "../inputs.ts";

const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= within * expected, `${actual}, expected ${expected}`);

describe("bulkheads", () => {
  it("admit, queue and refuse what cockatiel's admits, queues and refuses", async () => {
    const steps = fc.array(fc.record({ enter: fc.boolean(), which: fc.nat(20) }), {
      maxLength: 80,
      size: "max",
    });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), fc.nat(4), async (list, places, queue) => {
        let ours = new Bulkhead(places, queue);
        const peer = cockatiel(places, queue);
        const begun: number[] = [];
        const ends = new Map<number, () => void>();
        const running: number[] = [];
        let refused = 0;
        let expectedRefused = 0;
        for (const [call, { enter, which }] of list.entries()) {
          if (enter) {
            peer
              .execute(() => {
                begun.push(call);
                return new Promise<void>((resolve) => ends.set(call, resolve));
              })
              .catch(() => refused++);
            const outcome = ours.enter(call);
            if (outcome === BULKHEAD_ADMITTED) running.push(call);
            if (outcome === BULKHEAD_FULL) expectedRefused++;
            assert.ok(
              outcome === BULKHEAD_QUEUED || outcome === BULKHEAD_ADMITTED || outcome === BULKHEAD_FULL,
            );
          } else if (running.length > 0) {
            const [ended] = running.splice(which % running.length, 1);
            ends.get(ended!)!();
            const next = ours.release();
            if (next !== undefined) running.push(next);
          }
          for (let turn = 0; turn < 12; turn++) await Promise.resolve();
          ours = Bulkhead.restore(ours.save());
          assert.equal(refused, expectedRefused);
          assert.equal(peer.executionSlots, places - ours.running);
          assert.equal(peer.queueSlots, queue - ours.waiting);
          assert.ok(running.every((one) => begun.includes(one)));
        }
        for (const end of ends.values()) end();
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it("refuse settings and releases that make no sense", () => {
    assert.throws(() => new Bulkhead(0), RangeError);
    assert.throws(() => new Bulkhead(1, -1), RangeError);
    assert.throws(() => new Bulkhead(1).release(), RangeError);
  });
});

/** Loss by adding up every state: the number of each kind in progress. */
function lossByStates(places: number, limit: number, loads: readonly number[]): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  const lost = loads.map(() => 0);
  let total = 0;
  const visit = (numbers: number[]): void => {
    if (numbers.length < loads.length) {
      for (let k = 0; k <= limit; k++) visit([...numbers, k]);
      return;
    }
    const taken = numbers.reduce((sum, k) => sum + k, 0);
    if (taken > places) return;
    const weight = numbers.reduce((product, k, i) => (product * loads[i]! ** k) / factorial(k), 1);
    total += weight;
    numbers.forEach((k, i) => {
      if (taken === places || k === limit) lost[i]! += weight;
    });
  };
  visit([]);
  return lost.map((one) => one / total);
}

describe("loss of calls that share places", () => {
  it("is what all states add up to, and Erlang's B without limits", () => {
    for (const [places, limit] of [
      [6, 6],
      [6, 3],
      [9, 4],
      [20, 4],
    ] as const) {
      const [first, other] = lossByStates(places, limit, [2.5, 1.2, 1.2]);
      const ours = sharedLoss(places, limit, 2.5, 1.2, 2);
      near(ours.first, first!);
      near(ours.other, other!);
    }
    near(sharedLoss(40, 40, 100, 5, 3).other, erlangB(40, 115));
    near(sharedLoss(100, 10, 100, 5, 3).other, erlangB(10, 5));
  });
});

describe("the bulkhead engine", function () {
  this.timeout(20_000);

  function metricsOf(params: RunInput["params"], seed: number): Readonly<Record<string, number>> {
    const one = run(bulkhead, { params, seed });
    one.advance(runLength(bulkhead, params), Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  }

  for (const seed of [1, 2]) {
    it(`isolates by pools and by limits, and limits share what is idle, seed ${seed}`, () => {
      const shared = metricsOf({}, seed);
      const pools = metricsOf({ isolation: "partitioned" }, seed);
      const limits = metricsOf({ isolation: "semaphore" }, seed);
      assert.ok(pools.othersLoss! < shared.othersLoss! / 10);
      assert.ok(limits.othersLoss! < shared.othersLoss! / 10);
      assert.ok(limits.normalLoss! < pools.normalLoss!);
      assert.ok(shared.normalLoss! < pools.normalLoss!, "isolation costs efficiency");
    });
  }

  it("blocks a loop by work and not by waiting", () => {
    const slow = metricsOf({ isolation: "event-loop", incident: 10_000 }, 1);
    const heavy = metricsOf({ isolation: "event-loop", incident: 10_000, trouble: "cpu", slowFactor: 12 }, 1);
    assert.ok(heavy.othersWaitMs! > 20 * slow.othersWaitMs!);
  });

  it("notices places that are taken by nobody", () => {
    const state = createState(resolveParams(bulkhead, {}).params as never);
    state.pools[0]!.enter(0);
    assert.match(bulkhead.check(state)!, /1 workers are taken, 0 requests/);
    const lost = createState(resolveParams(bulkhead, {}).params as never);
    lost.arrivals[1] = 1;
    assert.match(bulkhead.check(lost)!, /1 requests came/);
  });
});
