/**
 * Frame of reference with bit packing: the least value once, and of each value only the difference to it, in as many bits
 * as the largest difference needs (J. Goldstein, R. Ramakrishnan, U. Shaft, "Compressing relations and indexes", ICDE 1998).
 */
import { ByteReader, ByteWriter, MalformedBytesError } from "../../serialization/primitives/bytes.ts";
import { type IntegerCodec, MAX_BLOCK_VALUES } from "./integerCodec.ts";

/** Bits that hold every whole number from 0 to `largest`, which is below 2^32. */
export function bitWidth(largest: number): number {
  return largest === 0 ? 0 : 32 - Math.clz32(largest);
}

/** Appends the values, each below 2^width, at `width` bits each, the lowest bit first. */
export function packBits(writer: ByteWriter, values: Uint32Array, width: number): void {
  if (width === 0) return;
  // Bits that wait for their byte; fewer than 8 between values, so that 40 are never exceeded.
  let [waiting, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    waiting += values[i]! * (1 << count);
    count += width;
    for (; count >= 8; count -= 8) {
      writer.byte(waiting % 256);
      waiting = Math.floor(waiting / 256);
    }
  }
  if (count > 0) writer.byte(waiting);
}

/** Reads what `packBits` wrote. */
export function unpackBits(reader: ByteReader, count: number, width: number): Uint32Array {
  const values = new Uint32Array(count);
  if (width === 0) return values;
  const bytes = reader.bytes(Math.ceil((count * width) / 8));
  if (width > 24) return unpackWide(bytes, values, width);
  const mask = (1 << width) - 1;
  let [waiting, bits, at] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    for (; bits < width; bits += 8) waiting |= bytes[at++]! << bits;
    values[i] = waiting & mask;
    waiting >>>= width;
    bits -= width;
  }
  return values;
}

/** More bits than a 32-bit word holds beside those that are left over. */
function unpackWide(bytes: Uint8Array, values: Uint32Array, width: number): Uint32Array {
  const size = weights[width]!;
  let [waiting, bits, at] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    for (; bits < width; bits += 8) waiting += bytes[at++]! * weights[bits]!;
    values[i] = waiting % size;
    waiting = Math.floor(waiting / size);
    bits -= width;
  }
  return values;
}

/** 2^i for what can wait: up to 40 bits. */
const weights = Float64Array.from({ length: 48 }, (_, i) => (i < 24 ? 1 << i : (1 << (i - 24)) * 0x1000000));

export const bitPackingCodec: IntegerCodec = {
  name: "bit-packing",
  encode: (values) => {
    let [least, largest] = [values[0] ?? 0, values[0] ?? 0];
    for (const value of values) {
      if (value < least) least = value;
      if (value > largest) largest = value;
    }
    const width = bitWidth(largest - least);
    const writer = new ByteWriter(16 + Math.ceil((values.length * width) / 8));
    writer.varint(values.length);
    writer.zigzag(least);
    writer.byte(width);
    packBits(
      writer,
      Uint32Array.from(values, (value) => value - least),
      width,
    );
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new ByteReader(bytes);
    const count = reader.varint();
    const least = reader.zigzag();
    const width = reader.byte();
    if (count > MAX_BLOCK_VALUES || width > 32) {
      throw new MalformedBytesError(`a block of ${count} values of ${width} bits`, reader.offset);
    }
    const packed = unpackBits(reader, count, width);
    const values = new Int32Array(count);
    for (let i = 0; i < count; i++) values[i] = packed[i]! + least;
    return values;
  },
};
