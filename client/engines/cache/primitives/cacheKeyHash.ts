/** A 32-bit hash of a cache's key, for sketches beside a `Map`. */
import { mix32 } from "../../kernel/random.ts";

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** Numbers by a finalizer over their bits, strings by FNV-1a (L. Noll, K. Vo, D. Eastlake, T. Hansen, RFC 9923, 2026) over
 *  UTF-16 units with a finalizer, since its low bits alone are weak. Other keys have no content that could be hashed.
 *  @throws TypeError for keys that are neither numbers nor strings. */
export function hashCacheKey(key: unknown): number {
  if (typeof key === "string") {
    let hash = 0x811c9dc5;
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
    return mix32(hash);
  }
  if (typeof key !== "number") {
    throw new TypeError(`a key of type ${typeof key} needs a hash function of its own`);
  }
  const integer = key | 0;
  if (integer === key) return mix32(integer);
  double[0] = key;
  return mix32(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1));
}
