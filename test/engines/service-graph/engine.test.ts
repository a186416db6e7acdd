/** Closed forms against hand and brute force, and what graphs of services are there to show. */
import assert from "node:assert/strict";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../../client/engines/kernel/runTypes.ts";
import { serviceGraph } from "../../../client/engines/service-graph/engine.ts";
import { createState } from "../../../client/engines/service-graph/state.ts";
import * as theory from "../../../client/engines/service-graph/theory.ts";
import { run } from "../inputs.ts";

const values = (params: RunInput["params"]) => resolveParams(serviceGraph, params).params as never;
const near = (actual: number, expected: number, within = 1e-9): void =>
  assert.ok(Math.abs(actual - expected) <= within * expected, `${actual}, expected ${expected}`);

function metricsOf(preset: string, more: RunInput["params"] = {}): Readonly<Record<string, number>> {
  const params = { ...serviceGraph.presets[preset]!.params, ...more };
  const one = run(serviceGraph, { params });
  one.advance(runLength(serviceGraph, params), Infinity);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("theory of service graphs", () => {
  it("is Dean and Barroso's: 63 % of requests to a hundred leaves", () => {
    near(theory.slowRequests(values({}))!, 1 - 0.99 ** 100);
    // Hedged: a call is slow when both copies are.
    near(theory.slowRequests(values({ hedge: true, slowShare: 0.1 }))!, 1 - (1 - 0.01) ** 100, 1e-6);
  });

  it("adds binomial terms up as an exact sum does", () => {
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    for (const [k, n, p] of [
      [3, 5, 0.7],
      [0, 4, 0.2],
      [30, 30, 0.999],
      [97, 100, 0.99],
    ] as const) {
      let sum = 0;
      for (let i = k; i <= n; i++) sum += choose(n, i) * p ** i * (1 - p) ** (n - i);
      near(theory.atLeast(k, n, p), sum);
    }
    assert.deepEqual([theory.atLeast(1, 5, 0), theory.atLeast(0, 5, 0), theory.atLeast(5, 5, 1)], [0, 1, 1]);
  });

  it("multiplies availability in series and retries by layer", () => {
    near(theory.availability(values({ depth: 3, fanOut: 1, failures: 0.01 }))!, 0.99 ** 4);
    near(theory.availability(values({ depth: 2, fanOut: 30, failures: 0.001 }))!, 0.999 ** 32);
    for (const depth of [1, 2, 3])
      near(theory.leafCalls(values({ depth, fanOut: 1, leavesDown: true, attempts: 3 }))!, 3 ** depth);
    // The mean of the slowest of three: 1/3 + 1/2 + 1.
    near(theory.responseMs(values({ fanOut: 3, slowShare: 0, own: 0, latency: 6 }))!, 11);
  });
});

describe("the service graph engine", function () {
  this.timeout(20_000);

  it("hedges the tail away for a few more calls, and good enough answers do as well", () => {
    const plain = metricsOf("tail-at-scale");
    const hedged = metricsOf("hedged-requests");
    assert.ok(plain.slowRequests! > 0.5 && hedged.slowRequests! < 0.05);
    assert.ok(hedged.leafCalls! < 1.1 * plain.leafCalls!);
    assert.ok(metricsOf("good-enough").slowRequests! < 0.1);
  });

  it("saves chance failures by retries, and floods what is down", () => {
    assert.ok(metricsOf("microservices-retried").availability! > metricsOf("microservices").availability!);
    near(metricsOf("retries-multiply").leafCalls!, 27, 0.02);
  });

  it("refuses graphs that would be a flood", () => {
    const { problems } = resolveParams(serviceGraph, { depth: 6, attempts: 4 });
    assert.match(problems[0]!.message, /at most 2000/);
  });

  it("notices calls that vanish and answers from nowhere", () => {
    const vanished = createState(values({}));
    vanished.started = 1;
    assert.match(serviceGraph.check(vanished)!, /1 requests began/);
    const uncounted = createState(values({}));
    uncounted.hedged.begin();
    uncounted.leafCalls.take();
    assert.match(serviceGraph.check(uncounted)!, /1 calls are waited for, 0 are under way/);
  });
});
