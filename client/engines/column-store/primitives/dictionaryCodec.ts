/**
 * Dictionary encoding: the different values once, in order, and of each value its number in that list, bit-packed; for
 * columns of few different values, however large those are (Apache Parquet, "Encodings", RLE_DICTIONARY).
 */
import { ByteReader, ByteWriter, MalformedBytesError } from "../../serialization/primitives/bytes.ts";
import { bitWidth, packBits, unpackBits } from "./bitPackingCodec.ts";
import { type IntegerCodec, MAX_BLOCK_VALUES } from "./integerCodec.ts";

export const dictionaryCodec: IntegerCodec = {
  name: "dictionary",
  encode: (values) => {
    const different = Int32Array.from(new Set(values)).sort();
    const codes = new Map<number, number>();
    const writer = new ByteWriter();
    writer.varint(values.length);
    writer.varint(different.length);
    // Ascending, so that differences are short.
    different.forEach((value, i) => {
      codes.set(value, i);
      if (i === 0) writer.zigzag(value);
      else writer.varint(value - different[i - 1]!);
    });
    const width = bitWidth(Math.max(0, different.length - 1));
    packBits(
      writer,
      Uint32Array.from(values, (value) => codes.get(value)!),
      width,
    );
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new ByteReader(bytes);
    const count = reader.varint();
    const size = reader.varint();
    if (count > MAX_BLOCK_VALUES || size > count) {
      throw new MalformedBytesError(`${size} different ones of ${count} values`, reader.offset);
    }
    const different = new Int32Array(size);
    for (let i = 0; i < size; i++)
      different[i] = i === 0 ? reader.zigzag() : different[i - 1]! + reader.varint();
    const codes = unpackBits(reader, count, bitWidth(Math.max(0, size - 1)));
    const values = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      if (codes[i]! >= size) throw new MalformedBytesError(`value ${codes[i]} of ${size}`, reader.offset);
      values[i] = different[codes[i]!]!;
    }
    return values;
  },
};
