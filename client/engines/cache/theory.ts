/**
 * Hit ratios in the long run under independent requests (the independent reference model). In a cache that is full, an
 * entry stays for about the same span T whichever it is; T follows from the capacity being used up. For LRU this is
 * Che's approximation (H. Che, Y. Tung, Z. Wang, IEEE JSAC 20(7), 2002; why it is so good: C. Fricker, P. Robert,
 * J. Roberts, ITC 24, 2012); the same idea serves FIFO (V. Martina, M. Garetto, E. Leonardi, INFOCOM 2014).
 *
 * `probabilities` are the keys' and sum to 1; `wonders` is the share of requests for keys that never return: none of them
 * hits, and each of those keys stays for T.
 */
import { exp } from "../kernel/math.ts";

/** Hit ratio of LRU with `capacity` entries. Present = requested within the last T. */
export function lruHitRatio(probabilities: Float64Array, capacity: number, wonders = 0): number {
  return hitRatio(
    probabilities,
    capacity,
    wonders,
    (pt) => 1 - exp(-pt),
    (pt) => exp(-pt),
  );
}

/** Hit ratio of FIFO. Present for T after each miss, so for the share pT / (1 + pT) of the time. */
export function fifoHitRatio(probabilities: Float64Array, capacity: number, wonders = 0): number {
  return hitRatio(
    probabilities,
    capacity,
    wonders,
    (pt) => pt / (1 + pt),
    (pt) => 1 / ((1 + pt) * (1 + pt)),
  );
}

/** Hit ratio of CLOCK. The hand comes round every T, and an entry that was hit meanwhile, with probability 1 − e^(−pT), stays
 *  for another round: T·e^(pT) on average after each miss (after V. F. Nicola, A. Dan, D. M. Dias, SIGMETRICS 1992). */
export function clockHitRatio(probabilities: Float64Array, capacity: number, wonders = 0): number {
  return hitRatio(
    probabilities,
    capacity,
    wonders,
    (pt) => pt / (pt + exp(-pt)),
    (pt) => ((1 + pt) * exp(-pt)) / ((pt + exp(-pt)) * (pt + exp(-pt))),
  );
}

/** The share of requests for the most popular keys that fit: no policy that does not know the future does better against
 *  independent requests (A. V. Aho, P. J. Denning, J. D. Ullman, JACM 18(1), 1971). `probabilities` must descend. */
export function bestHitRatio(probabilities: Float64Array, capacity: number, wonders = 0): number {
  let share = 0;
  for (let i = 0; i < probabilities.length && i < capacity; i++) share += probabilities[i]!;
  return (1 - wonders) * Math.min(1, share);
}

/** `present`: the probability that a key is in the cache, as a function of p·T; `slope`: its derivative. */
function hitRatio(
  probabilities: Float64Array,
  capacity: number,
  wonders: number,
  present: (pt: number) => number,
  slope: (pt: number) => number,
): number {
  if (capacity >= probabilities.length && wonders === 0) return 1;
  const span = (1 - wonders) * characteristicTime(probabilities, capacity, wonders, present, slope);
  let hits = 0;
  for (const p of probabilities) hits += p * present(p * span);
  return (1 - wonders) * hits;
}

/** The T at which Σ present(p·T) = capacity, in requests. The sum is concave in T and at most T, so that Newton's method from T =
 *  capacity approaches the root from below and cannot overshoot. */
function characteristicTime(
  probabilities: Float64Array,
  capacity: number,
  wonders: number,
  present: (pt: number) => number,
  slope: (pt: number) => number,
): number {
  let span = capacity;
  for (let round = 0; round < 200; round++) {
    let filled = wonders * span;
    let rate = wonders;
    for (const probability of probabilities) {
      const p = (1 - wonders) * probability;
      filled += present(p * span);
      rate += p * slope(p * span);
    }
    const step = (capacity - filled) / rate;
    span += step;
    if (!(step > span * 1e-10)) break;
  }
  return span;
}
