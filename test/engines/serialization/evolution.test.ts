/** What each format does when a schema changes, as its specification has it: a table of outcomes, each from real bytes. */
import assert from "node:assert/strict";
import { type Outcome, outcome } from "../../../client/engines/serialization/outcome.ts";
import {
  AMOUNT,
  CURRENCY,
  CUSTOMER,
  ID,
  newSchema,
  oldSchema,
  PAID,
  QUANTITIES,
} from "../../../client/engines/serialization/schemas.ts";
import { CODECS } from "../../../client/engines/serialization/state.ts";

const values = new Map<number, boolean | number | string | number[]>([
  [ID, 4711],
  [CUSTOMER, "Erika Mustermann"],
  [AMOUNT, 1234.5],
  [PAID, true],
  [QUANTITIES, [1, 99]],
  [CURRENCY, "CHF"],
]);

/** By format: JSON, MessagePack, Protocol Buffers, Avro, fixed layout. */
type Row = readonly [Outcome, Outcome, Outcome, Outcome, Outcome];
const I = "intact";
const L = "lost";
const R = "refused";

/** By change: new readers of old data (backward), then old readers of new data (forward). */
const expected: Readonly<Record<string, readonly [Row, Row]>> = {
  none: [
    [I, I, I, I, I],
    [I, I, I, I, I],
  ],
  add: [
    [I, I, I, I, R],
    [I, I, I, I, R],
  ],
  // Protocol Buffers have no required fields: what is missing is empty.
  "add-required": [
    [R, R, I, R, R],
    [I, I, I, I, R],
  ],
  // The field has no default, so that readers who still want it cannot do without; to Protocol Buffers what
  // nobody wrote is empty.
  remove: [
    [I, I, I, I, R],
    [R, R, I, R, R],
  ],
  rename: [
    [R, R, I, R, I],
    [R, R, I, R, I],
  ],
  // Aliases are the reader's: an old one knows nothing of the new name.
  "rename-alias": [
    [I, I, I, I, I],
    [R, R, I, R, I],
  ],
  // Avro promotes whole numbers to doubles and never back; JSON and MessagePack write the value 4711 as they did before.
  widen: [
    [I, I, L, I, "wrong"],
    [I, I, L, R, R],
  ],
  reorder: [
    [I, I, I, I, R],
    [I, I, I, I, R],
  ],
};

describe("evolution of a schema", () => {
  for (const [change, rows] of Object.entries(expected)) {
    it(`${change}: each format does what its specification says`, () => {
      const versions = [oldSchema({ names: "words" }), newSchema({ names: "words", change })] as const;
      rows.forEach((row, direction) => {
        const [writer, reader] = direction === 0 ? versions : ([versions[1], versions[0]] as const);
        const order = Object.fromEntries(
          writer.fields.map(({ name, number }) => [name, values.get(number)!]),
        );
        const actual = CODECS.map((codec) =>
          outcome(codec, codec.encode(writer, order), writer, reader, order),
        );
        assert.deepEqual(actual, row, `${change}, ${direction === 0 ? "backward" : "forward"}`);
      });
    });
  }
});
