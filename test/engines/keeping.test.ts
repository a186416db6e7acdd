/** Series, histogram, fingerprint and copies: what a run keeps of itself. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { restoreState, saveState, sizeOf } from "../../client/engines/kernel/copy.ts";
import { Distribution } from "../../client/engines/kernel/distribution.ts";
import { createHistogram, mean, quantile, record } from "../../client/engines/kernel/histogram.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { SeriesBuffer } from "../../client/engines/kernel/series.ts";
import { TraceHash } from "../../client/engines/kernel/traceHash.ts";

describe("series", () => {
  for (const [aggregation, combine] of [
    ["mean", (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length],
    ["sum", (values: number[]) => values.reduce((sum, value) => sum + value, 0)],
    ["last", (values: number[]) => values.at(-1)!],
    ["max", (values: number[]) => Math.max(...values)],
    ["min", (values: number[]) => Math.min(...values)],
  ] as const) {
    it(`merges neighbours by ${aggregation} and stays within its budget`, () => {
      for (const length of [1, 7, 8, 9, 100, 1000]) {
        const series = new SeriesBuffer(aggregation, 8);
        const values = Array.from({ length }, (_, i) => (i * 7919) % 101);
        values.forEach((value, i) => {
          series.add(i, value);
        });
        const { x, y } = series.data();
        assert.ok(x.length <= 8);
        let from = 0;
        x.forEach((last, i) => {
          const expected = combine(values.slice(from, last + 1));
          assert.ok(Math.abs(y[i]! - expected) < 1e-9, `point ${i} of ${length}`);
          from = last + 1;
        });
        assert.equal(from, length);
      }
    });
  }

  it("goes on after a restore as if nothing had been", () => {
    const straight = new SeriesBuffer("mean", 6);
    const other = new SeriesBuffer("mean", 6);
    for (let i = 0; i < 77; i++) straight.add(i, i * i);
    for (let i = 0; i < 500; i++) other.add(i, 1);
    other.restore(straight.save());
    for (let i = 77; i < 300; i++) {
      straight.add(i, i * i);
      other.add(i, i * i);
    }
    assert.deepEqual(other.data(), straight.data());
    assert.deepEqual(other.summary(), straight.summary());
  });

  it("knows percentiles of all observations, not of the points it kept", () => {
    const series = new SeriesBuffer("mean", 8);
    // One in a hundred is slow: the mean of many neighbours never shows it.
    for (let i = 0; i < 10_000; i++) series.add(i, i % 100 === 37 ? 500 : 3);
    const { count, p50, p95, p99, max, last } = series.summary();
    assert.deepEqual([count, p50, p95, max, last], [10_000, 3, 3, 500, 3]);
    assert.equal(p99, 3);
    assert.ok(Math.max(...series.data().y) < 10);
  });
});

describe("distribution", () => {
  const exactly = (values: readonly number[], fraction: number) =>
    values.toSorted((a, b) => a - b)[Math.max(1, Math.ceil(fraction * values.length)) - 1]!;

  it("knows quantiles of any finite values within 1/128, and those of small whole numbers exactly", () => {
    const streams = new RandomStreams(5);
    const draw = (from: number, to: number) => from + streams.next("v") * (to - from);
    const lists: readonly (readonly number[])[] = [
      Array.from({ length: 3000 }, () => draw(-50, 50)),
      Array.from({ length: 3000 }, () => Math.exp(draw(-8, 8))),
      Array.from({ length: 3000 }, () => Math.floor(draw(-30, 60))),
    ];
    for (const values of lists) {
      const all = new Distribution();
      for (const value of values) all.add(value);
      for (const fraction of [0, 0.05, 0.5, 0.95, 0.99, 1]) {
        const exact = exactly(values, fraction);
        const near = values === lists[2] ? 0 : Math.abs(exact) / 128 + 1e-5;
        assert.ok(Math.abs(all.quantile(fraction) - exact) <= near, `${fraction}: ${exact}`);
      }
      assert.deepEqual([all.count, all.max, all.last], [3000, Math.max(...values), values.at(-1)]);
    }
  });

  it("leaves out what is no finite number, and is NaN while empty", () => {
    const all = new Distribution();
    for (const value of [Number.NaN, Infinity, -Infinity]) all.add(value);
    assert.deepEqual([all.count, all.quantile(0.5), all.max, all.last], [0, NaN, NaN, NaN]);
    const other = new Distribution();
    other.add(-7);
    assert.deepEqual([other.quantile(0.5), other.max, other.last], [-7, -7, -7]);
    other.restore(all.save());
    assert.deepEqual([other.count, other.quantile(0.5), other.last], [0, NaN, NaN]);
  });
});

describe("histogram", () => {
  it("knows every quantile within 1/64", () => {
    const streams = new RandomStreams(3);
    const histogram = createHistogram();
    const values = Array.from({ length: 5000 }, () => Math.exp(20 * streams.next("v") - 10));
    for (const value of values) record(histogram, value);
    values.sort((left, right) => left - right);
    for (const fraction of [0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = values[Math.max(1, Math.ceil(fraction * values.length)) - 1]!;
      assert.ok(Math.abs(quantile(histogram, fraction) - exact) <= exact / 64, `${fraction}`);
    }
    assert.ok(Math.abs(mean(histogram) - values.reduce((sum, value) => sum + value, 0) / 5000) < 1e-6);
  });

  it("takes 0, tiny and huge values, refuses others, and is NaN while empty", () => {
    const histogram = createHistogram();
    assert.ok(Number.isNaN(quantile(histogram, 0.5)) && Number.isNaN(mean(histogram)));
    for (const value of [0, 1e-300, 1e300, Infinity]) record(histogram, value);
    assert.equal(quantile(histogram, 0.5), 0);
    assert.ok(quantile(histogram, 1) >= 2 ** 40);
    for (const value of [-1, NaN]) assert.throws(() => record(histogram, value), RangeError);
  });
});

describe("trace hash", () => {
  const digestOf = (feed: (hash: TraceHash) => void) => {
    const hash = new TraceHash();
    feed(hash);
    return hash.digest();
  };

  it("tells sequences apart by value and order, and −0 from nothing", () => {
    const digests = new Set<string>();
    for (let i = 0; i < 20_000; i++) digests.add(digestOf((hash) => hash.double(i / 7)));
    assert.equal(digests.size, 20_000);
    const pair = (a: number, b: number) =>
      digestOf((hash) => {
        hash.double(a);
        hash.double(b);
      });
    assert.notEqual(pair(1, 2), pair(2, 1));
    assert.equal(pair(0, NaN), pair(-0, NaN));
    assert.match(pair(0.1, 0.2), /^[0-9a-f]{16}$/);
  });

  it("goes on from what was saved", () => {
    const first = new TraceHash();
    first.double(Math.PI);
    const second = new TraceHash();
    second.restore(first.save());
    first.integer(5);
    second.integer(5);
    assert.equal(first.digest(), second.digest());
  });
});

class Counter {
  value = 0;

  static restore(saved: { value: number }): Counter {
    const counter = new Counter();
    counter.value = saved.value;
    return counter;
  }

  save(): { value: number } {
    return { value: this.value };
  }
}

describe("copies of state", () => {
  it("equal any plain data and share nothing with it", () => {
    const leaf = fc.oneof(
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(
        fc.object({ values: [leaf, fc.float64Array(), fc.uint8Array()], withMap: true, withSet: true }),
        (state) => {
          assert.deepEqual(restoreState(saveState(state)), state);
          assert.ok(sizeOf(saveState(state)) > 0);
        },
      ),
      { seed: 1 },
    );
    const state = { list: [1, { deep: new Float64Array([1]) }], counter: new Counter() };
    const saved = saveState(state);
    state.counter.value = 9;
    (state.list[1] as { deep: Float64Array }).deep[0] = 5;
    const first = restoreState(saved) as typeof state;
    assert.deepEqual((first.list[1] as { deep: Float64Array }).deep[0], 1);
    assert.ok(first.counter instanceof Counter && first.counter.value === 0);
    first.counter.value = 3;
    assert.equal((restoreState(saved) as typeof state).counter.value, 0);
  });

  it("keep shared references shared, cycles included", () => {
    const shared = { n: 1 };
    const state: Record<string, unknown> = { a: shared, b: [shared] };
    state.self = state;
    const copy = restoreState(saveState(state)) as { a: object; b: object[]; self: unknown };
    assert.equal(copy.a, copy.b[0]);
    assert.equal(copy.self, copy);
    assert.notEqual(copy.a, shared);
  });

  it("refuse what cannot be saved", () => {
    assert.throws(() => saveState({ f: () => 0 }), /function/);
    assert.throws(() => saveState({ d: new (class Foreign {})() }), /Foreign/);
  });
});
