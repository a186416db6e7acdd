/**
 * Delta encoding: the first value, then the difference of each to the one before, as zigzag varints; for times, numbers
 * in sequence and whatever else moves in small steps (Apache Parquet, "Encodings", DELTA_BINARY_PACKED, in its simplest form).
 */
import { ByteReader, ByteWriter, MalformedBytesError } from "../../serialization/primitives/bytes.ts";
import { type IntegerCodec, MAX_BLOCK_VALUES } from "./integerCodec.ts";

export const deltaCodec: IntegerCodec = {
  name: "delta",
  encode: (values) => {
    const writer = new ByteWriter(values.length + 8);
    writer.varint(values.length);
    for (let i = 0; i < values.length; i++) writer.zigzag(values[i]! - (i === 0 ? 0 : values[i - 1]!));
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new ByteReader(bytes);
    const count = reader.varint();
    // A value takes a byte at least.
    if (count > MAX_BLOCK_VALUES || count > reader.left) {
      throw new MalformedBytesError(`a block of ${count} values`, reader.offset);
    }
    const values = new Int32Array(count);
    for (let i = 0; i < count; i++) values[i] = reader.zigzag() + (i === 0 ? 0 : values[i - 1]!);
    return values;
  },
};
