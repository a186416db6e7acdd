/** Keys out of shared secrets: HKDF over SHA-256 (H. Krawczyk, RFC 5869), which TLS 1.3 derives all its keys with. */
import { hmacSha256, joinedBytes } from "./sha256.ts";

const DIGEST = 32;

/** A uniform key out of input that need not be; the salt may be empty. */
export function hkdfExtract(salt: Uint8Array, input: Uint8Array): Uint8Array {
  return hmacSha256(salt.length === 0 ? new Uint8Array(DIGEST) : salt, input);
}

/** `length` bytes for the purpose that `info` names. @throws RangeError beyond 255 digests. */
export function hkdfExpand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  if (!(length >= 0 && length <= 255 * DIGEST))
    throw new RangeError(`at most ${255 * DIGEST} bytes can be derived, not ${length}`);
  const output = new Uint8Array(length);
  let block = new Uint8Array(0);
  for (let at = 0, counter = 1; at < length; at += DIGEST, counter++) {
    block = new Uint8Array(hmacSha256(key, joinedBytes(block, info, Uint8Array.of(counter))));
    output.set(block.subarray(0, Math.min(DIGEST, length - at)), at);
  }
  return output;
}
