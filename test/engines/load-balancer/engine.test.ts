/** Load balancing: closed forms against tables, and policies against each other and their bounds. */
import assert from "node:assert/strict";
import { erlangWaitMs } from "../../../client/engines/kernel/erlang.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import { loadBalancer } from "../../../client/engines/load-balancer/engine.ts";
import type { Params } from "../../../client/engines/load-balancer/params.ts";
import { createState } from "../../../client/engines/load-balancer/state.ts";
import {
  noticedMs,
  powerOfTwoResponse,
  roundRobinSigma,
  shares,
} from "../../../client/engines/load-balancer/theory.ts";
import { run } from "../inputs.ts";

const values = (params: Partial<Params>): Params => resolveParams(loadBalancer, params).params as Params;
const near = (actual: number, expected: number, within = 1e-3): void =>
  assert.ok(Math.abs(actual - expected) <= within * expected, `${actual}, expected ${expected}`);

function metricsOf(params: Partial<Params>, seed = 1): Readonly<Record<string, number>> {
  const one = run(loadBalancer, { params, seed });
  one.advance(runLength(loadBalancer, params), Infinity);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("theory of load balancing", () => {
  it("is M/M/1 for one server, D/M/1 for very many", () => {
    near(roundRobinSigma(0.7, 1), 0.7);
    // σ = e^(−(1 − σ)/ρ).
    const sigma = roundRobinSigma(0.7, 1e6);
    near(sigma, Math.exp(-(1 - sigma) / 0.7));
    near(sigma, 0.467, 2e-3);
  });

  it("is Mitzenmacher's table for two choices: 1.2657 at 0.5, 1.9475 at 0.8, 2.6141 at 0.9", () => {
    for (const [load, response] of [
      [0.5, 1.2657],
      [0.8, 1.9475],
      [0.9, 2.6141],
      [0, 1],
    ] as const)
      near(powerOfTwoResponse(load), response, 1e-4);
  });

  it("adds up shares, and knows when a failure is noticed", () => {
    near(
      shares(values({ policy: "hash-ring" }))!.reduce((sum, share) => sum + share, 0),
      1,
      1e-12,
    );
    assert.deepEqual(
      [...shares(values({ policy: "random", servers: 2, slowFactor: 3, weighted: true }))!],
      [0.75, 0.25],
    );
    // Fails at 31 s, checked at 32, 34 and 36 s.
    assert.equal(noticedMs(values({ incident: 30_000 })), 36_000);
    assert.equal(noticedMs(values({ incident: 4000 })), undefined);
  });
});

describe("the load balancer engine", function () {
  this.timeout(20_000);

  it("orders the policies by what they know, between one common line and lines of their own", () => {
    const means = new Map<string, number>();
    for (const policy of ["random", "round-robin", "power-of-two", "least-connections"]) {
      const runs = [1, 2, 3].map((seed) => metricsOf({ policy }, seed).responseMs!);
      means.set(policy, runs.reduce((sum, one) => sum + one, 0) / runs.length);
    }
    const [random, roundRobin, two, least] = [...means.values()];
    assert.ok(random! > roundRobin! && roundRobin! > two! && two! > least!, JSON.stringify([...means]));
    // No way of choosing a line at once beats a common line.
    assert.ok(least! > 70 + erlangWaitMs(10, 7, 70));
  });

  it("keeps the load of the slow server bearable when told, or when it looks", () => {
    const blind = metricsOf({ slowFactor: 2 });
    const told = metricsOf({ slowFactor: 2, weighted: true });
    const looks = metricsOf({ slowFactor: 2, policy: "peak-ewma" });
    assert.ok(told.responseMs! < 0.5 * blind.responseMs!);
    assert.ok(looks.responseMs! < 0.5 * blind.responseMs!);
  });

  it("gives each policy the same requests", () => {
    const arrivals = ["random", "power-of-two"].map((policy) => {
      const state = run(loadBalancer, { params: { policy } });
      state.advance(30_000, Infinity);
      return state.log(20_000).filter((line) => line.text.startsWith("request")).length;
    });
    assert.equal(arrivals[0], arrivals[1]);
  });

  it("loses more where a server refuses at once and the balancer goes by requests in hand", () => {
    const { failedRequests } = metricsOf({ ...loadBalancer.presets["black-hole"]!.params });
    const { failedRequests: roundRobin } = metricsOf({ service: 90, incident: 20_000 });
    assert.ok(failedRequests! > 2 * roundRobin!, `${failedRequests}, ${roundRobin}`);
  });

  it("notices a balancer that lost count, and a server that idles", () => {
    const state = createState(values({}));
    state.balancer.begin(3);
    assert.match(loadBalancer.check(state)!, /counts 1 requests at server 4, which has 0/);
    const idle = createState(values({}));
    idle.arrivals = 1;
    idle.lines[2]!.push(idle.requests.take());
    idle.balancer.begin(2);
    assert.match(loadBalancer.check(idle)!, /server 3 idles/);
  });
});
