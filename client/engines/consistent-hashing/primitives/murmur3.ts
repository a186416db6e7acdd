/**
 * MurmurHash3_x86_32 (A. Appleby, SMHasher, public domain): a fast, well-mixed 32-bit hash for placing keys; not for
 * secrets, since collisions can be made at will. Strings are hashed as their UTF-8 bytes, like every other
 * implementation does, so that all programs of a system place a key alike.
 */

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;
/** The first byte of a UTF-8 sequence by how many follow. */
const UTF8_LEAD = [0, 0xc0, 0xe0, 0xf0];

/** An unsigned 32-bit integer. A lone surrogate counts as U+FFFD, as in UTF-8 encoders. */
export function murmur3(text: string, seed = 0): number {
  const { length } = text;
  const whole = length & ~3;
  let h = seed | 0;
  let i = 0;
  for (; i < whole; i += 4) {
    const a = text.charCodeAt(i);
    const b = text.charCodeAt(i + 1);
    const c = text.charCodeAt(i + 2);
    const d = text.charCodeAt(i + 3);
    if ((a | b | c | d) > 0x7f) return murmur3Bytes(utf8(text), seed);
    h = mixBlock(h, a | (b << 8) | (c << 16) | (d << 24));
  }
  let tail = 0;
  for (let shift = 0; i < length; i++, shift += 8) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return murmur3Bytes(utf8(text), seed);
    tail |= code << shift;
  }
  return finish(mixTail(h, tail), length);
}

/** The same over bytes. */
export function murmur3Bytes(bytes: Uint8Array, seed = 0): number {
  const { length } = bytes;
  const whole = length & ~3;
  let h = seed | 0;
  for (let i = 0; i < whole; i += 4) {
    h = mixBlock(h, bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24));
  }
  let tail = 0;
  for (let i = whole; i < length; i++) tail |= bytes[i]! << ((i - whole) * 8);
  return finish(mixTail(h, tail), length);
}

/** Spreads the bits of a 32-bit integer key: each input bit flips about half the output bits. A bijection. */
export function mixInteger(key: number): number {
  return finish(key, 0);
}

function mixTail(h: number, tail: number): number {
  const k = Math.imul(tail, C1);
  return h ^ Math.imul((k << 15) | (k >>> 17), C2);
}

function mixBlock(h: number, block: number): number {
  const mixed = mixTail(h, block);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function utf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (const character of text) {
    let code = character.codePointAt(0)!;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    const rest = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    bytes[at++] = UTF8_LEAD[rest]! | (code >> (6 * rest));
    for (let shift = 6 * (rest - 1); shift >= 0; shift -= 6) bytes[at++] = 0x80 | ((code >> shift) & 0x3f);
  }
  return bytes.subarray(0, at);
}
