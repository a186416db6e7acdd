/** Styles that show the same screen, a tally that counts what they really send, and the two algorithms they stand on. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { costOf } from "../../../client/engines/api-styles/cost.ts";
import { type Graph, POSTS } from "../../../client/engines/api-styles/data.ts";
import type { Params } from "../../../client/engines/api-styles/params.ts";
import { BatchLoader } from "../../../client/engines/api-styles/primitives/batchLoader.ts";
import { ProtobufWriter } from "../../../client/engines/api-styles/primitives/protobufWriter.ts";
import { jsonLength } from "../../../client/engines/api-styles/screen.ts";
import { STYLES } from "../../../client/engines/api-styles/state.ts";
import { CountingStore } from "../../../client/engines/api-styles/store.ts";
import { fetchScreen } from "../../../client/engines/api-styles/styles.ts";
import { shownBytes, tallyScreen } from "../../../client/engines/api-styles/tally.ts";
import { differentUsers } from "../../../client/engines/api-styles/theory.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("protocol buffers", () => {
  it("are written as the examples of the documentation", () => {
    assert.equal(hex(new ProtobufWriter().unsigned(1, 150).finish()), "089601");
    assert.equal(hex(new ProtobufWriter().text(2, "testing").finish()), "120774657374696e67");
    assert.equal(hex(new ProtobufWriter().message(3, (one) => one.unsigned(1, 150)).finish()), "1a03089601");
    assert.equal(hex(new ProtobufWriter().packed(6, [3, 270, 86942]).finish()), "3206038e029ea705");
    // Zigzag: 0, −1, 1, −2, … are 0, 1, 2, 3, …
    assert.equal(hex(new ProtobufWriter().signed(1, -1).signed(1, 1).signed(1, -2).finish()), "080108020803");
    assert.equal(new ProtobufWriter().unsigned(1, 0).text(2, "").bool(3, false).packed(4, []).length, 0);
    assert.equal(hex(new ProtobufWriter().message(1, () => undefined).finish()), "0a00");
    assert.equal(
      hex(new ProtobufWriter().text(1, "ä€😀").finish()),
      `0a09${Buffer.from("ä€😀").toString("hex")}`,
    );
  });

  it("hold every whole number, seven bits to a byte", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 0x1fffffff }), fc.maxSafeNat(), (field, value) => {
        const bytes = new ProtobufWriter().unsigned(field, value + (value === 0 ? 1 : 0)).finish();
        const read = (from: number): [value: bigint, next: number] => {
          let [sum, shift, at] = [0n, 0n, from];
          for (; ; at++, shift += 7n) {
            sum |= BigInt(bytes[at]! & 127) << shift;
            if (bytes[at]! < 128) return [sum, at + 1];
          }
        };
        const [tag, next] = read(0);
        assert.deepEqual([tag, read(next)], [BigInt(field) << 3n, [BigInt(value || 1), bytes.length]]);
      }),
      { seed: 1, numRuns: 200 },
    );
    for (const bad of [-1, 0.5, 2 ** 53, NaN])
      assert.throws(() => new ProtobufWriter().unsigned(1, bad), RangeError);
    for (const bad of [0, 1.5, 2 ** 29])
      assert.throws(() => new ProtobufWriter().unsigned(bad, 1), RangeError);
  });
});

describe("batch loader", () => {
  it("fetches each key once, in batches, whatever is asked for when", () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.nat(20) },
      { weight: 1, arbitrary: fc.constant("dispatch" as const) },
    );
    const steps = fc.array(step, { maxLength: 100, size: "max" });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 6 }), (list, maxBatch) => {
        const fetched: number[] = [];
        const loader = new BatchLoader<number, string>((keys) => {
          assert.ok(keys.length <= maxBatch);
          fetched.push(...keys);
          return keys.map((key) => (key === 13 ? undefined : `value ${key}`));
        }, maxBatch);
        const got: [number, string | undefined][] = [];
        let asked = 0;
        for (const one of list) {
          if (one === "dispatch") loader.dispatch();
          else {
            asked++;
            loader.load(one, (value) => got.push([one, value]));
          }
        }
        loader.dispatch();
        assert.equal(got.length, asked);
        for (const [key, value] of got) assert.equal(value, key === 13 ? undefined : `value ${key}`);
        assert.equal(new Set(fetched).size, fetched.length);
        assert.equal(loader.waiting, 0);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it("waits with what is asked for during a fetch, forgets on demand, and distrusts its source", () => {
    const batches: (readonly number[])[] = [];
    const loader = new BatchLoader<number, number>((keys) => {
      batches.push(keys);
      return keys.map((key) => key * 10);
    });
    loader.load(1, (value) => loader.load(value!, () => undefined));
    loader.dispatch();
    assert.equal(loader.waiting, 1);
    loader.dispatch();
    loader.clear(1);
    loader.load(1, () => undefined);
    loader.dispatch();
    assert.deepEqual(batches, [[1], [10], [1]]);
    const wrong = new BatchLoader<number, number>(() => []);
    wrong.load(1, () => undefined);
    assert.throws(() => wrong.dispatch(), /asked for 1 values, got 0/);
    assert.throws(() => new BatchLoader(() => [], 0), RangeError);
  });
});

describe("styles", () => {
  const settings = fc.record({
    posts: fc.integer({ min: 1, max: 50 }),
    comments: fc.integer({ min: 0, max: 6 }),
    page: fc.integer({ min: 1, max: 50 }),
    users: fc.constantFrom(1, 2, 7, 50, 3000),
    http2: fc.boolean(),
    from: fc.nat(POSTS - 1),
    seed: fc.nat(1000),
  });

  it("show the same, and cost what the tally says, to the byte", () => {
    fc.assert(
      fc.property(settings, ({ from, seed, ...some }) => {
        const values: Params = { ...some, style: "rest", roundTrip: 80, bandwidth: 10, queryMs: 2 };
        const streams = new RandomStreams(seed);
        const author = () => Math.floor(streams.next("authors") * values.users);
        const graph: Graph = {
          postAuthors: Int32Array.from({ length: POSTS }, author),
          commentAuthors: Int32Array.from({ length: POSTS * values.comments }, author),
          commentsPerPost: values.comments,
        };
        const screens = STYLES.map((style) => {
          const store = new CountingStore(graph);
          const fetched = fetchScreen(style, values, store, from);
          const cost = costOf(fetched, values, style);
          assert.deepEqual(tallyScreen(style, values, graph, from), cost, style);
          assert.equal(cost.queries, store.queries, style);
          return fetched.screen;
        });
        for (const screen of screens) assert.deepEqual(screen, screens[0]);
        assert.equal(jsonLength(screens[0]), shownBytes(values.posts, values.comments));
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("expect as many different authors as drawing them gives", () => {
    const streams = new RandomStreams(5);
    for (const [users, authors] of [
      [200, 40],
      [10, 40],
      [1, 3],
    ] as const) {
      let sum = 0;
      for (let i = 0; i < 3000; i++)
        sum += new Set(Array.from({ length: authors }, () => Math.floor(streams.next("draws") * users))).size;
      assert.ok(Math.abs(sum / 3000 / differentUsers(users, authors) - 1) < 0.01);
    }
  });
});
