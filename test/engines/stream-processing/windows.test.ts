/** Windows against batch recomputation: whatever the order, if lateness covers it the last results are the batch's. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { BoundedOutOfOrderness } from "../../../client/engines/stream-processing/primitives/boundedOutOfOrderness.ts";
import {
  slidingStarts,
  tumblingStart,
} from "../../../client/engines/stream-processing/primitives/windowAssigners.ts";
import {
  type OpenWindow,
  WindowOperator,
  type WindowOptions,
} from "../../../client/engines/stream-processing/primitives/windowOperator.ts";

interface Event {
  readonly key: number;
  readonly atMs: number;
  readonly delayMs: number;
  readonly value: number;
}

/** All events at once, sorted: the definition. */
function batch(
  events: readonly Event[],
  { kind, sizeMs, slideMs, gapMs }: WindowOptions,
): Map<string, [number, number]> {
  const results = new Map<string, [number, number]>();
  const enter = (key: number, startMs: number, endMs: number, value: number) => {
    const name = `${key}: ${startMs}–${endMs}`;
    const [count, sum] = results.get(name) ?? [0, 0];
    results.set(name, [count + 1, sum + value]);
  };
  if (kind !== "session") {
    for (const { key, atMs, value } of events) {
      const slide = kind === "sliding" ? slideMs : sizeMs;
      for (let i = -50; i < 500; i++)
        if (i * slide <= atMs && atMs < i * slide + sizeMs) enter(key, i * slide, i * slide + sizeMs, value);
    }
    return results;
  }
  for (const key of new Set(events.map((event) => event.key))) {
    const own = events.filter((event) => event.key === key).sort((a, b) => a.atMs - b.atMs);
    let session: Event[] = [];
    const close = () => {
      for (const { value } of session) enter(key, session[0]!.atMs, session.at(-1)!.atMs + gapMs, value);
      session = [];
    };
    for (const event of own) {
      if (session.length > 0 && event.atMs - session.at(-1)!.atMs > gapMs) close();
      session.push(event);
    }
    close();
  }
  return results;
}

const events = fc.array(
  fc.record({
    key: fc.nat(2),
    atMs: fc.nat(20_000),
    delayMs: fc.nat(3000),
    value: fc.integer({ min: -9, max: 9 }),
  }),
  { maxLength: 120, size: "max" },
);

/** What was told last for each window, and how often each was told for the first time. */
function stream(list: readonly Event[], options: WindowOptions, boundMs: number) {
  let operator = new WindowOperator(options);
  let watermark = new BoundedOutOfOrderness(boundMs);
  const last = new Map<string, [number, number]>();
  const firsts = new Map<string, number>();
  let told = -Infinity;
  const emit = ({ key, startMs, endMs, count, sum }: OpenWindow, correction: boolean) => {
    const name = `${key}: ${startMs}–${endMs}`;
    last.set(name, [count, sum]);
    if (!correction) firsts.set(name, (firsts.get(name) ?? 0) + 1);
    assert.ok(endMs <= operator.watermarkMs, "nothing is told before its end");
    told = Math.max(told, endMs);
  };
  const arrivals = [...list].sort((a, b) => a.atMs + a.delayMs - b.atMs - b.delayMs);
  arrivals.forEach(({ key, atMs, value }, i) => {
    operator.add(key, atMs, value, emit);
    watermark.see(atMs);
    operator.advance(watermark.watermarkMs, emit);
    if (i % 25 === 24) {
      operator = WindowOperator.restore(operator.save());
      watermark = BoundedOutOfOrderness.restore(watermark.save());
    }
  });
  operator.advance(1e9, emit);
  assert.equal(operator.open, 0, "everything is forgotten in the end");
  return { operator, last, firsts };
}

const kinds: readonly Pick<WindowOptions, "kind" | "sizeMs" | "slideMs" | "gapMs">[] = [
  { kind: "tumbling", sizeMs: 1000, slideMs: 1, gapMs: 1 },
  { kind: "sliding", sizeMs: 1000, slideMs: 250, gapMs: 1 },
  { kind: "sliding", sizeMs: 1000, slideMs: 700, gapMs: 1 },
  { kind: "session", sizeMs: 1, slideMs: 1, gapMs: 800 },
];

describe("windows of event time", () => {
  for (const kind of kinds) {
    const name = `${kind.kind} ${kind.kind === "sliding" ? kind.slideMs : ""}`;
    it(`${name}: with a bound that covers all disorder every result is told once, and is the batch's`, () => {
      fc.assert(
        fc.property(events, (list) => {
          const options = { ...kind, latenessMs: 0 };
          const { operator, last, firsts } = stream(list, options, 3000);
          assert.deepEqual(last, batchSorted(list, options, last));
          assert.ok([...firsts.values()].every((times) => times === 1));
          assert.equal(operator.late + operator.dropped, 0);
        }),
        { seed: 1, numRuns: 60 },
      );
    });

    it(`${name}: with lateness that covers it the last results are the batch's, whatever was told before`, () => {
      fc.assert(
        fc.property(events, fc.nat(2000), (list, boundMs) => {
          const options = { ...kind, latenessMs: 5000 };
          const { operator, last } = stream(list, options, boundMs);
          const expected = batch(list, options);
          for (const [window, result] of expected) assert.deepEqual(last.get(window), result, window);
          assert.equal(operator.dropped, 0);
        }),
        { seed: 2, numRuns: 60 },
      );
    });

    it(`${name}: without enough of either, what is missing is what was dropped`, () => {
      let dropped = 0;
      fc.assert(
        fc.property(events, fc.nat(500), (list, boundMs) => {
          const options = { ...kind, latenessMs: 200 };
          const { operator } = stream(list, options, boundMs);
          const entries = [...batch(list, options).values()].reduce((sum, [count]) => sum + count, 0);
          assert.equal(operator.onTime + operator.late + operator.dropped, entries);
          assert.equal(operator.closedCount, operator.onTime + operator.late);
          dropped += operator.dropped;
        }),
        { seed: 3, numRuns: 60 },
      );
      assert.ok(dropped > 0, "something was dropped");
    });
  }

  /** The same entries in the order of `like`: maps compare in any order, but messages are better so. */
  function batchSorted(list: readonly Event[], options: WindowOptions, like: ReadonlyMap<string, unknown>) {
    const all = batch(list, options);
    return new Map(
      [...like.keys(), ...all.keys()].filter((key) => all.has(key)).map((key) => [key, all.get(key)!]),
    );
  }

  it("assign borders to the window that they begin", () => {
    assert.deepEqual([tumblingStart(999, 1000), tumblingStart(1000, 1000)], [0, 1000]);
    assert.deepEqual(slidingStarts(1000, 1000, 500), [1000, 500]);
    assert.deepEqual(slidingStarts(999, 1000, 500), [500, 0]);
  });

  it("refuse lengths that make no sense, and a watermark that falls", () => {
    const good = { kind: "sliding", sizeMs: 1000, slideMs: 500, gapMs: 1, latenessMs: 0 } as const;
    for (const bad of [{ sizeMs: 0 }, { slideMs: 2000 }, { latenessMs: -1 }, { sizeMs: Infinity }])
      assert.throws(() => new WindowOperator({ ...good, ...bad }), RangeError);
    assert.throws(() => new BoundedOutOfOrderness(-1), RangeError);
    const operator = new WindowOperator(good);
    operator.advance(500, () => undefined);
    operator.advance(100, () => undefined);
    assert.equal(operator.watermarkMs, 500);
  });
});
