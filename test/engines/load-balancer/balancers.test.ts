/** Policies against published sequences, plain definitions and known results. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { mixInteger } from "../../../client/engines/consistent-hashing/primitives/murmur3.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { ActivePassiveBalancer } from "../../../client/engines/load-balancer/primitives/activePassive.ts";
import { Backends } from "../../../client/engines/load-balancer/primitives/backends.ts";
import type { Balancer } from "../../../client/engines/load-balancer/primitives/balancer.ts";
import { BoundedLoadRingBalancer } from "../../../client/engines/load-balancer/primitives/boundedLoadRing.ts";
import { HealthThresholds } from "../../../client/engines/load-balancer/primitives/healthThresholds.ts";
import { LeastConnectionsBalancer } from "../../../client/engines/load-balancer/primitives/leastConnections.ts";
import { PeakEwmaBalancer } from "../../../client/engines/load-balancer/primitives/peakEwma.ts";
import { PowerOfTwoBalancer } from "../../../client/engines/load-balancer/primitives/powerOfTwoChoices.ts";
import { RandomBalancer } from "../../../client/engines/load-balancer/primitives/randomBalancer.ts";
import { SmoothRoundRobinBalancer } from "../../../client/engines/load-balancer/primitives/smoothRoundRobin.ts";

const even = (count: number) => new Backends(new Float64Array(count).fill(1));

describe("balancing policies", () => {
  it("smooth weighted round robin gives nginx's sequence: 5, 1, 1 is a a b a c a a", () => {
    const balancer = new SmoothRoundRobinBalancer(new Backends([5, 1, 1]));
    const picked = Array.from({ length: 14 }, () => "abc"[balancer.pick()]).join("");
    assert.equal(picked, "aabacaaaabacaa");
  });

  it("smooth weighted round robin gives each its weight in every round", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }), (weights) => {
        let balancer = new SmoothRoundRobinBalancer(new Backends(weights));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (let round = 0; round < 3; round++) {
          const counts = weights.map(() => 0);
          for (let i = 0; i < total; i++) counts[balancer.pick()]!++;
          assert.deepEqual(counts, weights);
          balancer = SmoothRoundRobinBalancer.restore(balancer.save());
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("random choice follows the weights of those that are up", () => {
    const balancer = new RandomBalancer(new Backends([1, 2, 3, 4]));
    balancer.setUp(2, false);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 7000; i++) counts[balancer.pick(0, (i + 0.5) / 7000)]!++;
    assert.deepEqual(counts, [1000, 2000, 0, 4000]);
  });

  it("least connections finds what a scan finds, whatever comes, goes, falls and rises", () => {
    const steps = fc.array(fc.record({ kind: fc.nat(9), server: fc.nat(11) }), {
      maxLength: 250,
      size: "max",
    });
    fc.assert(
      fc.property(
        steps,
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }),
        (list, weights) => {
          let balancer = new LeastConnectionsBalancer(new Backends(weights));
          const chosen = weights.map((_, i) => i - 12);
          let choices = 0;
          for (const [i, { kind, server }] of list.entries()) {
            const { backends } = balancer;
            const up = weights.map((_, s) => s).filter((s) => backends.up[s] === 1);
            const best =
              up.sort((a, b) => backends.load(a) - backends.load(b) || chosen[a]! - chosen[b]!)[0] ?? -1;
            assert.equal(balancer.pick(), best);
            if (kind < 6 && best >= 0) {
              balancer.begin(best);
              chosen[best] = choices++;
            } else if (kind < 9 && backends.active[server]! > 0) balancer.end(server);
            else if (kind === 9) balancer.setUp(server, backends.up[server] === 0);
            if (i % 60 === 59) balancer = LeastConnectionsBalancer.restore(balancer.save());
          }
        },
      ),
      { seed: 2, numRuns: 150 },
    );
  });

  it("two choices make the fullest of n bins ln ln n / ln 2 + O(1) high, one choice far higher", () => {
    const n = 10_000;
    const streams = new RandomStreams(5);
    const fill = (balancer: Balancer): number => {
      for (let i = 0; i < n; i++)
        balancer.begin(balancer.pick(0, streams.next("choice"), streams.next("choice"), 0));
      return Math.max(...balancer.backends.active);
    };
    // ln ln 10,000 / ln 2 = 3.2; ln n / ln ln n = 4.1 grows so slowly that only the gap is telling.
    assert.ok(fill(new PowerOfTwoBalancer(even(n))) <= 4);
    assert.ok(fill(new RandomBalancer(even(n))) >= 6);
  });

  it("two choices are two different servers, each pair as often", () => {
    const balancer = new PowerOfTwoBalancer(new Backends([1, 1, 1, 1, 1]));
    balancer.setUp(3, false);
    for (const server of [0, 1, 2]) balancer.begin(server);
    // Server 4 alone is idle: it wins unless it is not among the two, in 3 of 6 pairs.
    let wins = 0;
    for (let i = 0; i < 40; i++)
      for (let j = 0; j < 30; j++) wins += balancer.pick(0, i / 40, j / 30) === 4 ? 1 : 0;
    assert.equal(wins, 600);
  });

  it("least response time leaves a slow server at its first slow answer and tries it again later", () => {
    let balancer = new PeakEwmaBalancer(even(2), 1000);
    for (const server of [0, 1]) {
      balancer.begin(server);
      balancer.end(server, 10, 0);
    }
    balancer.begin(0);
    balancer.end(0, 500, 1);
    balancer = PeakEwmaBalancer.restore(balancer.save());
    assert.equal(balancer.pick(0, 0, 0, 1), 1);
    // Down by half in ln 2 decays, at 10 ms after ln 50: then both are even but for the other's own fading.
    assert.ok(Math.abs(balancer.cost(0, 1 + 1000 * Math.LN2) - 250) < 1e-6);
    balancer.begin(1);
    balancer.end(1, 20, 6000);
    assert.equal(balancer.pick(0, 0, 0, 6000), 0);
    balancer.begin(0);
    assert.ok(balancer.cost(0, 1e7) > 1e11, "a server that has not answered for long is not flooded");
  });

  it("a ring moves only the keys of the server that is down, and gives them back", () => {
    const balancer = new BoundedLoadRingBalancer(even(10));
    const keys = Array.from({ length: 3000 }, (_, i) => mixInteger(i));
    const before = keys.map((key) => balancer.pick(key));
    balancer.setUp(4, false);
    keys.forEach((key, i) => {
      const now = balancer.pick(key);
      assert.ok(now !== 4 && (before[i] === 4 || now === before[i]));
    });
    balancer.setUp(4, true);
    assert.deepEqual(
      keys.map((key) => balancer.pick(key)),
      before,
    );
  });

  it("bounded loads hold: no server has more than ⌈(1 + ε)·m / n⌉ of m requests", () => {
    for (const excess of [0.1, 0.25, 1]) {
      let balancer = new BoundedLoadRingBalancer(even(20), excess);
      const streams = new RandomStreams(3);
      for (let i = 1; i <= 2000; i++) {
        // One key in three is the same: plain hashing would send a third of all to one server.
        const hot = streams.next("hot") < 1 / 3;
        balancer.begin(balancer.pick(hot ? 7 : mixInteger(i)));
        const most = Math.max(...balancer.backends.active);
        assert.ok(most <= Math.ceil(((1 + excess) * i) / 20), `${most} of ${i}`);
        if (i % 500 === 0) balancer = BoundedLoadRingBalancer.restore(balancer.save());
      }
    }
  });

  it("active and passive: one serves until it fails, and is not interrupted when another comes back", () => {
    const balancer = new ActivePassiveBalancer(even(3));
    const seen = [balancer.pick()];
    for (const [server, up] of [
      [0, false],
      [0, true],
      [1, false],
      [0, false],
      [2, false],
      [1, true],
    ] as const) {
      balancer.setUp(server, up);
      seen.push(balancer.pick());
    }
    assert.deepEqual(seen, [0, 1, 1, 0, 2, -1, 1]);
  });

  it("all of them pass over servers that are down, and say when none is up", () => {
    const create = [
      RandomBalancer,
      SmoothRoundRobinBalancer,
      LeastConnectionsBalancer,
      PowerOfTwoBalancer,
    ].map((type) => new type(even(3)) as Balancer);
    for (const balancer of [
      ...create,
      new PeakEwmaBalancer(even(3)),
      new BoundedLoadRingBalancer(even(3), 0.5),
    ]) {
      balancer.setUp(0, false);
      balancer.setUp(2, false);
      for (let i = 0; i < 10; i++) assert.equal(balancer.pick(i * 1e8, i / 10, 0.9, 0), 1);
      balancer.setUp(1, false);
      assert.equal(balancer.pick(5, 0.5, 0.5, 0), -1);
    }
    assert.throws(() => new Backends([]), RangeError);
    assert.throws(() => new Backends([1, 0]), RangeError);
    assert.throws(() => even(2).end(1), RangeError);
  });

  it("health takes three bad checks in a row and two good ones", () => {
    let health = new HealthThresholds(1, 2, 3);
    const verdicts = "bbgbbbgbggb".split("").map((check) => {
      health.report(0, check === "g");
      health = HealthThresholds.restore(health.save());
      return health.isUp(0) ? "U" : "D";
    });
    assert.equal(verdicts.join(""), "UUUUUDDDDUU");
  });
});
