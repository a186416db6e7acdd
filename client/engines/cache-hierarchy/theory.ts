/**
 * Hit ratios of LRU tiers behind each other under independent requests. An entry stays in a tier for about T after its last
 * use there (H. Che, Y. Tung, Z. Wang, IEEE JSAC 20(7), 2002), so that each tier is a cache whose entries expire T after their
 * last use. What a near cache lets through is then a renewal process: between two of its misses lies a gap longer than T₁, and
 * the chance S(t) that the next miss has not come after t obeys S'(t) = −a·S(t − T₁), a the rate of misses (N. C. Fofack,
 * P. Nain, G. Neglia, D. Towsley, "Performance evaluation of hierarchical TTL-based cache networks", Computer Networks 65,
 * 2014). Seen from outside, a miss has stayed away for t with chance S(t + T₁). Tier 3 is treated as if tier 2 were such a
 * near cache, though its requests are not Poisson: good to a few per cent.
 */
import { exp } from "../kernel/math.ts";

export interface TierModel {
  readonly probabilities: Float64Array;
  readonly nodes: number;
  readonly capacities: readonly [near: number, middle: number, far: number];
}

/** Share of all requests that each tier answers. */
export interface TierShares {
  readonly near: number;
  readonly middle: number;
  readonly far: number;
}

/** The T for which Σ (1 − e^(−rT)) = capacity; Infinity when all keys fit. The sum is concave in T, so that Newton's method
 *  from below cannot overshoot. */
export function spanOf(rates: Float64Array, capacity: number): number {
  if (capacity === 0) return 0;
  if (capacity >= rates.length) return Infinity;
  let total = 0;
  for (const rate of rates) total += rate;
  let span = capacity / total;
  for (let round = 0; round < 200; round++) {
    let filled = 0;
    let slope = 0;
    for (const rate of rates) {
      const absent = exp(-rate * span);
      filled += 1 - absent;
      slope += rate * absent;
    }
    const step = (capacity - filled) / slope;
    span += step;
    if (!(step > span * 1e-9)) break;
  }
  return span;
}

/** S(t) for misses with rate `missRate` of a tier with span T: Σ (−a(t − kT))^k / k! over the k with kT ≤ t. */
export function noMissFor(t: number, missRate: number, span: number): number {
  const x = missRate * t;
  // The terms alternate and grow to e^x; beyond this they cancel badly, and S is below e^(−x).
  if (x > 25) return 0;
  if (span === 0) return exp(-x);
  let sum = 1;
  let factor = 1;
  for (let k = 1; k * span <= t && k < 200; k++) {
    const base = -missRate * (t - k * span);
    factor = base / k;
    for (let j = 1; j < k; j++) factor *= base / j;
    sum += factor;
    if (factor < 1e-12 && factor > -1e-12) break;
  }
  return Math.min(1, Math.max(0, sum));
}

/** The T of a tier that is filled by the misses of `nodes` equal caches with span `before`: Σ (1 − S(T + before)^nodes) =
 *  capacity, by bisection. */
function laterSpan(missRates: Float64Array, nodes: number, before: number, capacity: number): number {
  if (capacity === 0) return 0;
  if (capacity >= missRates.length) return Infinity;
  const filled = (span: number) => {
    let sum = 0;
    for (const rate of missRates) sum += 1 - power(noMissFor(span + before, rate / nodes, before), nodes);
    return sum;
  };
  let high = 1;
  while (filled(high) < capacity && high < 1e12) high *= 2;
  let low = 0;
  for (let round = 0; round < 40 && high - low > 1e-6 * high; round++) {
    const middle = (low + high) / 2;
    if (filled(middle) < capacity) low = middle;
    else high = middle;
  }
  return high;
}

function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < exponent; i++) result *= base;
  return result;
}

export function tierShares({ probabilities, nodes, capacities }: TierModel): TierShares {
  const [near, middle, far] = capacities;
  const keys = probabilities.length;
  const nearSpan = spanOf(
    probabilities.map((p) => p / nodes),
    near,
  );
  const missRates = probabilities.map((p) => p * exp((-p / nodes) * nearSpan));
  const middleSpan = laterSpan(missRates, nodes, nearSpan, middle);
  const farRates = new Float64Array(keys);
  for (let i = 0; i < keys; i++) {
    const own = missRates[i]! / nodes;
    const others = power(noMissFor(middleSpan + nearSpan, own, nearSpan), nodes - 1);
    farRates[i] = missRates[i]! * noMissFor(middleSpan, own, nearSpan) * others;
  }
  const farSpan = laterSpan(farRates, 1, middleSpan, far);
  const shares = { near: 0, middle: 0, far: 0 };
  for (let i = 0; i < keys; i++) {
    shares.near += probabilities[i]! - missRates[i]!;
    shares.middle += missRates[i]! - farRates[i]!;
    shares.far += farRates[i]! * (1 - noMissFor(farSpan, farRates[i]!, middleSpan));
  }
  return shares;
}

/** Three tiers that hold nothing twice, of one node: the first C₁ of an LRU of C₁ + C₂ + C₃ entries, then the next C₂ … */
export function exclusiveShares({ probabilities, capacities }: TierModel): TierShares {
  const [near, middle, far] = capacities;
  const hits = [near, near + middle, near + middle + far].map((capacity) => {
    const span = spanOf(probabilities, capacity);
    let sum = 0;
    for (const p of probabilities) sum += p * (1 - exp(-p * span));
    return sum;
  });
  return { near: hits[0]!, middle: hits[1]! - hits[0]!, far: hits[2]! - hits[1]! };
}
