/** What a breaker is there to show: what it spares callers and dependency, and what it costs. */
import assert from "node:assert/strict";
import { circuitBreaker } from "../../../client/engines/circuit-breaker/engine.ts";
import { createState } from "../../../client/engines/circuit-breaker/state.ts";
import { timeToOpenMs } from "../../../client/engines/circuit-breaker/theory.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../../client/engines/kernel/runTypes.ts";
import { run } from "../inputs.ts";

function metricsOf(params: RunInput["params"], seed = 1): Readonly<Record<string, number>> {
  const one = run(circuitBreaker, { params, seed });
  one.advance(runLength(circuitBreaker, params), Infinity);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("the circuit breaker engine", function () {
  this.timeout(20_000);

  for (const seed of [1, 2, 3]) {
    it(`spares callers their wait and the dependency its load, seed ${seed}`, () => {
      const without = metricsOf({ breaker: false }, seed);
      const withOne = metricsOf({}, seed);
      assert.ok(withOne.outageWaitMs! < without.outageWaitMs! / 10);
      assert.ok(withOne.outageCallRate! < without.outageCallRate! / 10);
      assert.ok(withOne.outageInFlight! < without.outageInFlight! / 10);
      // And pays with requests that would have been answered.
      assert.ok(withOne.rejectedInVain! > 0 && without.rejectedInVain === 0);
    });
  }

  it("knows when it opens: a hundred calls at a hundred a second, half of them after a timeout of one second", () => {
    const values = (params: RunInput["params"]) => resolveParams(circuitBreaker, params).params as never;
    assert.equal(timeToOpenMs(values({})), 1500);
    // Ten seconds, the first of them hangs: at 5 s the window has four seconds of each.
    assert.equal(timeToOpenMs(values({ windowKind: "seconds", windowSize: 10, minimumCalls: 20 })), 5000);
    assert.equal(timeToOpenMs(values({ troubleShare: 0.5 })), undefined);
  });

  it("with failures below its threshold opens by chance alone, and more often with a small window", () => {
    const opens = (windowSize: number) =>
      metricsOf({ outage: 0, usualFailures: 0.2, windowSize, minimumCalls: windowSize, openTime: 1000 })
        .opens!;
    assert.ok(opens(10) > opens(100));
    assert.equal(opens(100), 0);
  });

  it("notices calls that vanish and states that cannot follow each other", () => {
    const state = createState(resolveParams(circuitBreaker, {}).params as never);
    state.requests = 1;
    assert.match(circuitBreaker.check(state)!, /1 requests came/);
    const jumped = createState(resolveParams(circuitBreaker, {}).params as never);
    jumped.changes = [
      { atMs: 0, state: "half-open" },
      { atMs: 1, state: "closed" },
    ];
    assert.equal(circuitBreaker.check(jumped), undefined);
    jumped.changes = [
      { atMs: 0, state: "forced-open" },
      { atMs: 1, state: "closed" },
      { atMs: 2, state: "half-open" },
    ];
    assert.match(circuitBreaker.check(jumped)!, /nobody noted/);
    const early = createState(resolveParams(circuitBreaker, {}).params as never);
    early.breaker.forceOpen(0);
    early.changes = [
      { atMs: 0, state: "half-open" },
      { atMs: 5, state: "forced-open" },
    ];
    assert.equal(circuitBreaker.check(early), undefined);
  });
});
