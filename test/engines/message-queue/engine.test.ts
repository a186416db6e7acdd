/** What a message queue is there to show: guarantees, their price, and who pays for overload. */
import assert from "node:assert/strict";
import { resolveParams } from "../../../client/engines/kernel/params.ts";
import { runLength } from "../../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../../client/engines/kernel/runTypes.ts";
import { messageQueue } from "../../../client/engines/message-queue/engine.ts";
import { createState } from "../../../client/engines/message-queue/state.ts";
import { deliveries, drainMs } from "../../../client/engines/message-queue/theory.ts";
import { run } from "../inputs.ts";

const values = (params: RunInput["params"]) => resolveParams(messageQueue, params).params as never;

function metricsOf(preset: string, more: RunInput["params"] = {}): Readonly<Record<string, number>> {
  const params = { ...messageQueue.presets[preset]!.params, ...more };
  const one = run(messageQueue, { params });
  one.advance(runLength(messageQueue, params), Infinity);
  return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
}

describe("theory of message queues", () => {
  it("is counted by hand", () => {
    assert.equal(drainMs(values({ outage: 30_000 })), 120_000);
    assert.equal(deliveries(values({ poisonShare: 0.1, arrivalRate: 50 })), 0.1 * 5 + 0.9);
    const short = deliveries(values({ visibility: 300, arrivalRate: 50, maxReceives: 100 }))!;
    assert.ok(Math.abs(short - 1 / (1 - Math.exp(-3))) < 1e-12);
  });
});

describe("the message queue engine", function () {
  this.timeout(20_000);

  it("loses with at most once and doubles with at least once, and idempotence mends the doubling", () => {
    assert.ok(metricsOf("at-most-once").silentLoss! > 0.01);
    assert.equal(metricsOf("crashes").silentLoss, 0);
    const doubled = metricsOf("short-visibility").doubleEffects!;
    assert.ok(doubled > 100 && metricsOf("short-visibility-idempotent").doubleEffects === 0);
  });

  it("drops as many oldest ones as newest ones, but what is done is fresher", () => {
    const newest = metricsOf("drop-newest");
    const oldest = metricsOf("drop-oldest");
    assert.equal(oldest.noRoomShare, newest.noRoomShare);
    assert.ok(oldest.waitMs! < newest.waitMs!);
  });

  it("keeps order per key at the price of work that waits", () => {
    const free = metricsOf("ordered", { ordered: false });
    const ordered = metricsOf("ordered");
    assert.equal(ordered.outOfOrder, 0);
    assert.ok(free.outOfOrder! > 100 && ordered.waitMs! > 5 * free.waitMs!);
  });

  it("pays for short leases in an ordered queue with late effects, never with order", () => {
    const params = {
      visibility: 300,
      ordered: true,
      crashShare: 0.05,
      keys: 20,
      arrivalRate: 40,
      maxReceives: 50,
    };
    assert.equal(metricsOf("short-visibility", params).outOfOrder, 0);
  });

  it("does not shift other streams when consumers crash", () => {
    const sent = [0, 0.1].map((crashShare) => {
      const one = run(messageQueue, { params: { crashShare } });
      one.advance(20_000, Infinity);
      return one.log(5000).filter((line) => /^message \d+ comes/.test(line.text)).length;
    });
    assert.equal(sent[0], sent[1]);
  });

  it("notices messages that vanish or double, and silent loss where it must not be", () => {
    const vanished = createState(values({}));
    vanished.produced = 1;
    assert.match(messageQueue.check(vanished)!, /vanished or doubled/);
    const doubled = createState(values({}));
    doubled.acknowledged = 1;
    assert.match(messageQueue.check(doubled)!, /vanished or doubled/);
    const lost = createState(values({}));
    lost.lost = 1;
    assert.match(messageQueue.check(lost)!, /at least once has lost/);
  });
});
