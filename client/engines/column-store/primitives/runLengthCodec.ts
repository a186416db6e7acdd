/**
 * Run-length encoding: each run of equal values as its length and the value. Of all encodings the one that gains most
 * from sorting: a sorted column has as many runs as different values, whatever its length (D. Abadi, S. Madden,
 * M. Ferreira, "Integrating compression and execution in column-oriented database systems", SIGMOD 2006).
 */
import { ByteReader, ByteWriter, MalformedBytesError } from "../../serialization/primitives/bytes.ts";
import { type IntegerCodec, MAX_BLOCK_VALUES } from "./integerCodec.ts";

/** Runs of equal neighbours. */
export function countRuns(values: Int32Array): number {
  let runs = values.length === 0 ? 0 : 1;
  for (let i = 1; i < values.length; i++) if (values[i] !== values[i - 1]) runs++;
  return runs;
}

export const runLengthCodec: IntegerCodec = {
  name: "run-length",
  encode: (values) => {
    const writer = new ByteWriter();
    writer.varint(values.length);
    for (let from = 0, to = 0; from < values.length; from = to) {
      while (to < values.length && values[to] === values[from]) to++;
      writer.varint(to - from);
      writer.zigzag(values[from]!);
    }
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new ByteReader(bytes);
    const count = reader.varint();
    if (count > MAX_BLOCK_VALUES) throw new MalformedBytesError(`a block of ${count} values`, 0);
    const values = new Int32Array(count);
    for (let at = 0; at < count; ) {
      const run = reader.varint();
      if (run === 0 || run > count - at) throw new MalformedBytesError(`a run of ${run}`, reader.offset);
      const value = reader.zigzag();
      for (const end = at + run; at < end; at++) values[at] = value;
    }
    return values;
  },
};
