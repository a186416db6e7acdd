/** Count-min and Space-Saving against exact counts and against what their papers promise. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { countMinSketch } from "../../../client/engines/count-min-sketch/engine.ts";
import {
  CountMinSketch,
  countMinSize,
} from "../../../client/engines/count-min-sketch/primitives/countMinSketch.ts";
import { SpaceSaving } from "../../../client/engines/count-min-sketch/primitives/spaceSaving.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { Zipf } from "../../../client/engines/kernel/zipf.ts";
import { run } from "../inputs.ts";

const stream = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 5 })), {
  maxLength: 300,
});

function exactCounts(items: readonly (readonly [number, number])[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [key, count] of items) counts.set(key, (counts.get(key) ?? 0) + count);
  return counts;
}

describe("count-min-sketch primitives", () => {
  it("are sized as in the paper", () => {
    assert.deepEqual(countMinSize(0.01, 0.01), { width: 272, depth: 5 });
    assert.deepEqual(countMinSize(0.001, 0.001), { width: 2719, depth: 7 });
    for (const bad of [0, 1, NaN]) assert.throws(() => countMinSize(bad, 0.1), RangeError);
  });

  it("never count too little, and conservatively never more than plainly, for any stream and size", () => {
    fc.assert(
      fc.property(
        stream,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 5 }),
        (items, width, depth) => {
          const plain = new CountMinSketch({ width, depth });
          const conservative = new CountMinSketch({ width, depth, isConservative: true });
          for (const [key, count] of items) {
            plain.add(`k${key}`, count);
            conservative.add(`k${key}`, count);
          }
          for (const [key, count] of exactCounts(items)) {
            assert.ok(conservative.estimate(`k${key}`) >= count);
            assert.ok(plain.estimate(`k${key}`) >= conservative.estimate(`k${key}`));
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it("keep the bound: errors above εN for at most δ of the keys, over 40 seeds", () => {
    const zipf = new Zipf(2000, 0.8);
    for (const [epsilon, delta] of [
      [0.01, 0.1],
      [0.02, 0.02],
    ] as const) {
      let beyond = 0;
      for (let seed = 0; seed < 40; seed++) {
        const streams = new RandomStreams(seed);
        const sketch = new CountMinSketch({ ...countMinSize(epsilon, delta), seed });
        const exact = new Uint32Array(2000);
        for (let i = 0; i < 5000; i++) {
          const key = zipf.sample(streams.next("items"));
          exact[key]!++;
          sketch.add(`k${key}`);
        }
        exact.forEach((count, key) => {
          if (sketch.estimate(`k${key}`) - count > epsilon * 5000) beyond++;
        });
      }
      assert.ok(beyond / 40 / 2000 <= delta, `${beyond}`);
    }
  });

  it("keep the bound with one row too, where Markov's inequality leaves little room: some keys do break it", () => {
    // One hot key: whoever shares its counter is far off. This is what the check above would catch in a broken sketch.
    const sketch = new CountMinSketch({ width: 272, depth: 1 });
    sketch.add("hot", 10_000);
    let beyond = 0;
    for (let key = 0; key < 50_000; key++) if (sketch.estimate(`k${key}`) > 100) beyond++;
    assert.ok(Math.abs(beyond / 50_000 - 1 / 272) < 0.001, `${beyond}`);
  });

  it("merge into the sketch of both streams, unless they update conservatively", () => {
    const make = () => new CountMinSketch({ width: 50, depth: 3, seed: 9 });
    const [left, right, both] = [make(), make(), make()];
    for (let i = 0; i < 500; i++) {
      (i % 3 === 0 ? left : right).add(`k${i % 70}`, i);
      both.add(`k${i % 70}`, i);
    }
    left.merge(right);
    assert.deepEqual(left.save(), both.save());
    assert.deepEqual(CountMinSketch.restore(left.save()).save(), both.save());
    assert.throws(() => left.merge(new CountMinSketch({ width: 51, depth: 3, seed: 9 })), RangeError);
    const careful = new CountMinSketch({ width: 50, depth: 3, seed: 9, isConservative: true });
    assert.throws(() => left.merge(careful), /conservative/);
  });

  it("stay full instead of starting again at 0, and refuse nonsense", () => {
    const sketch = new CountMinSketch({ width: 4, depth: 2 });
    sketch.add("x", 4_000_000_000);
    sketch.add("x", 4_000_000_000);
    assert.equal(sketch.estimate("x"), 0xffffffff);
    for (const [width, depth] of [
      [0, 1],
      [1.5, 1],
      [1, 0],
      [1, 65],
      [1 << 27, 4],
    ] as const)
      assert.throws(() => new CountMinSketch({ width, depth }), RangeError);
  });

  it("Space-Saving keeps every promise for any stream", () => {
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 12 }), (items, capacity) => {
        let summary = new SpaceSaving<string>(capacity);
        items.forEach(([key, count], i) => {
          summary.add(`k${key}`, count);
          if (i % 50 === 49) summary = SpaceSaving.restore(summary.save());
        });
        const exact = exactCounts(items);
        const total = [...exact.values()].reduce((sum, count) => sum + count, 0);
        const all = summary.top(capacity);
        assert.equal(all.length, Math.min(capacity, exact.size));
        assert.equal(
          all.reduce((sum, { count }) => sum + count, 0),
          total,
        );
        assert.ok(all.every(({ count }, i) => i === 0 || count <= all[i - 1]!.count));
        for (const { key, count, error } of all) {
          const truth = exact.get(Number(key.slice(1)))!;
          assert.ok(count >= truth && count - error <= truth && error <= total / capacity);
          assert.deepEqual(summary.get(key), { key, count, error });
        }
        for (const [key, count] of exact) if (count > total / capacity) assert.ok(summary.get(`k${key}`));
        assert.equal(summary.least, all.length < capacity ? 0 : all.at(-1)!.count);
      }),
      { seed: 2, numRuns: 300 },
    );
    for (const bad of [0, 1.5, NaN]) assert.throws(() => new SpaceSaving(bad), RangeError);
  });

  it("Space-Saving does what its paper's example shows: the smallest counter passes on with its count", () => {
    const summary = new SpaceSaving<string>(2);
    for (const key of ["X", "Y", "Y"]) summary.add(key);
    assert.equal(summary.add("Z"), "X");
    assert.deepEqual(summary.get("Z"), { key: "Z", count: 2, error: 1 });
    assert.equal(summary.get("X"), undefined);
  });
});

describe("what count-min-sketch is there to show", () => {
  for (const seed of [1, 2, 3]) {
    it(`conservative update is closer, depth protects rare keys, and hot keys are found, seed ${seed}`, () => {
      const metrics = (preset: string) => {
        const one = run(countMinSketch, { params: countMinSketch.presets[preset]!.params, seed });
        one.advance(countMinSketch.defaultUntil, Infinity);
        return one.metrics();
      };
      const ordinary = metrics("one-percent");
      assert.ok(ordinary.conservativeError!.value < 0.7 * ordinary.plainError!.value);
      assert.ok(ordinary.plainError!.value < ordinary.counterError!.value);
      assert.equal(metrics("skewed").topTenFound!.value, 1);
      assert.ok(metrics("uniform").topTenFound!.value < 0.8);
      assert.ok(metrics("redis").plainError!.value < 0.2 * ordinary.plainError!.value);
    });
  }
});
