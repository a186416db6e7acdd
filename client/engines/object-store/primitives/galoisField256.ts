/**
 * Arithmetic in GF(2^8), whose 256 elements are bytes: addition is exclusive or, multiplication that of polynomials modulo
 * x^8 + x^4 + x^3 + x^2 + 1 (0x11d), with 2 as generator; the field of most storage codes (J. S. Plank, "A tutorial on
 * Reed–Solomon coding for fault-tolerance in RAID-like systems", Software: Practice and Experience 27(9), 1997).
 */
const POLYNOMIAL = 0x11d;

/** Powers of 2, twice over, so that a sum of two logarithms needs no remainder. */
const powers = new Uint8Array(512);
const logarithms = new Uint8Array(256);
for (let exponent = 0, value = 1; exponent < 255; exponent++) {
  powers[exponent] = powers[exponent + 255] = value;
  logarithms[value] = exponent;
  value <<= 1;
  if (value > 255) value ^= POLYNOMIAL;
}

/** Products of all pairs: a · b at a · 256 + b. */
export const gf256Products = new Uint8Array(65_536);
for (let a = 1; a < 256; a++) {
  for (let b = 1; b < 256; b++) gf256Products[a * 256 + b] = powers[logarithms[a]! + logarithms[b]!]!;
}

export function gf256Multiply(a: number, b: number): number {
  return gf256Products[a * 256 + b]!;
}

/** @throws RangeError for 0, which has none. */
export function gf256Inverse(a: number): number {
  if (a === 0) throw new RangeError("0 has no inverse");
  return powers[255 - logarithms[a]!]!;
}

/** a to the power of a whole number that is not negative; 0^0 is 1. */
export function gf256Power(a: number, exponent: number): number {
  if (exponent === 0) return 1;
  return a === 0 ? 0 : powers[(logarithms[a]! * exponent) % 255]!;
}
