/** The formats against the examples of their specifications, against themselves on any record, and against any bytes. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { avroCodec, encodeAvro } from "../../../client/engines/serialization/primitives/avroCodec.ts";
import { MalformedBytesError } from "../../../client/engines/serialization/primitives/bytes.ts";
import { fixedCodec } from "../../../client/engines/serialization/primitives/fixedCodec.ts";
import { jsonCodec } from "../../../client/engines/serialization/primitives/jsonCodec.ts";
import {
  decodeMessagePack,
  encodeMessagePack,
  type MessagePackValue,
  messagePackCodec,
} from "../../../client/engines/serialization/primitives/messagePackCodec.ts";
import { protobufCodec } from "../../../client/engines/serialization/primitives/protobufCodec.ts";
import {
  type FieldType,
  type RecordSchema,
  type RecordValue,
  SchemaMismatchError,
} from "../../../client/engines/serialization/primitives/recordSchema.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const unhex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(" ", ""), "hex"));
const codecs = [jsonCodec, messagePackCodec, protobufCodec, avroCodec, fixedCodec];

function schema(...types: FieldType[]): RecordSchema {
  return { name: "test", fields: types.map((type, i) => ({ name: "abcdefgh"[i]!, number: i + 1, type })) };
}

describe("Protocol Buffers", () => {
  it("are the examples of the encoding guide", () => {
    const bytes = (one: RecordSchema, value: RecordValue) => hex(protobufCodec.encode(one, value));
    assert.equal(bytes(schema("int"), { a: 150 }), "089601");
    assert.equal(bytes(schema("int"), { a: -2 }), "08feffffffffffffffff01");
    assert.equal(bytes(schema("boolean", "string"), { a: false, b: "testing" }), "120774657374696e67");
    // test3 { c: { a: 150 } } with c as field 3.
    const test3: RecordSchema = {
      name: "Test3",
      fields: [{ name: "c", number: 3, type: { record: schema("int") } }],
    };
    assert.equal(bytes(test3, { c: { a: 150 } }), "1a03089601");
    // Packed: repeated int32 f = 6 with 3, 270 and 86942.
    const test5: RecordSchema = { name: "Test5", fields: [{ name: "f", number: 6, type: { items: "int" } }] };
    assert.equal(bytes(test5, { f: [3, 270, 86942] }), "3206038e029ea705");
    assert.deepEqual(protobufCodec.decode(unhex("30 03 30 8e 02 30 9e a7 05"), test5, test5), {
      f: [3, 270, 86942],
    });
    // Test4 { d: "hello" e: 1 e: 2 e: 3 }
    const test4: RecordSchema = {
      name: "Test4",
      fields: [
        { name: "d", number: 4, type: "string" },
        { name: "e", number: 5, type: { items: "int" } },
      ],
    };
    assert.deepEqual(protobufCodec.decode(unhex("22 05 68 65 6c 6c 6f 28 01 28 02 28 03"), test4, test4), {
      d: "hello",
      e: [1, 2, 3],
    });
  });
});

describe("Avro", () => {
  it("is the examples of the specification", () => {
    const longs: [number, string][] = [
      [0, "00"],
      [-1, "01"],
      [1, "02"],
      [-2, "03"],
      [2, "04"],
      [-64, "7f"],
      [64, "8001"],
    ];
    for (const [value, bytes] of longs) assert.equal(hex(encodeAvro("int", value)), bytes);
    assert.equal(hex(encodeAvro("string", "foo")), "06666f6f");
    assert.equal(hex(avroCodec.encode(schema("int", "string"), { a: 27, b: "foo" })), "3606666f6f");
    assert.equal(hex(encodeAvro({ items: "int" }, [3, 27])), "04063600");
    // The same list in a block that says its bytes: count −2, 2 bytes.
    const list = schema({ items: "int" });
    assert.deepEqual(avroCodec.decode(unhex("03 04 06 36 00"), list, list), { a: [3, 27] });
  });
});

describe("MessagePack", () => {
  it("is the formats of the specification", () => {
    const vectors: [MessagePackValue, string][] = [
      [null, "c0"],
      [false, "c2"],
      [true, "c3"],
      [0, "00"],
      [127, "7f"],
      [128, "cc80"],
      [255, "ccff"],
      [256, "cd0100"],
      [65535, "cdffff"],
      [65536, "ce00010000"],
      [4294967295, "ceffffffff"],
      [4294967296, "cf0000000100000000"],
      [-1, "ff"],
      [-32, "e0"],
      [-33, "d0df"],
      [-128, "d080"],
      [-129, "d1ff7f"],
      [-32768, "d18000"],
      [-32769, "d2ffff7fff"],
      [-2147483648, "d280000000"],
      [-2147483649, "d3ffffffff7fffffff"],
      [1.5, "cb3ff8000000000000"],
      ["", "a0"],
      ["a".repeat(31), `bf${"61".repeat(31)}`],
      ["a".repeat(32), `d920${"61".repeat(32)}`],
      [new Uint8Array([1, 2]), "c4020102"],
      [[1, 2], "920102"],
      [new Array(16).fill(1), `dc0010${"01".repeat(16)}`],
      // The example on the first page of msgpack.org.
      [{ compact: true, schema: 0 }, "82a7636f6d70616374c3a6736368656d6100"],
    ];
    for (const [value, bytes] of vectors) {
      assert.equal(hex(encodeMessagePack(value)), bytes);
      assert.deepEqual(decodeMessagePack(unhex(bytes)), value);
    }
    assert.equal(decodeMessagePack(unhex("ca3fc00000")), 1.5);
    const named = Object.getOwnPropertyNames(decodeMessagePack(unhex("81a95f5f70726f746f5f5f01")) as object);
    assert.deepEqual(named, ["__proto__"]);
    assert.throws(() => decodeMessagePack(unhex("d40102")), MalformedBytesError);
    assert.throws(() => decodeMessagePack(unhex("0101")), MalformedBytesError);
  });
});

/** Any schema of a few fields with a value for it. */
const scalar = fc.constantFrom<FieldType>("boolean", "int", "double", "string");
const type = fc.oneof(
  scalar,
  scalar.map((items): FieldType => ({ items })),
  fc.array(scalar, { minLength: 1, maxLength: 3 }).map((types): FieldType => ({ record: schema(...types) })),
);
const valueOfType = (one: FieldType): fc.Arbitrary<unknown> => {
  if (one === "boolean") return fc.boolean();
  if (one === "int") return fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 });
  if (one === "double") return fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
  if (one === "string") return fc.string({ unit: "grapheme-ascii" });
  if ("items" in one) return fc.array(valueOfType(one.items), { maxLength: 5 });
  return fc.record(
    Object.fromEntries(one.record.fields.map((field) => [field.name, valueOfType(field.type)])),
  );
};
const records = fc
  .array(type, { minLength: 1, maxLength: 5 })
  .chain((types) => fc.tuple(fc.constant(schema(...types)), valueOfType({ record: schema(...types) })));

describe("formats", () => {
  for (const codec of codecs) {
    it(`${codec.name} gives back any record`, () => {
      fc.assert(
        fc.property(records, ([one, value]) => {
          const bytes = codec.encode(one, value as RecordValue);
          const back = codec.decode(bytes, one, one);
          // JSON has no −0; records of fast-check have no prototype.
          const plain = (any: unknown) => JSON.parse(JSON.stringify(any));
          assert.deepEqual(plain(back), plain(value));
        }),
        { numRuns: 200 },
      );
    });

    it(`${codec.name} reads any bytes or refuses them`, () => {
      const one = schema("int", { items: "string" }, { record: schema("double", "boolean") }, "string");
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
          try {
            codec.decode(bytes, one, one);
          } catch (error) {
            assert.ok(
              error instanceof MalformedBytesError || error instanceof SchemaMismatchError,
              String(error),
            );
          }
        }),
        { numRuns: 500 },
      );
    });

    it(`${codec.name} refuses a value that does not fit the schema, and names the field`, () => {
      assert.throws(() => codec.encode(schema("int"), { a: "x" }), /a is no int/);
      assert.throws(() => codec.encode(schema("int", "string"), { a: 1 }), /b is missing/);
    });
  }

  it("refuse hostile nesting", () => {
    assert.throws(() => decodeMessagePack(new Uint8Array(1000).fill(0x91)), /nested/);
  });
});
