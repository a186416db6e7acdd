/** The maintained join against a nested loop over plain objects, operation by operation. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { MaintainedJoin } from "../../../client/engines/denormalization/primitives/maintainedJoin.ts";

const operations = fc.array(
  fc.record({
    kind: fc.constantFrom("attach", "attach", "detach", "set", "set", "propagate", "save"),
    child: fc.nat(9),
    parent: fc.nat(3),
    value: fc.nat(100),
  }),
  { maxLength: 80 },
);

describe("maintained join", () => {
  it("is the join after propagation, and what was copied before it", () => {
    fc.assert(
      fc.property(operations, (list) => {
        let join = new MaintainedJoin(4, 10);
        const values = [0, 0, 0, 0];
        const rows: ({ parent: number; copy: number } | undefined)[] = new Array(10).fill(undefined);
        for (const { kind, child, parent, value } of list) {
          if (kind === "attach") {
            join.attach(child, parent);
            rows[child] = { parent, copy: values[parent]! };
          } else if (kind === "detach") {
            join.detach(child);
            rows[child] = undefined;
          } else if (kind === "set") {
            join.setParent(parent, value);
            values[parent] = value;
          } else if (kind === "propagate") {
            const dirty = join.isDirty(parent);
            const own = rows.filter((row) => row?.parent === parent);
            assert.equal(join.propagate(parent), dirty ? own.length : 0);
            for (const row of own) row!.copy = values[parent]!;
          } else join = MaintainedJoin.restore(join.save());
          rows.forEach((row, i) => {
            assert.equal(join.joined(i), row === undefined ? NaN : values[row.parent]);
            assert.equal(join.copied(i), row === undefined ? NaN : row.copy);
            // No stale copy hides behind a parent that passes for clean.
            if (row !== undefined && row.copy !== values[row.parent]) assert.ok(join.isDirty(row.parent));
          });
          values.forEach((_, i) => {
            assert.equal(join.fanOut(i), rows.filter((row) => row?.parent === i).length);
          });
        }
      }),
      { numRuns: 200 },
    );
    assert.throws(() => new MaintainedJoin(-1, 2), RangeError);
  });
});
