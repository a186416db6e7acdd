/**
 * Estimators of HyperLogLog. All that they need is how many registers have each value: `counts[k]` registers show k, from 0 to 65 − p,
 * of m = 2^p registers over 64-bit hashes.
 */
import { log } from "../../kernel/math.ts";

// biome-ignore lint/suspicious/noApproximativeNumericConstant: Math's constants may be approximations; an own literal has the same bits everywhere.
const LN2 = 0.6931471805599453;

/**
 * The raw estimate α·m² / Σ 2^−M (P. Flajolet, É. Fusy, O. Gandouet, F. Meunier, "HyperLogLog: the analysis of a near-optimal
 * cardinality estimation algorithm", AofA 2007). Far too high below some 2.5·m: empty registers are taken for keys.
 */
export function rawEstimate(counts: ArrayLike<number>, registers: number): number {
  let sum = 0;
  // The smallest terms first.
  for (let k = counts.length - 1, power = inversePower(k); k >= 0; k--, power *= 2) sum += counts[k]! * power;
  return (alpha(registers) * registers * registers) / sum;
}

/** m·ln(m / V) for V empty registers (K.-Y. Whang et al., "A linear-time probabilistic counting algorithm for database applications",
 *  ACM TODS 15(2), 1990). Infinity when none is empty. */
export function linearCounting(empty: number, registers: number): number {
  return empty === 0 ? Infinity : registers * log(registers / empty);
}

/**
 * What the paper's algorithm returns: linear counting while the raw estimate is at most 2.5·m and a register is empty, the raw one
 * beyond. Around the change it is a few percent too high, which HyperLogLog++ mends with tables of measured bias (S. Heule, M. Nunkesser,
 * A. Hall, EDBT 2013). The paper's correction for large counts belongs to 32-bit hashes; with 64 bits there is nothing to correct.
 */
export function flajoletEstimate(counts: ArrayLike<number>, registers: number): number {
  const raw = rawEstimate(counts, registers);
  return raw <= 2.5 * registers && counts[0]! > 0 ? linearCounting(counts[0]!, registers) : raw;
}

/**
 * The improved estimator (O. Ertl, "New cardinality estimation algorithms for HyperLogLog sketches", arXiv 1702.01284, 2017,
 * algorithm 6), which Redis uses: one formula over the whole range, without tables and without a change-over.
 */
export function ertlEstimate(counts: ArrayLike<number>, registers: number): number {
  const highest = counts.length - 1;
  let z = registers * tau(1 - counts[highest]! / registers);
  for (let k = highest - 1; k >= 1; k--) z = 0.5 * (z + counts[k]!);
  z += registers * sigma(counts[0]! / registers);
  return (registers * registers) / (2 * LN2 * z);
}

/** x + Σ x^(2^k)·2^(k−1): what empty registers weigh. */
function sigma(share: number): number {
  if (share === 1) return Infinity;
  let x = share;
  let y = 1;
  let z = share;
  for (;;) {
    x *= x;
    const before = z;
    z += x * y;
    if (z === before) return z;
    y += y;
  }
}

/** (1 − x − Σ (1 − x^(2^−k))²·2^−k) / 3: what full registers weigh. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let x = share;
  let y = 1;
  let z = 1 - share;
  for (;;) {
    x = Math.sqrt(x);
    const before = z;
    y *= 0.5;
    z -= (1 - x) * (1 - x) * y;
    if (z === before) return z / 3;
  }
}

/** The constant that takes the bias out of the harmonic mean, as the paper gives it. */
function alpha(registers: number): number {
  if (registers === 16) return 0.673;
  if (registers === 32) return 0.697;
  if (registers === 64) return 0.709;
  return 0.7213 / (1 + 1.079 / registers);
}

/** 2^−k, exactly. */
function inversePower(k: number): number {
  let power = 1;
  for (let i = 0; i < k; i++) power /= 2;
  return power;
}
