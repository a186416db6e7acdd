/** All encodings of columns, and the choice of the shortest. */
import { bitPackingCodec } from "./bitPackingCodec.ts";
import { deltaCodec } from "./deltaCodec.ts";
import { dictionaryCodec } from "./dictionaryCodec.ts";
import type { IntegerCodec } from "./integerCodec.ts";
import { plainCodec } from "./plainCodec.ts";
import { runLengthCodec } from "./runLengthCodec.ts";

export const columnCodecs: readonly IntegerCodec[] = [
  plainCodec,
  runLengthCodec,
  dictionaryCodec,
  deltaCodec,
  bitPackingCodec,
];

/** The codec with the fewest bytes for these values, by trying all; the first of equals. */
export function shortestCodec(values: Int32Array): IntegerCodec {
  let best = plainCodec;
  let fewest = Infinity;
  for (const codec of columnCodecs) {
    const { length } = codec.encode(values);
    if (length >= fewest) continue;
    best = codec;
    fewest = length;
  }
  return best;
}
