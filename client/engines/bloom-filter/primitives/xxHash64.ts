/**
 * XXH64 (Y. Collet, xxHash, BSD; specification: xxHash fast digest algorithm, version 0.1.1) in 32-bit arithmetic: a BigInt
 * for every product would cost more than all the rest. The result is two halves. Text is hashed as its UTF-8 bytes. A build in WebAssembly is faster
 * (two thirds of the time for short keys, a twentieth for a kilobyte); this one is for where none can be loaded, and murmur3 where the choice is free.
 */
import { Utf8Buffer } from "../../consistent-hashing/primitives/utf8.ts";

// The five primes, each as its high and its low half.
// As signed integers, which stay integers in the machine.
const P1H = 0x9e3779b1 | 0;
const P1L = 0x85ebca87 | 0;
const P2H = 0xc2b2ae3d | 0;
const P2L = 0x27d4eb4f | 0;
const P3H = 0x165667b1 | 0;
const P3L = 0x9e3779f9 | 0;
const P4H = 0x85ebca77 | 0;
const P4L = 0xc2b2ae63 | 0;
const P5H = 0x27d4eb2f | 0;
const P5L = 0x165667c5 | 0;

const buffer = new Utf8Buffer();
/** Accumulators of the long form: high and low halves in turn. */
const lanes = new Int32Array(8);
/** The number that the functions below work on: high half, low half. A typed array, since a variable of 32 bits would be boxed. */
const x = new Int32Array(2);

/** Puts the high 32 bits into `out[0]` and the low ones into `out[1]`. The seed is two halves as well. */
export function xxHash64(text: string, out: Uint32Array, seedLow = 0, seedHigh = 0): void {
  buffer.set(text);
  hashOf(buffer.bytes, buffer.length, seedHigh | 0, seedLow | 0);
  out[0] = x[0]!;
  out[1] = x[1]!;
}

/** The same over bytes. */
export function xxHash64Bytes(bytes: Uint8Array, out: Uint32Array, seedLow = 0, seedHigh = 0): void {
  hashOf(bytes, bytes.length, seedHigh | 0, seedLow | 0);
  out[0] = x[0]!;
  out[1] = x[1]!;
}

function hashOf(bytes: Uint8Array, length: number, seedHigh: number, seedLow: number): void {
  let at = 0;
  x[0] = seedHigh;
  x[1] = seedLow;
  if (length >= 32) at = stripes(bytes, length, seedHigh, seedLow);
  else add(P5H, P5L);
  add(0, length);
  for (; at + 8 <= length; at += 8) {
    const h = x[0]!;
    const l = x[1]!;
    round(0, 0, word(bytes, at + 4), word(bytes, at));
    exclude(h, l);
    rotate(27);
    multiply(P1H, P1L);
    add(P4H, P4L);
  }
  if (at + 4 <= length) {
    const h = x[0]!;
    const l = x[1]!;
    x[0] = 0;
    x[1] = word(bytes, at);
    multiply(P1H, P1L);
    exclude(h, l);
    rotate(23);
    multiply(P2H, P2L);
    add(P3H, P3L);
    at += 4;
  }
  for (; at < length; at++) {
    const h = x[0]!;
    const l = x[1]!;
    x[0] = 0;
    x[1] = bytes[at]!;
    multiply(P5H, P5L);
    exclude(h, l);
    rotate(11);
    multiply(P1H, P1L);
  }
  avalanche();
}

function stripes(bytes: Uint8Array, length: number, seedHigh: number, seedLow: number): number {
  start(0, seedHigh, seedLow, P1H, P1L);
  add(P2H, P2L);
  keep(0);
  start(1, seedHigh, seedLow, P2H, P2L);
  start(2, seedHigh, seedLow, 0, 0);
  // Minus the first prime: plus its two's complement.
  start(3, seedHigh, seedLow, ~P1H, -P1L);
  let at = 0;
  for (; at + 32 <= length; at += 32) {
    for (let lane = 0; lane < 4; lane++) {
      const from = at + 8 * lane;
      round(lanes[2 * lane]!, lanes[2 * lane + 1]!, word(bytes, from + 4), word(bytes, from));
      keep(lane);
    }
  }
  let h = 0;
  let l = 0;
  for (let lane = 0; lane < 4; lane++) {
    x[0] = lanes[2 * lane]!;
    x[1] = lanes[2 * lane + 1]!;
    rotate([1, 7, 12, 18][lane]!);
    add(h, l);
    h = x[0]!;
    l = x[1]!;
  }
  for (let lane = 0; lane < 4; lane++) {
    round(0, 0, lanes[2 * lane]!, lanes[2 * lane + 1]!);
    exclude(h, l);
    multiply(P1H, P1L);
    add(P4H, P4L);
    h = x[0]!;
    l = x[1]!;
  }
  return at;
}

function start(lane: number, seedHigh: number, seedLow: number, plusHigh: number, plusLow: number): void {
  x[0] = seedHigh;
  x[1] = seedLow;
  add(plusHigh, plusLow);
  keep(lane);
}

function keep(lane: number): void {
  lanes[2 * lane] = x[0]!;
  lanes[2 * lane + 1] = x[1]!;
}

/** accumulator ← rotate(accumulator + input · P2, 31) · P1. */
function round(accHigh: number, accLow: number, inputHigh: number, inputLow: number): void {
  x[0] = inputHigh;
  x[1] = inputLow;
  multiply(P2H, P2L);
  add(accHigh, accLow);
  rotate(31);
  multiply(P1H, P1L);
}

function avalanche(): void {
  // h ^ (h >> 33): only bits of the high half come down.
  x[1]! ^= x[0]! >>> 1;
  multiply(P2H, P2L);
  exclude(x[0]! >>> 29, (x[0]! << 3) | (x[1]! >>> 29));
  multiply(P3H, P3L);
  x[1]! ^= x[0]!;
}

function add(h: number, l: number): void {
  const sum = (x[1]! >>> 0) + (l >>> 0);
  x[0] = (x[0]! + h + (sum > 0xffffffff ? 1 : 0)) | 0;
  x[1] = sum | 0;
}

function exclude(h: number, l: number): void {
  x[0]! ^= h;
  x[1]! ^= l;
}

/** To the left, by 1 to 31 bits. */
function rotate(by: number): void {
  const h = x[0]!;
  x[0] = (h << by) | (x[1]! >>> (32 - by));
  x[1] = (x[1]! << by) | (h >>> (32 - by));
}

/** Modulo 2^64. The product of the low halves goes by 16 bits, since a double holds 53. */
function multiply(h: number, l: number): void {
  const a0 = x[1]! & 0xffff;
  const a1 = x[1]! >>> 16;
  const b0 = l & 0xffff;
  const b1 = l >>> 16;
  const middle = (Math.imul(a1, b0) >>> 0) + (Math.imul(a0, b0) >>> 16);
  const upper = (Math.imul(a0, b1) >>> 0) + (middle & 0xffff);
  const carried = Math.imul(a1, b1) + (middle >>> 16) + (upper >>> 16);
  x[0] = (carried + Math.imul(x[0]!, l) + Math.imul(x[1]!, h)) | 0;
  x[1] = Math.imul(x[1]!, l);
}

function word(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
