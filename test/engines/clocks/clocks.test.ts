/** Logical clocks against the graph of events, on random computations; hybrid clocks against their bound. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { clocks } from "../../../client/engines/clocks/engine.ts";
import { brokenInvariant } from "../../../client/engines/clocks/invariants.ts";
import { DriftingClock } from "../../../client/engines/clocks/primitives/driftingClock.ts";
import {
  ClockOffsetError,
  compareHybrid,
  HybridClock,
  type HybridStamp,
} from "../../../client/engines/clocks/primitives/hybridClock.ts";
import { compareLamport, LamportClock } from "../../../client/engines/clocks/primitives/lamportClock.ts";
import { compareVectors, VectorClock } from "../../../client/engines/clocks/primitives/vectorClock.ts";
import type { State } from "../../../client/engines/clocks/state.ts";
import { violationShare } from "../../../client/engines/clocks/theory.ts";
import { restoreState, saveState } from "../../../client/engines/kernel/copy.ts";
import { sweep } from "../../../client/engines/kernel/sweep.ts";

const PROCESSES = 4;

interface Turn {
  readonly process: number;
  /** Receives the oldest message under way from anyone, if there is one. */
  readonly receives: boolean;
  readonly sends: boolean;
  readonly waitMs: number;
}

const turns = fc.array(
  fc.record({
    process: fc.nat(PROCESSES - 1),
    receives: fc.boolean(),
    sends: fc.boolean(),
    waitMs: fc.constantFrom(0, 0, 1, 7),
  }),
  { maxLength: 40 },
);
const offsets = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: PROCESSES, maxLength: PROCESSES });

interface Stamped {
  readonly lamport: number;
  readonly process: number;
  readonly vector: Uint32Array;
  readonly hybrid: HybridStamp;
  readonly physical: number;
  readonly causes: readonly number[];
}

function compute(list: readonly Turn[], clockOffsets: readonly number[]): Stamped[] {
  const lamport = clockOffsets.map(() => new LamportClock());
  const vector = clockOffsets.map((_, i) => new VectorClock(PROCESSES, i));
  const hybrid = clockOffsets.map(() => new HybridClock(Infinity, { l: -1000, c: 0 }));
  const events: Stamped[] = [];
  const messages: { to: number; event: number }[] = [];
  const last: (number | undefined)[] = [];
  let now = 0;
  for (const { process, receives, sends, waitMs } of list) {
    now += waitMs;
    const at = messages.findIndex(({ to }) => to === process);
    const message = receives && at >= 0 ? messages.splice(at, 1)[0] : undefined;
    const sent = message === undefined ? undefined : events[message.event];
    const physical = now + clockOffsets[process]!;
    const causes = [last[process], message?.event].filter((cause) => cause !== undefined);
    events.push({
      process,
      physical,
      causes,
      lamport: sent === undefined ? lamport[process]!.tick() : lamport[process]!.receive(sent.lamport),
      vector: sent === undefined ? vector[process]!.tick() : vector[process]!.receive(sent.vector),
      hybrid:
        sent === undefined
          ? hybrid[process]!.tick(physical)
          : hybrid[process]!.receive(sent.hybrid, physical),
    });
    last[process] = events.length - 1;
    if (sends) messages.push({ to: (process + 1) % PROCESSES, event: events.length - 1 });
  }
  return events;
}

/** For each event those that happened before it. */
function reachability(events: readonly Stamped[]): ReadonlySet<number>[] {
  const past: Set<number>[] = [];
  for (const { causes } of events) past.push(new Set(causes.flatMap((cause) => [cause, ...past[cause]!])));
  return past;
}

describe("logical clocks on random computations", () => {
  it("e → f if and only if V(e) < V(f); and then L(e) < L(f), and hybrid stamps as well", () => {
    let before = 0;
    let concurrent = 0;
    fc.assert(
      fc.property(turns, offsets, (list, clockOffsets) => {
        const events = compute(list, clockOffsets);
        const past = reachability(events);
        events.forEach((f, j) => {
          events.forEach((e, i) => {
            if (i === j) return;
            const order = compareVectors(e.vector, f.vector);
            const expected = past[j]!.has(i) ? "before" : past[i]!.has(j) ? "after" : "concurrent";
            assert.equal(order, expected);
            if (expected === "concurrent") concurrent++;
            if (expected !== "before") return;
            before++;
            assert.ok(compareLamport(e.lamport, e.process, f.lamport, f.process) < 0);
            assert.ok(compareHybrid(e.hybrid, f.hybrid) < 0);
          });
        });
      }),
      { numRuns: 500 },
    );
    assert.ok(before > 1000 && concurrent > 1000);
  });

  it("Lamport's order is total: no two events are equal in it", () => {
    fc.assert(
      fc.property(turns, offsets, (list, clockOffsets) => {
        const events = compute(list, clockOffsets);
        const names = new Set(events.map(({ lamport, process }) => `${lamport} ${process}`));
        assert.equal(names.size, events.length);
      }),
    );
  });

  it("0 ≤ l − pt ≤ ε, and c is bounded by the events that share an l (Kulkarni and others, theorems 2 and 3)", () => {
    fc.assert(
      fc.property(turns, offsets, (list, clockOffsets) => {
        const events = compute(list, clockOffsets);
        const epsilon = Math.max(...clockOffsets) - Math.min(...clockOffsets);
        for (const { hybrid, physical } of events) {
          assert.ok(hybrid.l >= physical && hybrid.l - physical <= epsilon);
          assert.ok(hybrid.c < events.filter((other) => other.hybrid.l === hybrid.l).length);
        }
      }),
    );
  });

  it("hybrid clocks follow the example of the paper's algorithm by hand", () => {
    const clock = new HybridClock(500);
    assert.deepEqual(clock.tick(10), { l: 10, c: 0 });
    assert.deepEqual(clock.tick(10), { l: 10, c: 1 });
    assert.deepEqual(clock.tick(8), { l: 10, c: 2 });
    assert.deepEqual(clock.receive({ l: 12, c: 4 }, 9), { l: 12, c: 5 });
    assert.deepEqual(clock.receive({ l: 12, c: 9 }, 11), { l: 12, c: 10 });
    assert.deepEqual(clock.receive({ l: 11, c: 50 }, 12), { l: 12, c: 11 });
    assert.deepEqual(clock.receive({ l: 11, c: 50 }, 13), { l: 13, c: 0 });
    assert.throws(() => clock.receive({ l: 600, c: 0 }, 14), ClockOffsetError);
    assert.deepEqual(clock.tick(14), { l: 14, c: 0 });
  });

  it("a physical clock gains what it drifts: 200 ppm are 17.28 s a day", () => {
    const clock = new DriftingClock(0, 200);
    assert.ok(Math.abs(clock.offsetAt(86_400_000) - 17_280) < 1e-6);
    clock.step(86_400_000, 5);
    assert.equal(clock.read(86_400_000), 86_400_005);
  });

  it("clocks are the same after being saved", () => {
    const all = [
      new LamportClock(7),
      new VectorClock(3, 1),
      new HybridClock(9, { l: 4, c: 2 }),
      new DriftingClock(1, 2, 3),
    ];
    const back = restoreState(saveState(all)) as typeof all;
    assert.deepEqual(
      back.map((clock) => clock.save()),
      all.map((clock) => clock.save()),
    );
  });
});

describe("clocks of processes", () => {
  it("a message is misjudged as often as its delay is shorter than the offset", () => {
    const base = { processes: 2, rate: 20, messages: 0.4, drift: 0, syncEvery: 0, syncError: 0 };
    // Only one of the two directions can be wrong.
    assert.ok(Math.abs(violationShare({ ...base, skew: 5, delay: 5 })! - (1 - Math.exp(-1)) / 2) < 1e-12);
    assert.equal(violationShare({ ...base, skew: 0, delay: 5 }), 0);
    const spec = { engine: clocks, params: {}, param: "skew", seeds: [1, 2, 3, 4], until: 20_000 };
    for (const { value, metrics } of sweep(spec, [1, 5, 20])) {
      const theory = violationShare({ ...base, processes: 4, skew: Number(value), delay: 5 })!;
      assert.ok(
        Math.abs(metrics.violationShare!.mean - theory) < 0.03,
        `${value}: ${metrics.violationShare!.mean}`,
      );
    }
  });

  it("the check catches a vector that forgets what it heard, and a hybrid clock that runs away", () => {
    const event = {
      previous: -1,
      sent: -1,
      partner: -1,
      receives: false,
      violates: false,
      process: 0,
      physical: 5,
    };
    const first = { ...event, id: 0, lamport: 1, vector: Uint32Array.of(1, 0), hybrid: { l: 5, c: 0 } };
    const heard = {
      ...event,
      id: 1,
      process: 1,
      sent: 0,
      lamport: 2,
      vector: Uint32Array.of(0, 1),
      hybrid: { l: 5, c: 1 },
    };
    const state = { events: [first, heard], offsetMax: 0, offsetMin: 0 } as unknown as State;
    assert.match(brokenInvariant(state) ?? "", /happened before the other, their vectors are concurrent/);
    const right = { ...heard, vector: Uint32Array.of(1, 1) };
    assert.equal(brokenInvariant({ ...state, events: [first, right] }), undefined);
    const away = { ...right, hybrid: { l: 9, c: 0 } };
    assert.match(brokenInvariant({ ...state, events: [first, away] }) ?? "", /4 ms ahead/);
  });
});
