/**
 * XXH32 (Y. Collet, xxHash, BSD; specification: xxHash fast digest algorithm, version 0.1.1): a fast hash for tables and
 * checksums of content, not for secrets. Text is hashed as its UTF-8 bytes, as everywhere else.
 */
import { Utf8Buffer } from "../../consistent-hashing/primitives/utf8.ts";

const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;
const P5 = 0x165667b1;

const buffer = new Utf8Buffer();

/** An unsigned 32-bit integer. A lone surrogate counts as U+FFFD. */
export function xxHash32(text: string, seed = 0): number {
  buffer.set(text);
  return hashOf(buffer.bytes, buffer.length, seed);
}

/** The same over bytes. */
export function xxHash32Bytes(bytes: Uint8Array, seed = 0): number {
  return hashOf(bytes, bytes.length, seed);
}

function hashOf(bytes: Uint8Array, length: number, seed: number): number {
  let at = 0;
  let h = (seed + P5) | 0;
  if (length >= 16) {
    let a = (seed + P1 + P2) | 0;
    let b = (seed + P2) | 0;
    let c = seed | 0;
    let d = (seed - P1) | 0;
    for (; at + 16 <= length; at += 16) {
      a = lane(a, word(bytes, at));
      b = lane(b, word(bytes, at + 4));
      c = lane(c, word(bytes, at + 8));
      d = lane(d, word(bytes, at + 12));
    }
    h = (rotate(a, 1) + rotate(b, 7) + rotate(c, 12) + rotate(d, 18)) | 0;
  }
  h = (h + length) | 0;
  for (; at + 4 <= length; at += 4) h = Math.imul(rotate(h + Math.imul(word(bytes, at), P3), 17), P4);
  for (; at < length; at++) h = Math.imul(rotate(h + Math.imul(bytes[at]!, P5), 11), P1);
  h = Math.imul(h ^ (h >>> 15), P2);
  h = Math.imul(h ^ (h >>> 13), P3);
  return (h ^ (h >>> 16)) >>> 0;
}

function lane(accumulator: number, input: number): number {
  return Math.imul(rotate(accumulator + Math.imul(input, P2), 13), P1);
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
