/** Bytes and UTF-8 against Node's own encoders, and varints against the examples of their specification. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  ByteReader,
  ByteWriter,
  MalformedBytesError,
  varintLength,
} from "../../../client/engines/serialization/primitives/bytes.ts";
import { readUtf8, utf8Length } from "../../../client/engines/serialization/primitives/utf8.ts";

const written = (write: (writer: ByteWriter) => void) => {
  const writer = new ByteWriter();
  write(writer);
  return writer.finish();
};

describe("bytes", () => {
  it("have the varints of the Protocol Buffers documentation", () => {
    assert.deepEqual([...written((writer) => writer.varint(150))], [0x96, 0x01]);
    const zigzags: [number, number][] = [
      [0, 0],
      [-1, 1],
      [1, 2],
      [-2, 3],
      [0x7fffffff, 0xfffffffe],
      [-0x80000000, 0xffffffff],
    ];
    for (const [value, mapped] of zigzags)
      assert.deepEqual(
        written((writer) => writer.zigzag(value)),
        written((writer) => writer.varint(mapped)),
      );
  });

  it("come back as they went in, and no varint is longer than it must be", () => {
    const safe = fc.maxSafeNat();
    const signed = fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 });
    fc.assert(
      fc.property(safe, signed, fc.maxSafeInteger(), fc.double(), fc.boolean(), (a, b, c, d, little) => {
        const bytes = written((writer) => {
          writer.varint(a);
          writer.zigzag(b);
          writer.int64(c, little);
          writer.float64(d, little);
          writer.uint16(a % 65536, little);
        });
        const reader = new ByteReader(bytes);
        assert.equal(reader.varint(), a);
        assert.equal(reader.offset, varintLength(a));
        assert.ok(a < 128 ** reader.offset && (a === 0 || a >= 128 ** (reader.offset - 1)));
        assert.equal(reader.zigzag(), b);
        assert.equal(reader.int64(little), c);
        assert.ok(Object.is(reader.float64(little), d));
        assert.equal(reader.uint16(little), a % 65536);
        assert.equal(reader.left, 0);
        assert.throws(() => reader.byte(), MalformedBytesError);
      }),
    );
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64BE(-1234567890123n);
    assert.deepEqual([...written((writer) => writer.int64(-1234567890123, false))], [...buffer]);
  });

  it("refuse numbers that do not fit and varints that do not end", () => {
    for (const bad of [-1, 1.5, 2 ** 53, NaN]) assert.throws(() => written((w) => w.varint(bad)), RangeError);
    assert.throws(() => new ByteReader(new Uint8Array(11).fill(0xff)).varint(), MalformedBytesError);
    assert.throws(() => new ByteReader(new Uint8Array([0x80])).varint(), MalformedBytesError);
    assert.throws(() => new ByteReader(new Uint8Array(3)).bytes(4), MalformedBytesError);
  });
});

describe("UTF-8", () => {
  it("is what Node writes, for any string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), fc.nat(0xffff), (base, unit) => {
        const text = base + String.fromCharCode(unit) + base;
        const bytes = written((writer) => writer.text(text));
        assert.deepEqual([...bytes], [...new TextEncoder().encode(text)]);
        assert.equal(bytes.length, utf8Length(text));
        assert.equal(
          readUtf8(bytes, 0, bytes.length),
          new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
        );
      }),
    );
  });

  it("reads any bytes as Node does", () => {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const near = fc.constantFrom(
      0x00,
      0x41,
      0x7f,
      0x80,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc2,
      0xe0,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
    );
    const bytes = fc.array(fc.oneof(near, fc.nat(255)), { maxLength: 12 });
    fc.assert(
      fc.property(bytes, (list) => {
        const array = Uint8Array.from(list);
        assert.equal(readUtf8(array, 0, array.length), decoder.decode(array));
      }),
      { numRuns: 2000 },
    );
  });
});
