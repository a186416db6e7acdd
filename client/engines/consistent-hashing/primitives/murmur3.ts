/**
 * MurmurHash3_x86_32 (A. Appleby, SMHasher, public domain): a fast, well-mixed 32-bit hash for placing keys; not for
 * secrets, since collisions can be made at will. Strings are hashed as their UTF-8 bytes, like every other
 * implementation does, so that all programs of a system place a key alike.
 */
import { encodeUtf8 } from "./utf8.ts";

const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

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
    if ((a | b | c | d) > 0x7f) return murmur3Bytes(encodeUtf8(text), seed);
    h = mixIn(h ^ scramble(a | (b << 8) | (c << 16) | (d << 24)));
  }
  let tail = 0;
  for (let shift = 0; i < length; i++, shift += 8) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return murmur3Bytes(encodeUtf8(text), seed);
    tail |= code << shift;
  }
  return finish(h ^ scramble(tail), length);
}

/** The same over bytes. */
export function murmur3Bytes(bytes: Uint8Array, seed = 0): number {
  const { length } = bytes;
  const whole = length & ~3;
  let h = seed | 0;
  for (let i = 0; i < whole; i += 4) {
    h = mixIn(h ^ scramble(bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24)));
  }
  let tail = 0;
  for (let i = whole; i < length; i++) tail |= bytes[i]! << ((i - whole) * 8);
  return finish(h ^ scramble(tail), length);
}

/**
 * Both `murmur3(text, seed)` and `murmur3(text, ~seed)` in one pass over the text, into `out[0]` and `out[1]`: where two hashes
 * or 64 bits are wanted, reading the characters once is what is saved.
 */
export function murmur3Pair(text: string, out: Uint32Array, seed = 0): void {
  const { length } = text;
  const whole = length & ~3;
  let first = seed | 0;
  let second = ~seed;
  let i = 0;
  for (; i < whole; i += 4) {
    const a = text.charCodeAt(i);
    const b = text.charCodeAt(i + 1);
    const c = text.charCodeAt(i + 2);
    const d = text.charCodeAt(i + 3);
    if ((a | b | c | d) > 0x7f) {
      pairOfBytes(encodeUtf8(text), out, seed);
      return;
    }
    const scrambled = scramble(a | (b << 8) | (c << 16) | (d << 24));
    first = mixIn(first ^ scrambled);
    second = mixIn(second ^ scrambled);
  }
  let tail = 0;
  for (let shift = 0; i < length; i++, shift += 8) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) {
      pairOfBytes(encodeUtf8(text), out, seed);
      return;
    }
    tail |= code << shift;
  }
  const scrambled = scramble(tail);
  out[0] = finish(first ^ scrambled, length);
  out[1] = finish(second ^ scrambled, length);
}

function pairOfBytes(bytes: Uint8Array, out: Uint32Array, seed: number): void {
  out[0] = murmur3Bytes(bytes, seed);
  out[1] = murmur3Bytes(bytes, ~seed);
}

/** Spreads the bits of a 32-bit integer key: each input bit flips about half the output bits. A bijection. */
export function mixInteger(key: number): number {
  return finish(key, 0);
}

function scramble(block: number): number {
  const k = Math.imul(block, C1);
  return Math.imul((k << 15) | (k >>> 17), C2);
}

function mixIn(mixed: number): number {
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  let h = hash ^ length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
