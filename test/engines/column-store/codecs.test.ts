/** The encodings of columns: what goes in comes out, bytes that are broken are refused, and sizes are what they must be. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  bitPackingCodec,
  bitWidth,
} from "../../../client/engines/column-store/primitives/bitPackingCodec.ts";
import { columnCodecs, shortestCodec } from "../../../client/engines/column-store/primitives/columnCodecs.ts";
import { ColumnFile } from "../../../client/engines/column-store/primitives/columnFile.ts";
import { deltaCodec } from "../../../client/engines/column-store/primitives/deltaCodec.ts";
import { dictionaryCodec } from "../../../client/engines/column-store/primitives/dictionaryCodec.ts";
import { RowFile } from "../../../client/engines/column-store/primitives/rowFile.ts";
import { countRuns, runLengthCodec } from "../../../client/engines/column-store/primitives/runLengthCodec.ts";
import { MalformedBytesError } from "../../../client/engines/serialization/primitives/bytes.ts";

/** Columns of all kinds: any values, few different ones, runs, steps, and the extremes. */
const any = fc.int32Array({ maxLength: 200 });
const few = fc.array(fc.constantFrom(-5, 0, 7, 0x7fffffff, -0x80000000), { maxLength: 200 });
const runs = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(3)), { maxLength: 10 })
  .map((list) => list.flatMap(([length, value]) => new Array<number>(length).fill(value)));
const steps = fc
  .array(fc.integer({ min: -3, max: 9 }), { maxLength: 200 })
  .map((list) => list.map((_, i) => list.slice(0, i + 1).reduce((sum, step) => sum + step, 1_000_000)));
const column = fc.oneof(any, few, runs, steps).map((values) => Int32Array.from(values));

describe("encodings of columns", () => {
  for (const codec of columnCodecs) {
    it(`${codec.name} gives back what went in`, () => {
      fc.assert(
        fc.property(column, (values) => {
          assert.deepEqual(codec.decode(codec.encode(values)), values);
        }),
        { numRuns: 300 },
      );
    });

    it(`${codec.name} reads any bytes or refuses them, and never hangs or makes a huge array`, () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
          try {
            codec.decode(bytes);
          } catch (error) {
            assert.ok(error instanceof MalformedBytesError, String(error));
          }
        }),
        { numRuns: 500 },
      );
    });
  }

  it("have the sizes that arithmetic says", () => {
    const sevens = new Int32Array(1000).fill(7);
    // 2 bytes for the number of values, 2 for the run, 1 for the value.
    assert.equal(runLengthCodec.encode(sevens).length, 5);
    assert.equal(bitPackingCodec.encode(sevens).length, 4);
    const eight = Int32Array.from({ length: 1000 }, (_, i) => 1_000_000 + (i % 8));
    assert.equal(bitPackingCodec.encode(eight).length, 2 + 3 + 1 + 375);
    assert.equal(dictionaryCodec.encode(eight).length, 2 + 1 + 3 + 7 + 375);
    const sequence = Int32Array.from({ length: 1000 }, (_, i) => 5_000_000 + i);
    assert.equal(deltaCodec.encode(sequence).length, 2 + 4 + 999);
    assert.equal(runLengthCodec.encode(sequence).length, 2 + 1000 * 5);
    assert.deepEqual([0, 1, 2, 255, 256, 0xffffffff].map(bitWidth), [0, 1, 2, 8, 9, 32]);
    assert.equal(countRuns(Int32Array.of(1, 1, 2, 1)), 3);
  });

  it("the shortest is no longer than any", () => {
    fc.assert(
      fc.property(column, (values) => {
        const best = shortestCodec(values).encode(values).length;
        for (const codec of columnCodecs) assert.ok(best <= codec.encode(values).length);
      }),
    );
  });
});

describe("files of rows and of columns", () => {
  it("hold the same table, and blocks that are left out do not hold the value", () => {
    const table = fc.array(fc.tuple(fc.nat(5), fc.integer(), fc.nat(100)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 20 }), fc.nat(5), (rows, blockRows, wanted) => {
        const columns = [0, 1, 2].map((i) => Int32Array.from(rows, (row) => row[i]!));
        const byColumn = new ColumnFile(columns, blockRows, shortestCodec);
        const byRow = new RowFile(columns, 64);
        for (let block = 0; block < byColumn.blocks; block++) {
          for (let i = 0; i < 3; i++) {
            const values = byColumn.read(i, block);
            values.forEach((value, at) => {
              assert.equal(byRow.value(block * blockRows + at, i), value);
            });
            if (!byColumn.mayHold(i, block, wanted)) assert.ok(!values.includes(wanted));
          }
        }
        assert.equal(byRow.pages, Math.ceil(rows.length / 5));
      }),
    );
    assert.throws(() => new RowFile([new Int32Array(1), new Int32Array(1)], 4), RangeError);
    assert.throws(() => new ColumnFile([new Int32Array(1), new Int32Array(2)], 4, shortestCodec), RangeError);
  });
});
