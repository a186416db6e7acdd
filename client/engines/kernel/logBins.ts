/**
 * Bins for values from 0 up, equal within each power of two: a fixed relative width in constant memory (the idea of
 * HdrHistogram, G. Tene, 2012). The bin is read off the double's bits, so that finding it costs a few nanoseconds and is
 * the same in every JavaScript engine. `bits` of the mantissa tell bins apart: 2^bits of them a power of two.
 */

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** Values below 2^−20 count as 0, values above 2^40 as that. */
const LEAST = 1 / 0x100000;
const MOST = 0x10000000000;
const OCTAVES = 60;
/** The biased exponent of `LEAST`. */
const FIRST_EXPONENT = 1023 - 20;

export function binCount(bits: number): number {
  return (OCTAVES << bits) + 2;
}

/** 0 for what counts as 0. */
export function binOf(value: number, bits: number): number {
  if (value < LEAST) return 0;
  doubles[0] = Math.min(value, MOST);
  return (words[1]! >>> (20 - bits)) - ((FIRST_EXPONENT << bits) - 1);
}

/** The value in the middle of a bin. */
export function middleOf(bin: number, bits: number): number {
  if (bin === 0) return 0;
  return (edgeOf(bin, bits) + edgeOf(bin + 1, bits)) / 2;
}

function edgeOf(bin: number, bits: number): number {
  words[0] = 0;
  words[1] = (bin + (FIRST_EXPONENT << bits) - 1) << (20 - bits);
  return doubles[0]!;
}
