/** What the CAP engine is there to show: each choice pays somewhere, and nowhere else. */
import assert from "node:assert/strict";
import { cap } from "../../../client/engines/cap/engine.ts";
import { conflictingKeys, errorShare, staleShare, writeMs } from "../../../client/engines/cap/theory.ts";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { run } from "../inputs.ts";

type Values = Parameters<typeof errorShare>[0];
const values = (partial: Record<string, number>): Values => resolveParams(cap, partial).params as Values;

describe("theory of cap", () => {
  it("counts who has a majority", () => {
    const share = (replicas: number, cutOff: number) => errorShare(values({ replicas, cutOff }));
    assert.deepEqual(
      [share(5, 2), share(5, 3), share(4, 2), share(3, 1), share(2, 1)],
      [0.4, 0.4, 1, 1 / 3, 1],
    );
  });

  it("knows the limits: many writes, none, no jitter", () => {
    const many = values({
      replicas: 4,
      cutOff: 2,
      keys: 4,
      rate: 300,
      writeShare: 0.5,
      partitionFor: 600_000,
    });
    assert.ok(Math.abs(staleShare(many) - 0.5) < 1e-3 && Math.abs(conflictingKeys(many) - 4) < 1e-9);
    const few = values({ rate: 1, writeShare: 0.01, partitionFor: 1000 });
    assert.ok(staleShare(few) < 0.01 && conflictingKeys(few) < 0.01);
    assert.equal(writeMs(values({ latency: 10, jitter: 0 })), 40);
  });
});

describe("cap", function () {
  this.timeout(20_000);

  it("makes every choice pay: errors, or stale reads and conflicts, or stale reads and failing writes", () => {
    const outcome = (choice: string) => {
      const one = run(cap, { params: { choice }, seed: 3 });
      one.advance(20_000, Infinity);
      const metrics = one.metrics();
      return ["errors", "stale", "conflicts", "readMs"].map((name) => metrics[name]!.value > 0);
    };
    assert.deepEqual(outcome("consistent"), [true, false, false, true]);
    assert.deepEqual(outcome("available"), [false, true, true, false]);
    assert.deepEqual(outcome("local-reads"), [true, true, false, false]);
  });
});
