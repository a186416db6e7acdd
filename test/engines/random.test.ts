/** Streams: the published generator, independent of each other, evenly spread. */
import assert from "node:assert/strict";
import { RandomStreams, streamState } from "../../client/engines/kernel/random.ts";

describe("random streams", () => {
  it("is xoshiro128** 1.1: the reference outputs for the state 1, 2, 3, 4", () => {
    // Outputs of the authors' C program, also the test vector of the Rust crate rand_xoshiro.
    const words = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849];
    const streams = new RandomStreams(0);
    streams.restore({ names: ["x"], words: Uint32Array.of(1, 2, 3, 4) });
    for (let i = 0; i < words.length; i += 2) {
      const expected = ((words[i]! >>> 5) * 2 ** 26 + (words[i + 1]! >>> 6)) / 2 ** 53;
      assert.equal(streams.next("x"), expected);
    }
  });

  it("derives from seed and name alone: drawing from others changes nothing", () => {
    const alone = new RandomStreams(42);
    const mixed = new RandomStreams(42);
    for (let i = 0; i < 1000; i++) {
      mixed.next(`other ${i % 40}`);
      assert.equal(mixed.next("arrivals"), alone.next("arrivals"));
    }
  });

  it("saves and restores in the middle", () => {
    const streams = new RandomStreams(5);
    for (let i = 0; i < 100; i++) streams.next(`s${i % 13}`);
    const saved = streams.save();
    const next = Array.from({ length: 50 }, (_, i) => streams.next(`s${i % 17}`));
    const again = new RandomStreams(5);
    again.next("anything");
    again.restore(saved);
    assert.deepEqual(
      next.map((_, i) => again.next(`s${i % 17}`)),
      next,
    );
  });

  it("gives 10,000 neighbouring seeds and names 10,000 different states, bits half set", () => {
    const states = new Set<string>();
    let set = 0;
    for (let i = 0; i < 10_000; i++) {
      const words = i % 2 === 0 ? streamState(i, "s") : streamState(1, `s${i}`);
      states.add(words.join());
      for (const word of words) for (let bit = word; bit !== 0; bit = (bit & (bit - 1)) >>> 0) set++;
    }
    assert.equal(states.size, 10_000);
    assert.ok(Math.abs(set / (10_000 * 128) - 0.5) < 0.005);
  });

  it("spreads evenly within a stream and across seeds (chi-squared, 100 bins)", () => {
    for (const draw of [within(new RandomStreams(9)), (i: number) => new RandomStreams(i).next("first")]) {
      const bins = new Float64Array(100);
      const draws = 50_000;
      for (let i = 0; i < draws; i++) bins[Math.floor(draw(i) * 100)]!++;
      const chi = bins.reduce((sum, count) => sum + (count - draws / 100) ** 2 / (draws / 100), 0);
      // 99 degrees of freedom: mean 99, standard deviation 14.
      assert.ok(chi > 50 && chi < 160, `chi-squared ${chi}`);
    }
  });
});

function within(streams: RandomStreams): (i: number) => number {
  return () => streams.next("x");
}
