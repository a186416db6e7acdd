/** Slot tables, ranges and CRC: published vectors, conservation, and movement that is as small as can be. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { sharding } from "../../../client/engines/sharding/engine.ts";
import { crc16, hashTag } from "../../../client/engines/sharding/primitives/crc16.ts";
import { RangeTable } from "../../../client/engines/sharding/primitives/rangeTable.ts";
import { REDIS_SLOTS, SlotTable } from "../../../client/engines/sharding/primitives/slotTable.ts";
import { run } from "../inputs.ts";

describe("sharding primitives", () => {
  it("crc16 gives the published values, and the slots that Redis reports", () => {
    assert.equal(crc16("123456789"), 0x31c3);
    assert.equal(crc16(""), 0);
    assert.equal(crc16("foo") % REDIS_SLOTS, 12_182);
    assert.equal(crc16("bar") % REDIS_SLOTS, 5061);
    assert.equal(hashTag("{user1000}.following"), "user1000");
    assert.equal(hashTag("foo{}{bar}"), "foo{}{bar}");
    assert.equal(hashTag("foo{{bar}}zap"), "{bar");
    assert.equal(hashTag("foo{bar}{zap}"), "bar");
    assert.equal(hashTag("foo{bar"), "foo{bar");
  });

  it("slots stay even within one, and no more of them move than must", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 }),
        fc.integer({ min: 10, max: 300 }),
        (changes, slots) => {
          let table = new SlotTable<number>(slots);
          changes.forEach((node, i) => {
            const before = Array.from({ length: slots }, (_, slot) => table.ownerOfSlot(slot));
            const isIn = table.nodes().includes(node);
            const moved = isIn ? table.remove(node) : table.add(node);
            const after = Array.from({ length: slots }, (_, slot) => table.ownerOfSlot(slot));
            const changed = after.filter((owner, slot) => owner !== before[slot]);
            assert.equal(moved, changed.length);
            if (!isIn) {
              assert.ok(changed.every((owner) => owner === node));
              if (table.size > 1) assert.equal(moved, Math.floor(slots / table.size));
            } else if (table.size > 0)
              assert.ok(after.every((owner, slot) => owner === before[slot] || before[slot] === node));
            const counts = table.counts();
            assert.ok(counts.length === 0 || Math.max(...counts) - Math.min(...counts) <= 1, `${counts}`);
            if (i % 10 === 9) table = SlotTable.restore(table.save());
          });
        },
      ),
      { seed: 1, numRuns: 100 },
    );
    const keyed = new SlotTable<string>();
    assert.equal(keyed.ownerOf("x"), undefined);
    keyed.add("a");
    keyed.add("b");
    assert.equal(keyed.ownerOf("{user}.a"), keyed.ownerOf("{user}.b"));
    for (const bad of [0, 1.5, 70_000]) assert.throws(() => new SlotTable(bad), RangeError);
  });

  it("ranges own what lies from their border to the next, for any splits", () => {
    const keys = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 30 }), keys, keys, (splits, from, to) => {
        const table = new RangeTable<number>(-1);
        const borders: number[] = [];
        for (const at of splits) {
          assert.equal(table.split(at, at), !borders.includes(at));
          if (!borders.includes(at)) borders.push(at);
        }
        const owner = (key: number) => Math.max(-1, ...borders.filter((border) => border <= key));
        const copy = RangeTable.restore(table.save());
        for (let key = -1; key <= 101; key++) assert.equal(copy.ownerOf(key), owner(key));
        const met = new Set(
          Array.from({ length: Math.max(0, to - from) * 2 }, (_, i) => owner(from + i / 2)),
        );
        assert.deepEqual(new Set(copy.ownersOf(from, to)), met);
        assert.deepEqual(
          copy.borders(),
          borders.sort((a, b) => a - b),
        );
        assert.equal(copy.owners().length, copy.size);
      }),
      { seed: 2, numRuns: 200 },
    );
    assert.throws(() => new RangeTable<string>("a").split(NaN, "b"), RangeError);
  });
});

describe("what sharding is there to show", () => {
  const metrics = (preset: string, seed: number) => {
    const one = run(sharding, { params: sharding.presets[preset]!.params, seed });
    one.advance(sharding.defaultUntil, Infinity);
    return Object.fromEntries(Object.entries(one.metrics()).map(([name, { value }]) => [name, value]));
  };
  for (const seed of [1, 2]) {
    it(`keys decide: load, fan-out and movement, seed ${seed}`, () => {
      const [byTenant, byId, salted, hot] = [
        metrics("by-tenant", seed),
        metrics("scatter-gather", seed),
        metrics("salted", seed),
        metrics("hot-tenant", seed),
      ];
      assert.ok(byTenant.askedShards! < 2 && byId.askedShards === 8);
      assert.ok(byId.slowQueries! > 3 * byTenant.slowQueries!);
      assert.ok(hot.largestOwnerShare! > 0.3 && salted.largestOwnerShare! < 0.7 * hot.largestOwnerShare!);
      assert.ok(metrics("modulo", seed).movedShare! > 5 * byId.movedShare!);
      assert.equal(metrics("federation", seed).movedShare, 0);
    });
  }
});
