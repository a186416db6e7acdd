/** The breaker against a model of its rules, against cockatiel, and its windows against plain lists. */
import assert from "node:assert/strict";
import { CircuitState, CountBreaker, circuitBreaker as cockatiel, handleAll } from "cockatiel";
import fc from "fast-check";
import { CircuitBreaker } from "../../../client/engines/circuit-breaker/primitives/circuitBreaker.ts";
import { OutcomeCountWindow } from "../../../client/engines/circuit-breaker/primitives/outcomeCountWindow.ts";
import { OutcomeTimeWindow } from "../../../client/engines/circuit-breaker/primitives/outcomeTimeWindow.ts";

const outcomes = fc.array(fc.record({ gap: fc.nat(700), failed: fc.boolean(), slow: fc.boolean() }), {
  maxLength: 300,
  size: "max",
});

describe("outcome windows", () => {
  it("count the last calls as a list does", () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 40 }), (list, size) => {
        let window = new OutcomeCountWindow(size);
        list.forEach(({ failed, slow }, i) => {
          window.record(failed, slow);
          const kept = list.slice(Math.max(0, i + 1 - size), i + 1);
          assert.equal(window.calls(), kept.length);
          assert.equal(window.failures(), kept.filter((one) => one.failed).length);
          assert.equal(window.slow(), kept.filter((one) => one.slow).length);
          if (i % 70 === 69) window = OutcomeCountWindow.restore(window.save());
        });
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("count the last seconds as a filter does, over gaps of any length", () => {
    fc.assert(
      fc.property(outcomes, fc.integer({ min: 1, max: 12 }), (list, spans) => {
        let window = new OutcomeTimeWindow(spans);
        let nowMs = 0;
        const seen: { second: number; failed: boolean; slow: boolean }[] = [];
        for (const [i, { gap, failed, slow }] of list.entries()) {
          nowMs += i % 50 === 49 ? gap * 100 : gap;
          const second = Math.floor(nowMs / 1000);
          window.record(failed, slow, nowMs);
          seen.push({ second, failed, slow });
          const kept = seen.filter((one) => one.second > second - spans);
          assert.equal(window.calls(nowMs), kept.length);
          assert.equal(window.failures(nowMs), kept.filter((one) => one.failed).length);
          assert.equal(window.slow(nowMs), kept.filter((one) => one.slow).length);
          if (i % 70 === 69) window = OutcomeTimeWindow.restore(window.save());
        }
        assert.equal(window.calls(nowMs + spans * 1000), 0);
      }),
      { seed: 2, numRuns: 100 },
    );
  });
});

interface Call {
  readonly ticket: number;
  readonly age: number;
}

/** The rules in their plainest form: lists and no tickets, but the number of the state's turn. */
class Model {
  state = "closed";
  since = 0;
  turn = 0;
  seen: boolean[] = [];
  permits = 0;

  acquire(now: number): number {
    if (this.state === "open" && now - this.since >= 1000) this.enter("half-open", now);
    if (this.state === "closed") return this.turn;
    if (this.state === "half-open" && this.permits > 0) {
      this.permits--;
      return this.turn;
    }
    return -1;
  }

  record(turn: number, failed: boolean, now: number): void {
    if (turn !== this.turn || this.state === "open" || this.state === "forced-open") return;
    this.seen.push(failed);
    const [size, minimum] = this.state === "closed" ? [10, 6] : [3, 3];
    const kept = this.seen.slice(-size);
    if (kept.length < minimum) return;
    if (kept.filter(Boolean).length >= kept.length * 0.5) this.enter("open", now);
    else if (this.state === "half-open") this.enter("closed", now);
  }

  enter(state: string, now: number): void {
    this.state = state;
    this.since = now;
    this.turn++;
    this.seen = [];
    this.permits = state === "half-open" ? 3 : 0;
  }
}

describe("circuit breaker", () => {
  it("is its rules, with calls that overlap, end late, are given back, and a hand on the switch", () => {
    const steps = fc.array(
      fc.record({ kind: fc.nat(20), gap: fc.nat(400), failed: fc.boolean(), which: fc.nat(50) }),
      { maxLength: 300, size: "max" },
    );
    const options = { windowSize: 10, minimumCalls: 6, failureRate: 0.5, openMs: 1000, permittedCalls: 3 };
    const states = new Set<string>();
    fc.assert(
      fc.property(steps, (list) => {
        let breaker = new CircuitBreaker(options);
        const model = new Model();
        const calls: Call[] = [];
        let now = 0;
        for (const [i, { kind, gap, failed, which }] of list.entries()) {
          now += gap;
          if (kind < 10) {
            const ticket = breaker.tryAcquire(now);
            assert.equal(ticket < 0, model.acquire(now) < 0);
            if (ticket >= 0) calls.push({ ticket, age: model.turn });
          } else if (kind < 18 && calls.length > 0) {
            const [call] = calls.splice(which % calls.length, 1);
            breaker.record(call!.ticket, failed, 5, now);
            model.record(call!.age, failed, now);
          } else if (kind === 18 && calls.length > 0) {
            const [call] = calls.splice(which % calls.length, 1);
            breaker.release(call!.ticket);
            if (call!.age === model.turn && model.state === "half-open") model.permits++;
          } else if (kind === 19 && which < 10) {
            breaker.reset(now);
            model.enter("closed", now);
          } else if (kind === 20 && which < 5) {
            breaker.forceOpen(now);
            if (model.state !== "forced-open") model.enter("forced-open", now);
          }
          assert.equal(breaker.state, model.state);
          states.add(breaker.state);
          if (i % 40 === 39) breaker = CircuitBreaker.restore(breaker.save());
        }
      }),
      { seed: 3, numRuns: 300 },
    );
    assert.deepEqual([...states].sort(), ["closed", "forced-open", "half-open", "open"]);
  });

  it("opens, tries and closes when cockatiel does, call by call", async () => {
    // Odd sizes: cockatiel opens above its threshold, resilience4j at it. Each history ends at the first closing again, since
    // cockatiel counts the trial call into the new window and resilience4j does not.
    const realNow = Date.now;
    let now = 1e6;
    let opened = 0;
    Date.now = () => now;
    try {
      for (let seed = 1; seed <= 60; seed++) {
        const size = 3 + 2 * (seed % 6);
        const peer = cockatiel(handleAll, {
          halfOpenAfter: 500,
          breaker: new CountBreaker({ threshold: 0.5, size, minimumNumberOfCalls: size }),
        });
        const ours = new CircuitBreaker({
          windowSize: size,
          minimumCalls: size,
          failureRate: 0.5,
          openMs: 500,
          permittedCalls: 1,
        });
        let state = seed;
        for (let i = 0; i < 80; i++) {
          state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
          now += state % 300;
          // The call that fills the window fails: cockatiel judges at failures only, resilience4j at every call.
          const failed = (state >>> 9) % 100 < 45 || i === size - 1;
          const ticket = ours.tryAcquire(now);
          let called = false;
          await peer
            .execute(() => {
              called = true;
              if (failed) throw new Error("failed");
            })
            .catch(() => undefined);
          assert.equal(ticket >= 0, called, `seed ${seed}, call ${i}`);
          const before = ours.state;
          if (ticket >= 0) ours.record(ticket, failed, 1, now);
          assert.equal(
            ours.state === "closed",
            peer.state === CircuitState.Closed,
            `seed ${seed}, call ${i}`,
          );
          if (ours.state === "open") opened++;
          if (before === "half-open" && ours.state === "closed") break;
        }
      }
    } finally {
      Date.now = realNow;
    }
    assert.ok(opened > 100, "the histories open it");
  });

  it("opens for slow calls, and gives half open up after a while when told to", () => {
    const slow = new CircuitBreaker({ windowSize: 4, minimumCalls: 4, slowRate: 0.5, slowCallMs: 100 });
    for (const durationMs of [50, 101, 100, 500]) slow.record(slow.tryAcquire(0), false, durationMs, 0);
    assert.equal(slow.state, "open");
    const stuck = new CircuitBreaker({
      windowSize: 1,
      minimumCalls: 1,
      openMs: 10,
      permittedCalls: 1,
      halfOpenMaxMs: 50,
    });
    stuck.record(stuck.tryAcquire(0), true, 1, 0);
    assert.ok(stuck.tryAcquire(10) >= 0);
    assert.deepEqual([stuck.tryAcquire(59), stuck.state], [-1, "half-open"]);
    assert.deepEqual([stuck.tryAcquire(60), stuck.state], [-1, "open"]);
    assert.ok(stuck.tryAcquire(70) >= 0);
  });

  it("is not opened by late failures of an outage that is over", () => {
    const breaker = new CircuitBreaker({ windowSize: 2, minimumCalls: 2, openMs: 10, permittedCalls: 1 });
    const early = [0, 0, 0, 0].map(() => breaker.tryAcquire(0));
    breaker.record(early[0]!, true, 1, 1);
    breaker.record(early[1]!, true, 1, 1);
    breaker.record(breaker.tryAcquire(11), false, 1, 12);
    assert.equal(breaker.state, "closed");
    breaker.record(early[2]!, true, 1, 13);
    breaker.record(early[3]!, true, 1, 13);
    assert.equal(breaker.state, "closed");
  });

  it("refuses options that make no sense", () => {
    for (const bad of [
      { failureRate: 0 },
      { slowRate: 1.1 },
      { windowSize: 0 },
      { minimumCalls: 0.5 },
      { permittedCalls: 0 },
      { openMs: -1 },
    ])
      assert.throws(() => new CircuitBreaker(bad), RangeError, JSON.stringify(bad));
    assert.throws(() => new OutcomeTimeWindow(5, 0), RangeError);
  });
});
