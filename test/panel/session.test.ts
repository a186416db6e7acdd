/** Playback in the worker, driven without a browser: a clock and a queue that the test holds in its hands. */
import assert from "node:assert/strict";
import { runLength } from "../../client/engines/kernel/runLength.ts";
import type { RunInput } from "../../client/engines/kernel/runTypes.ts";
import { rateLimiter } from "../../client/engines/rate-limiter/engine.ts";
import { Session } from "../../client/simulator/webview/session.ts";
import type { Frame } from "../../client/simulator/webview/workerProtocol.ts";

const end = rateLimiter.defaultUntil;
const limiter: RunInput = { engine: "rate-limiter", params: {}, seed: 3, actions: [] };

/** A session whose time passes only in `run`, and whose page draws every frame at once. */
class Bench {
  nowMs = 0;
  readonly frames: Frame[] = [];
  readonly #due: { atMs: number; callback: () => void }[] = [];
  readonly session = new Session({
    nowMs: () => this.nowMs,
    defer: (callback, delayMs) => this.#due.push({ atMs: this.nowMs + delayMs, callback }),
    frame: (frame) => {
      this.frames.push(frame);
      this.#due.push({ atMs: this.nowMs, callback: () => this.session.drawn() });
    },
  });

  /** Lets `forMs` pass, or as long as there is work when it is absent. */
  run(forMs = 60_000): Frame {
    const endMs = this.nowMs + forMs;
    for (;;) {
      this.#due.sort((a, b) => a.atMs - b.atMs);
      const next = this.#due[0];
      if (next === undefined || next.atMs > endMs) break;
      this.#due.shift();
      this.nowMs = Math.max(this.nowMs, next.atMs) + 0.01;
      next.callback();
    }
    const last = this.frames.at(-1);
    assert.ok(last !== undefined, "no frame was offered");
    return last;
  }
}

function loaded(goal: { x: number } | { events: number }, inputs = [limiter]): Bench {
  const bench = new Bench();
  bench.session.load(1, inputs, goal);
  bench.run();
  return bench;
}

const hashOf = (frame: Frame) => frame.sides[0]?.hash;

describe("panel: session", () => {
  it("stands at its goal", () => {
    const frame = loaded({ x: end }).run();
    assert.equal(frame.x, end);
    assert.equal(frame.busy, false);
    assert.equal(frame.until, end);
  });

  it("ends where the longer run of a comparison asks for", () => {
    const slow = { ...limiter, params: { arrivalRate: 1 } };
    const longer = runLength(rateLimiter, slow.params);
    assert.ok(longer > end);
    assert.equal(loaded({ x: 0 }, [slow]).run().until, longer);
    assert.equal(loaded({ x: 0 }, [limiter, slow]).run().until, longer);
  });

  it("restores to the event, not beyond others at the same moment", () => {
    const full = loaded({ x: end }).run();
    const events = full.sides[0]?.events ?? 0;
    assert.equal(hashOf(loaded({ events }).run()), hashOf(full));
    assert.equal(loaded({ events: 17 }).run().sides[0]?.events, 17);
    assert.equal(loaded({ events: 0 }).run().x, 0);
  });

  it("plays at the asked rate", () => {
    const bench = loaded({ x: 0 });
    bench.session.play(1000);
    const frame = bench.run(5000);
    assert.ok(Math.abs(frame.x - 5000) < 120, `${frame.x} ms after 5 s`);
    assert.equal(frame.playing, true);
  });

  it("stops by itself at the end, and begins anew from there", () => {
    const bench = loaded({ x: end - 1000 });
    bench.session.play(1000);
    assert.deepEqual([bench.run().playing, bench.run().x], [false, end]);
    bench.session.play(1000);
    assert.ok(bench.run(1000).x < 2000);
  });

  it("does not catch up with time in which the machine slept", () => {
    const bench = loaded({ x: 0 });
    bench.session.play(1000);
    bench.run(50);
    bench.nowMs += 30_000;
    assert.ok(bench.run(50).x < 1000);
  });

  it("steps and steps back to the same trace, without touching the second run's own events", () => {
    const other = { ...limiter, params: { rate: 1 } };
    const bench = loaded({ events: 40 }, [limiter, other]);
    const before = bench.run().sides.map(({ hash }) => hash);
    bench.session.step();
    assert.equal(bench.run().sides[0]?.events, 41);
    bench.session.stepBack();
    assert.deepEqual(
      bench.run().sides.map(({ hash }) => hash),
      before,
    );
  });

  it("keeps arrivals the same on both sides of a comparison", () => {
    const other = { ...limiter, params: { rate: 1 } };
    const [a, b] = loaded({ x: 30_000 }, [limiter, other]).run().sides;
    assert.equal(a?.metrics.offered?.value, b?.metrics.offered?.value);
    assert.notEqual(a?.metrics.allowed?.value, b?.metrics.allowed?.value);
  });

  it("makes the run longer for an action at its end, by a quarter", () => {
    const bench = loaded({ x: end });
    bench.session.act("burst", 100);
    const frame = bench.run();
    assert.deepEqual([frame.x, frame.until], [1.25 * end, 1.25 * end]);
    const input = { ...limiter, actions: frame.sides[0]?.actions ?? [] };
    const again = loaded({ events: frame.sides[0]?.events ?? 0 }, [input]).run();
    assert.equal(hashOf(again), hashOf(frame));
    assert.equal(again.until, 1.25 * end);
  });

  it("ends a restoration that asks for more events than there will ever be", () => {
    const frame = loaded({ events: 1e9 }).run();
    assert.equal(frame.busy, false);
    assert.ok(frame.x <= 20 * end);
  });

  it("offers no frame before the last one is drawn", () => {
    const frames: Frame[] = [];
    const due: (() => void)[] = [];
    const session = new Session({
      nowMs: () => 0,
      defer: (callback) => due.push(callback),
      frame: (frame) => frames.push(frame),
    });
    const drain = () => {
      while (due.length > 0) due.shift()?.();
    };
    session.load(1, [limiter], { x: 0 });
    drain();
    session.step();
    drain();
    session.step();
    drain();
    assert.equal(frames.length, 1);
    session.drawn();
    drain();
    assert.deepEqual(
      frames.map((frame) => frame.sides[0]?.events),
      [0, 2],
    );
  });

  it("keeps its runs when a load is refused", () => {
    const bench = loaded({ x: 1000 });
    const before = hashOf(bench.run());
    assert.throws(
      () => bench.session.load(2, [{ ...limiter, engine: "gone" }], { x: 0 }),
      /no simulation gone/,
    );
    bench.session.view(true, 33);
    assert.equal(hashOf(bench.run()), before);
  });
});
