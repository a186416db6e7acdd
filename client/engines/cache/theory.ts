/**
 * Hit ratios in the long run under independent requests (the independent reference model). In a cache that is full, an
 * entry stays for about the same span T whichever it is; T follows from the capacity being used up. For LRU this is
 * Che's approximation (H. Che, Y. Tung, Z. Wang, IEEE JSAC 20(7), 2002; why it is so good: C. Fricker, P. Robert,
 * J. Roberts, ITC 24, 2012); the same idea serves FIFO (V. Martina, M. Garetto, E. Leonardi, INFOCOM 2014).
 */
import { exp } from "../kernel/math.ts";

/** Hit ratio of LRU with `capacity` entries; `probabilities` sum to 1. Present = requested within the last T. */
export function lruHitRatio(probabilities: Float64Array, capacity: number): number {
  return hitRatio(
    probabilities,
    capacity,
    (pt) => 1 - exp(-pt),
    (pt) => exp(-pt),
  );
}

/** Hit ratio of FIFO. Present for T after each miss, so for the share pT / (1 + pT) of the time. */
export function fifoHitRatio(probabilities: Float64Array, capacity: number): number {
  return hitRatio(
    probabilities,
    capacity,
    (pt) => pt / (1 + pt),
    (pt) => 1 / ((1 + pt) * (1 + pt)),
  );
}

/** `present`: probability that a key is in the cache, as a function of p·T; `slope`: its derivative. */
function hitRatio(
  probabilities: Float64Array,
  capacity: number,
  present: (pt: number) => number,
  slope: (pt: number) => number,
): number {
  if (capacity >= probabilities.length) return 1;
  const span = characteristicTime(probabilities, capacity, present, slope);
  let hits = 0;
  for (const p of probabilities) hits += p * present(p * span);
  return hits;
}

/** The T at which Σ present(p·T) = capacity. The sum is concave in T and at most T, so that Newton's method from T =
 *  capacity approaches the root from below and cannot overshoot. */
function characteristicTime(
  probabilities: Float64Array,
  capacity: number,
  present: (pt: number) => number,
  slope: (pt: number) => number,
): number {
  let span = capacity;
  for (let round = 0; round < 200; round++) {
    let filled = 0;
    let rate = 0;
    for (const p of probabilities) {
      filled += present(p * span);
      rate += p * slope(p * span);
    }
    const step = (capacity - filled) / rate;
    span += step;
    if (!(step > span * 1e-10)) break;
  }
  return span;
}
