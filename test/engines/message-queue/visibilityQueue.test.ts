/** The queue with leases against a model of plain lists, and what must never happen to a message. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { VisibilityQueue } from "../../../client/engines/message-queue/primitives/visibilityQueue.ts";

interface Entry {
  readonly message: number;
  readonly key: number;
  receives: number;
  deadlineMs: number;
  receipt: number;
}

/** Ordered: a list for each key, and the keys in the order in which they may be served; otherwise one list. */
class Model {
  waiting: Entry[] = [];
  flying: Entry[] = [];
  /** Those that may be received, in order. */
  ready: Entry[] = [];
  readonly ordered: boolean;
  readonly maxReceives: number;

  constructor(ordered: boolean, maxReceives: number) {
    this.ordered = ordered;
    this.maxReceives = maxReceives;
  }

  send(message: number, key: number): void {
    const entry = { message, key, receives: 0, deadlineMs: 0, receipt: -1 };
    const busy = this.ordered && [...this.waiting, ...this.flying].some((one) => one.key === key);
    this.waiting.push(entry);
    if (!busy) this.ready.push(entry);
  }

  receive(nowMs: number): Entry | undefined {
    const entry = this.ready.shift();
    if (entry === undefined) return undefined;
    this.waiting = this.waiting.filter((one) => one !== entry);
    this.flying.push(entry);
    entry.receives++;
    entry.deadlineMs = nowMs + 1000;
    return entry;
  }

  settle(entry: Entry): void {
    this.flying = this.flying.filter((one) => one !== entry);
    const next = this.waiting.find((one) => one.key === entry.key);
    if (this.ordered && next !== undefined) this.ready.push(next);
  }

  comeBack(entry: Entry): number {
    if (entry.receives >= this.maxReceives) {
      this.settle(entry);
      return entry.message;
    }
    this.flying = this.flying.filter((one) => one !== entry);
    this.waiting.unshift(entry);
    this.ready.push(entry);
    return -1;
  }
}

describe("queue with leases", () => {
  const steps = fc.array(fc.record({ kind: fc.nat(11), gap: fc.nat(300), which: fc.nat(30) }), {
    maxLength: 300,
    size: "max",
  });
  for (const ordered of [false, true]) {
    it(`does what ${ordered ? "lists by key do" : "a list does"}, with leases that run out and dead letters`, () => {
      fc.assert(
        fc.property(
          steps,
          fc.integer({ min: 1, max: 12 }),
          fc.integer({ min: 1, max: 3 }),
          (list, capacity, maxReceives) => {
            let queue = new VisibilityQueue({ capacity, visibilityMs: 1000, maxReceives, ordered });
            const model = new Model(ordered, maxReceives);
            const old: number[] = [];
            let nowMs = 0;
            for (const [i, { kind, gap, which }] of list.entries()) {
              nowMs += gap;
              while (queue.nextDeadlineMs <= nowMs) {
                const due = model.flying.reduce((a, b) => (b.deadlineMs < a.deadlineMs ? b : a));
                old.push(due.receipt);
                assert.equal(queue.expireNext(nowMs), model.comeBack(due));
              }
              assert.equal(queue.expireNext(nowMs), -1);
              const flying = model.flying[which % Math.max(1, model.flying.length)];
              if (kind < 4) {
                const room = model.waiting.length < capacity;
                assert.equal(queue.send(i, which % 4), room);
                if (room) model.send(i, which % 4);
              } else if (kind < 8) {
                const receipt = queue.receive(nowMs);
                const entry = model.receive(nowMs);
                assert.equal(queue.messageOf(receipt), entry?.message ?? -1);
                if (entry !== undefined) {
                  entry.receipt = receipt;
                  assert.equal(queue.receivesOf(receipt), entry.receives);
                }
              } else if (kind < 10 && flying !== undefined) {
                assert.ok(queue.acknowledge(flying.receipt));
                assert.ok(!queue.acknowledge(flying.receipt), "a second time it is not valid");
                model.settle(flying);
              } else if (kind === 10 && flying !== undefined) {
                assert.equal(queue.giveBack(flying.receipt), model.comeBack(flying));
              } else if (kind === 11) {
                const entry = model.ready.shift();
                if (entry !== undefined) {
                  model.waiting = model.waiting.filter((one) => one !== entry);
                  model.flying.push(entry);
                  model.settle(entry);
                }
                assert.equal(queue.dropOldest(), entry?.message ?? -1);
              }
              for (const receipt of old)
                assert.ok(!queue.acknowledge(receipt), "a lease that ran out is not valid");
              assert.deepEqual([queue.waiting, queue.inFlight], [model.waiting.length, model.flying.length]);
              if (i % 50 === 49) queue = VisibilityQueue.restore(queue.save());
            }
          },
        ),
        { seed: ordered ? 1 : 2, numRuns: 120 },
      );
    });
  }

  it("hands a key's messages out in order, whatever comes back", () => {
    const queue = new VisibilityQueue({ capacity: 100, visibilityMs: 10, maxReceives: 9, ordered: true });
    for (let message = 0; message < 6; message++) queue.send(message, message % 2);
    const first = queue.receive(0);
    const second = queue.receive(0);
    assert.deepEqual([queue.messageOf(first), queue.messageOf(second), queue.receive(0)], [0, 1, -1]);
    queue.giveBack(first);
    assert.equal(queue.messageOf(queue.receive(1)), 0);
    queue.acknowledge(second);
    assert.equal(queue.messageOf(queue.receive(1)), 3);
  });

  it("refuses options that make no sense, and receipts that nobody gave", () => {
    const good = { capacity: 5, visibilityMs: 10, maxReceives: 3, ordered: false };
    for (const bad of [{ capacity: 0 }, { maxReceives: 0 }, { visibilityMs: 0 }, { capacity: 1.5 }])
      assert.throws(() => new VisibilityQueue({ ...good, ...bad }), RangeError);
    const queue = new VisibilityQueue(good);
    for (const receipt of [-1, 0, 5, NaN, 1e9]) assert.equal(queue.acknowledge(receipt), false);
    queue.send(1);
    assert.equal(queue.acknowledge(0), false, "what waits has no receipt");
  });
});
