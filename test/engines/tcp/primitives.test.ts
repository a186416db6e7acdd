/** TCP's parts: what RFCs state as figures, and that any way of losing packets ends in a complete, ordered stream. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { CUBIC_BETA, CUBIC_C, CubicWindow } from "../../../client/engines/tcp/primitives/cubicWindow.ts";
import { ReassemblyBuffer } from "../../../client/engines/tcp/primitives/reassemblyBuffer.ts";
import { RenoWindow } from "../../../client/engines/tcp/primitives/renoWindow.ts";
import { RetransmissionTimeout } from "../../../client/engines/tcp/primitives/retransmissionTimeout.ts";
import { type LossRecovery, TcpSender } from "../../../client/engines/tcp/primitives/tcpSender.ts";
import {
  cubicMeanWindow,
  PERIODIC_C,
  RANDOM_C,
  slowStartRounds,
} from "../../../client/engines/tcp/theory.ts";

const near = (actual: number, expected: number, within: number): void =>
  assert.ok(Math.abs(actual - expected) <= within * Math.abs(expected), `${actual}, expected ${expected}`);

describe("retransmission timeout", () => {
  it("follows RFC 6298: the first sample, the next, the lower limit, and doubling", () => {
    const timer = new RetransmissionTimeout(200);
    assert.equal(timer.timeoutMs, 1000);
    timer.sample(100);
    // SRTT = 100, RTTVAR = 50.
    assert.equal(timer.timeoutMs, 300);
    timer.sample(180);
    // RTTVAR = 3/4 · 50 + 1/4 · 80 = 57.5, then SRTT = 7/8 · 100 + 1/8 · 180 = 110.
    assert.equal(timer.timeoutMs, 110 + 4 * 57.5);
    timer.backOff();
    timer.backOff();
    assert.equal(timer.timeoutMs, 4 * 340);
    const copy = RetransmissionTimeout.restore(timer.save());
    assert.equal(copy.timeoutMs, timer.timeoutMs);
    for (let i = 0; i < 100; i++) timer.sample(10);
    assert.equal(timer.timeoutMs, 200);
    for (const bad of [0, -1, NaN, 1e9]) assert.throws(() => new RetransmissionTimeout(bad), RangeError);
  });
});

describe("congestion windows", () => {
  it("Reno doubles a round trip in slow start, adds one after, halves at a loss, and begins anew after a timeout", () => {
    const reno = new RenoWindow(10);
    for (let i = 0; i < 10; i++) reno.onAck(1);
    assert.equal(reno.window, 20);
    reno.onLoss(20);
    assert.deepEqual([reno.window, reno.threshold], [10, 10]);
    for (let i = 0; i < 10; i++) reno.onAck(1);
    near(reno.window, 11, 0.01);
    reno.onTimeout(11);
    assert.deepEqual([reno.window, reno.threshold], [1, 5.5]);
    assert.deepEqual(RenoWindow.restore(reno.save()).save(), reno.save());
  });

  it("CUBIC falls to 70 % and is back after K = ∛(W(1 − β)/C) seconds, by a curve flat at the end", () => {
    const cubic = new CubicWindow(10);
    for (let i = 0; i < 190; i++) cubic.onAck(1, 0, 100);
    cubic.onLoss(200);
    near(cubic.window, 140, 1e-9);
    const k = Math.cbrt((200 * (1 - CUBIC_BETA)) / CUBIC_C);
    const at = new Map<number, number>();
    let nowMs = 0;
    for (let round = 0; round * 0.1 <= k; round++) {
      const acks = Math.floor(cubic.window);
      for (let i = 1; i <= acks; i++) cubic.onAck(1, nowMs + (100 * i) / acks, 100);
      nowMs += 100;
      at.set(round, cubic.window);
    }
    near(cubic.window, 200, 0.01);
    // Half of the time brings seven eighths of the way: (1/2)³ is left.
    near(at.get(Math.round(k * 5))!, 200 - 60 / 8, 0.01);
    assert.deepEqual(CubicWindow.restore(cubic.save()).save(), cubic.save());
  });

  it("CUBIC is no slower than Reno on short ways, and its constants are the RFC's", () => {
    near(cubicMeanWindow(100, 1e-4), 187, 0.01);
    near(cubicMeanWindow(100, 1e-6), 5926, 0.01);
    const cubic = new CubicWindow(10);
    cubic.onLoss(10);
    let nowMs = 0;
    for (let round = 0; round < 100; round++) {
      const acks = Math.floor(cubic.window);
      for (let i = 1; i <= acks; i++) cubic.onAck(1, nowMs + i / acks, 1);
      nowMs += 1;
    }
    // A tenth of a second later the cubic curve has not moved; Reno's estimate has.
    assert.ok(cubic.window > 50, `${cubic.window}`);
  });
});

describe("reassembly", () => {
  it("delivers in order whatever comes in whatever order, and knows duplicates", () => {
    const arrivals = fc.array(fc.nat(40), { maxLength: 300, size: "max" });
    fc.assert(
      fc.property(arrivals, fc.integer({ min: 1, max: 30 }), (list, window) => {
        let buffer = new ReassemblyBuffer(window);
        const have = new Set<number>();
        for (const [i, segment] of list.entries()) {
          const before = buffer.next;
          const reception = buffer.receive(segment);
          assert.equal(reception === "duplicate", have.has(segment));
          assert.equal(reception === "beyond", segment >= before + window && !have.has(segment));
          if (reception !== "beyond") have.add(segment);
          let next = 0;
          while (have.has(next)) next++;
          assert.equal(buffer.next, next);
          assert.equal(buffer.waiting, have.size - next);
          if (i % 20 === 19) buffer = ReassemblyBuffer.restore(buffer.save());
        }
      }),
      { seed: 1, numRuns: 100 },
    );
    for (const bad of [0, 1.5, NaN]) assert.throws(() => new ReassemblyBuffer(bad), RangeError);
  });
});

/** A whole connection over a way that loses the transmissions named, 100 ms each way round; returns what happened. */
function transfer(recovery: LossRecovery, segments: number, lost: ReadonlySet<number>, window = 64) {
  const sender = new TcpSender(new RenoWindow(10), new RetransmissionTimeout(200), recovery, window);
  const receiver = new ReassemblyBuffer(window);
  let wire: { atMs: number; ack: number }[] = [];
  let [nowMs, sent, timeouts, losses] = [0, 0, 0, 0];
  for (let step = 0; receiver.next < segments && step < 100_000; step++) {
    for (
      let segment = sender.nextToSend(nowMs, segments);
      segment >= 0;
      segment = sender.nextToSend(nowMs, segments)
    ) {
      assert.ok(segment < receiver.next + window, "within the receiver's window");
      if (lost.has(sent++)) continue;
      receiver.receive(segment);
      wire.push({ atMs: nowMs + 100, ack: receiver.next });
    }
    const arrives = wire[0]?.atMs ?? Infinity;
    assert.ok(Math.min(arrives, sender.expiresMs) < Infinity, "something is always to come");
    if (sender.expiresMs < arrives) {
      nowMs = sender.expiresMs;
      sender.onTimeout(nowMs);
      timeouts++;
    } else {
      nowMs = arrives;
      if (sender.onAck(wire[0]!.ack, nowMs) === "loss") losses++;
      wire = wire.slice(1);
    }
  }
  return { delivered: receiver.next, nowMs, sent, timeouts, losses };
}

describe("sender", () => {
  it("gets everything across, in order, whichever transmissions are lost", () => {
    const losses = fc.uniqueArray(fc.nat(200), { maxLength: 60, size: "max" });
    fc.assert(
      fc.property(losses, fc.constantFrom<LossRecovery>("reno", "newreno"), (list, recovery) => {
        const result = transfer(recovery, 150, new Set(list));
        assert.equal(result.delivered, 150);
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  it("mends one loss without a timeout; several in a window only as NewReno", () => {
    assert.deepEqual(
      [transfer("reno", 300, new Set([60])), transfer("newreno", 300, new Set([60]))].map(
        ({ timeouts, losses, sent }) => [timeouts, losses, sent],
      ),
      [
        [0, 1, 301],
        [0, 1, 301],
      ],
    );
    const burst = new Set([60, 61, 62, 63]);
    const newreno = transfer("newreno", 300, burst);
    const reno = transfer("reno", 300, burst);
    assert.deepEqual([newreno.timeouts, newreno.losses, newreno.sent], [0, 1, 304]);
    assert.ok(reno.timeouts >= 1 && reno.nowMs > newreno.nowMs);
  });

  it("sends as slow start says: 10, 20, 40 … a round trip", () => {
    // 600 segments: 10 + 20 + 40 + 80 + 160 + 320.
    const result = transfer("newreno", 600, new Set(), 1000);
    assert.equal(result.nowMs, 100 * (slowStartRounds(600, 10) - 1));
    assert.equal(slowStartRounds(630, 10), 6);
    assert.equal(slowStartRounds(631, 10), 7);
  });

  it("keeps its state through saving, in the middle of a recovery", () => {
    const sender = new TcpSender(new CubicWindow(10), new RetransmissionTimeout(200), "newreno", 64);
    while (sender.nextToSend(0) >= 0);
    for (let i = 0; i < 4; i++) sender.onAck(0, 100 + i);
    assert.ok(sender.recovering);
    const copy = TcpSender.restore(sender.save());
    assert.deepEqual(copy.save(), sender.save());
    assert.equal(copy.nextToSend(104), sender.nextToSend(104));
  });
});

describe("theory of throughput", () => {
  it("has Mathis' constants: √(3/2), and 1.31 by simulating the window itself", () => {
    near(PERIODIC_C, 1.2247, 1e-4);
    near(RANDOM_C, 1.3098, 1e-4);
    // Exponential gaps between losses from a generator of no quality, which suffices for one per cent.
    let [seed, square, packets, rounds] = [1, 0, 0, 0];
    for (let i = 0; i < 200_000; i++) {
      seed = (seed * 16807) % 2147483647;
      const gap = -Math.log(seed / 2147483647);
      const next = square + gap;
      packets += gap;
      // Time is the integral of 1/W over packets, W = √(2x).
      rounds += Math.SQRT2 * (Math.sqrt(next) - Math.sqrt(square));
      square = next / 4;
    }
    near(packets / rounds, RANDOM_C, 0.01);
  });
});
