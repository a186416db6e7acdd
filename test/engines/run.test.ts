/** Runs: going back and forward, forking, thinning, the log; for every engine. */
import assert from "node:assert/strict";
import { engines } from "../../client/engines/index.gen.ts";
import type { Engine } from "../../client/engines/kernel/engine.ts";
import { ParamError } from "../../client/engines/kernel/params.ts";
import { createRun } from "../../client/engines/kernel/run.ts";
import type { Run } from "../../client/engines/kernel/runTypes.ts";
import type { SavedSimulation } from "../../client/engines/kernel/simulation.ts";
import { Simulation } from "../../client/engines/kernel/simulation.ts";
import { REPLAY_EVENTS, Snapshots } from "../../client/engines/kernel/snapshots.ts";
import { randomActions, run } from "./inputs.ts";

/** Everything that a run shows. */
function face(one: Run): unknown {
  return [one.events, one.x, one.hash(), one.metrics(), one.series(), one.scene(), one.log(20)];
}

/** Events of a default run, of which a test needs no more than some thousands. */
function eventsOf(engine: Engine): number {
  const one = run(engine);
  one.advance(engine.defaultUntil, 12_000);
  return one.events;
}

const cache = engines.find((engine) => engine.id === "cache")!;
const rateLimiter = engines.find((engine) => engine.id === "rate-limiter")!;

describe("runs", function () {
  this.timeout(30_000);

  for (const engine of engines) {
    const length = eventsOf(engine);

    it(`of ${engine.id} are the same after any seek as without one, with and without actions`, () => {
      for (const actions of [[], randomActions(engine, 3, length)]) {
        const straight = new Map<number, unknown>();
        const reference = run(engine, { actions });
        const stops = [0, 1, 2, Math.floor(length / 3), length - 1, length];
        for (const stop of stops) {
          reference.advance(Infinity, stop - reference.events);
          straight.set(stop, face(reference));
        }
        const one = run(engine, { actions });
        for (const stop of [length, 0, length - 1, 2, 1, Math.floor(length / 3), length, 2, length]) {
          one.seek(stop);
          assert.deepEqual(face(one), straight.get(stop), `at ${stop}`);
        }
      }
    });

    it(`of ${engine.id} seek by time to the last event at or before it`, () => {
      const one = run(engine);
      one.seek(length);
      const end = one.x;
      for (const share of [0.5, 0.1, 0.9, 0, 1, 0.3]) {
        one.seekTime(end * share);
        const fresh = run(engine);
        fresh.advance(end * share, Infinity);
        assert.deepEqual(face(one), face(fresh));
        assert.ok(one.x <= end * share);
      }
    });

    // Arithmetic has no past to act in.
    if (length < 4 || Object.keys(engine.actions).length === 0) continue;

    it(`of ${engine.id} fork when an action is taken in the past, and replay from their input`, () => {
      const action = Object.keys(engine.actions)[0]!;
      const argument = engine.actions[action]!.argument?.default ?? 0;
      const one = run(engine);
      one.seek(length);
      const before = one.hash();
      one.seek(Math.floor(length / 2));
      one.act(action, argument);
      one.seek(length);
      assert.notEqual(one.hash(), before);
      assert.equal(one.input.actions.length, 1);
      const replayed = createRun(engine, one.input);
      replayed.seek(length);
      assert.deepEqual(face(replayed), face(one));
      // A second action further back discards the first.
      one.seek(Math.floor(length / 4));
      one.act(action, argument);
      assert.deepEqual(
        one.input.actions.map((bound) => bound.atEvent),
        [Math.floor(length / 4)],
      );
    });
  }

  it("advance in slices as in one piece", () => {
    const whole = run(rateLimiter);
    whole.advance(60_000, Infinity);
    const sliced = run(rateLimiter);
    for (let x = 0; x <= 60_000; x += 700) while (sliced.advance(x, 7) === 7) assert.ok(sliced.x <= x);
    sliced.advance(60_000, Infinity);
    assert.deepEqual(face(sliced), face(whole));
    const stepped = run(rateLimiter);
    while (stepped.events < whole.events) assert.equal(stepped.step(), true);
    assert.equal(stepped.hash(), whole.hash());
  });

  it("log each event once, newest last, and actions where they were taken", () => {
    const one = run(rateLimiter, { actions: [{ atEvent: 0, action: "burst", argument: 3 }] });
    one.advance(Infinity, 10);
    one.act("restart", 0);
    const lines = one.log(100);
    assert.deepEqual(
      lines.map((line) => line.event),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10],
    );
    assert.deepEqual([lines[0]!.text, lines.at(-1)!.text], ["Burst: 3", "Restart the limiter"]);
    one.advance(Infinity, 5000);
    assert.deepEqual(one.log(3), one.log(50).slice(-3));
    assert.deepEqual(one.log(0), []);
    one.seek(10);
    assert.deepEqual(one.log(100), lines);
  });

  it("keep other streams in step when a parameter changes or an action is added", () => {
    // With twice the capacity and a scan the keys asked for are still the same ones.
    const plain = run(cache, { params: { capacity: 100 } });
    const other = run(cache, { params: { capacity: 200, policy: "fifo" } });
    plain.advance(500, Infinity);
    other.advance(500, Infinity);
    const keys = (one: Run) => one.log(500).map((line) => line.text.split(":")[0]);
    assert.deepEqual(keys(plain), keys(other));
    const scanned = run(cache, { params: { capacity: 100 } });
    scanned.act("scan", 20);
    scanned.advance(520, Infinity);
    assert.deepEqual(keys(scanned), keys(plain));
    // Arrivals do not depend on what the limiter does.
    const arrivals = (params: Record<string, number | string>) => {
      const one = run(rateLimiter, { params });
      one.advance(20_000, Infinity);
      return one.log(300).map((line) => line.x);
    };
    assert.deepEqual(arrivals({ rate: 1 }), arrivals({ rate: 50, algorithm: "fixed-window" }));
  });

  it("name everything that is wrong with an input", () => {
    const input = { engine: "cache", params: { capacity: 0, colour: "red" }, seed: -1, actions: [] };
    assert.throws(
      () => createRun(cache, input as never),
      (error: unknown) => {
        assert.ok(error instanceof ParamError);
        assert.deepEqual(error.problems.map((problem) => problem.param).sort(), [
          "capacity",
          "colour",
          "seed",
        ]);
        assert.match(error.message, /capacity must be a whole number from 1 to 100000, not 0/);
        assert.match(error.message, /no parameter colour; it has policy, capacity/);
        return true;
      },
    );
    const one = run(cache);
    assert.throws(() => one.act("explode", 0), /no action explode; it has scan, shift, clear/);
    assert.throws(() => one.act("scan", 0), /scan must be a whole number from 1/);
    const unsorted = [5, 3].map((atEvent) => ({ atEvent, action: "clear", argument: 0 }));
    assert.throws(() => run(cache, { actions: unsorted }), /order of their events/);
    assert.throws(() => run(cache, { engine: "other" }), /for the engine other/);
  });
});

describe("snapshots", () => {
  const saved = (events: number, bytes: number) => ({ events, x: events, bytes }) as SavedSimulation;

  it("stay within their memory and replay few events while memory allows", () => {
    const snapshots = new Snapshots(1000 * 100);
    for (let events = 0; events <= 20_000_000; events += 4096) {
      snapshots.add(saved(events, 100));
      assert.ok(snapshots.bytes <= 100_000 && snapshots.count <= 1000);
    }
    for (let target = 0; target < 20_000_000; target += 99_991) {
      const nearest = snapshots.atOrBefore(target);
      assert.ok(
        nearest.events <= target && target - nearest.events <= REPLAY_EVENTS,
        `${target - nearest.events}`,
      );
      assert.equal(snapshots.atOrBeforeTime(target), nearest);
    }
  });

  it("thin out towards the past when memory is short, and keep the first", () => {
    const snapshots = new Snapshots(100 * 20);
    for (let events = 0; events <= 10_000_000; events += 10_000) snapshots.add(saved(events, 100));
    assert.equal(snapshots.count, 20);
    assert.equal(snapshots.atOrBefore(5).events, 0);
    assert.ok(10_000_000 - snapshots.atOrBefore(9_990_000).events <= 2 * REPLAY_EVENTS);
    snapshots.dropBeyond(3_000_000);
    assert.ok(snapshots.atOrBefore(Infinity).events <= 3_000_000);
  });

  it("save a cache of 100,000 entries in less time than running the events between two of them", () => {
    const params = { capacity: 100_000, keys: 100_000, exponent: 0, policy: "lru" };
    const simulation = new Simulation(cache, { engine: "cache", params, seed: 1, actions: [] });
    const start = performance.now();
    simulation.advance(Infinity, 300_000);
    const runMs = performance.now() - start;
    const times = Array.from({ length: 5 }, () => {
      const from = performance.now();
      assert.ok(simulation.save().bytes > 800_000);
      return performance.now() - from;
    });
    // Three snapshots at most fall into so many events. Relative, since machines differ.
    assert.ok(Math.min(...times) * 3 < runMs, `saving ${Math.min(...times)} ms, running ${runMs} ms`);
  });
});
