/** Four bytes a value, little-endian: what the other encodings are compared with. */
import { MalformedBytesError } from "../../serialization/primitives/bytes.ts";
import type { IntegerCodec } from "./integerCodec.ts";

export const plainCodec: IntegerCodec = {
  name: "plain",
  encode: (values) => {
    const bytes = new Uint8Array(4 * values.length);
    const view = new DataView(bytes.buffer);
    for (let i = 0; i < values.length; i++) view.setInt32(4 * i, values[i]!, true);
    return bytes;
  },
  decode: (bytes) => {
    if (bytes.length % 4 !== 0) throw new MalformedBytesError("half a value", bytes.length);
    // A copy as a whole, since all platforms that run this are little-endian themselves.
    return new Int32Array(bytes.slice().buffer);
  },
};
