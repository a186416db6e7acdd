/**
 * k table positions out of two hashes (A. Kirsch, M. Mitzenmacher, "Less hashing, same performance", ESA 2006): asymptotically
 * as good as k independent hashes. Plain a + i·b repeats itself when b and the table's size share a factor, and when b is 0 it
 * is one position k times; the third term of enhanced double hashing (P. Dillinger, P. Manolios, "Bloom filters in
 * probabilistic verification", FMCAD 2004) mends both: a + i·b + (i³ − i)/6.
 *
 * Written out where it is hot, in each filter; here is its definition, for those who show or test positions.
 */

/** A 32-bit hash to a whole number below `range` (at most 2^32) without a division: the high part of the product (D. Lemire,
 *  "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019). Rounding cannot reach `range`. */
export function reduceHash(hash: number, range: number): number {
  return Math.floor((hash >>> 0) * (range / 0x100000000));
}

/** The `count` positions below `range`, which is at most 2^31. They may repeat. */
export function probePositions(first: number, second: number, count: number, range: number): number[] {
  let position = reduceHash(first, range);
  let step = reduceHash(second, range);
  const positions: number[] = [];
  for (let i = 1; i <= count; i++) {
    positions.push(position);
    position += step;
    if (position >= range) position -= range;
    step += i;
    if (step >= range) step %= range;
  }
  return positions;
}
