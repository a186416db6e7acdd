/** Composite keys and the leftmost-prefix rule against filtering all rows. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { BPlusTree } from "../../../client/engines/index/primitives/bPlusTree.ts";
import {
  type ColumnConditions,
  type CompositeKey,
  compareComposite,
  prefixBounds,
  withinPrefix,
} from "../../../client/engines/index/primitives/compositeKey.ts";

const key = fc.array(fc.nat(4), { maxLength: 4 });

describe("composite keys", () => {
  it("are in a total order, a prefix before what it begins", () => {
    fc.assert(
      fc.property(key, key, key, (a, b, c) => {
        assert.equal(compareComposite(a, b) < 0, compareComposite(b, a) > 0);
        if (compareComposite(a, b) <= 0 && compareComposite(b, c) <= 0)
          assert.ok(compareComposite(a, c) <= 0);
        assert.equal(compareComposite(a, b) === 0, JSON.stringify(a) === JSON.stringify(b));
        assert.ok(compareComposite(a, [...a, 0]) < 0);
      }),
    );
  });

  it("follow the leftmost-prefix rule", () => {
    const columns = ["a", "b", "c"];
    const bounds = (conditions: ColumnConditions) => prefixBounds(columns, conditions).columns;
    assert.equal(bounds({ equal: { a: 1 } }), 1);
    assert.equal(bounds({ equal: { a: 1, b: 2 } }), 2);
    assert.equal(bounds({ equal: { b: 2, a: 1, c: 3 } }), 3);
    assert.equal(bounds({ equal: { b: 2 } }), 0);
    assert.equal(bounds({ equal: { a: 1, c: 3 } }), 1);
    assert.equal(bounds({ equal: { a: 1 }, range: { column: "b", from: 1, to: 2 } }), 2);
    assert.equal(bounds({ equal: { b: 1, c: 1 }, range: { column: "a", from: 1, to: 2 } }), 1);
    assert.equal(bounds({ equal: { a: 1 }, range: { column: "c", from: 1, to: 2 } }), 1);
  });

  it("bound a search that finds what filtering all rows finds", () => {
    const column = fc.constantFrom("a", "b", "c");
    const conditions = fc.record({
      equal: fc.dictionary(column, fc.nat(4)),
      range: fc.record({ column, from: fc.nat(4), to: fc.nat(4) }),
    });
    const rows = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)), { maxLength: 80 });
    fc.assert(
      fc.property(rows, conditions, fc.boolean(), (list, { equal, range }, ranged) => {
        const wanted: ColumnConditions =
          ranged && equal[range.column] === undefined ? { equal, range } : { equal };
        const matches = (row: CompositeKey) =>
          ["a", "b", "c"].every((name, i) => {
            const value = row[i]!;
            if (equal[name] !== undefined && value !== equal[name]) return false;
            return wanted.range?.column !== name || (value >= range.from && value <= range.to);
          });
        const tree = new BPlusTree<CompositeKey, number>(compareComposite, { pageCapacity: 4 });
        list.forEach((row, i) => {
          tree.insert([...row, i], i);
        });
        const { from, to } = prefixBounds(["a", "b", "c"], wanted);
        const found: number[] = [];
        tree.scan(from, (entry, row) => {
          if (!withinPrefix(entry, to)) return false;
          if (matches(entry)) found.push(row);
          return true;
        });
        const expected = list.flatMap((row, i) => (matches(row) ? [i] : []));
        assert.deepEqual(
          found.sort((one, other) => one - other),
          expected,
        );
      }),
    );
  });
});
