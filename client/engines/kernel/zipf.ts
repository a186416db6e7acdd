/**
 * Zipf's law over n ranks: rank i (from 0) has weight 1 / (i + 1)^s. Sampled exactly by inverting the distribution
 * function, with a guide table that makes it constant time on average (H.-C. Chen, Y. Asau, 1974; L. Devroye,
 * Non-Uniform Random Variate Generation, 1986, section III.2.4). One uniform number a sample, and the rank never falls
 * when the number grows: so a changed exponent moves samples a little instead of shuffling them.
 */
import { pow } from "./math.ts";

export class Zipf {
  /** Probability by rank. */
  readonly probabilities: Float64Array;
  readonly #cumulative: Float64Array;
  readonly #guide: Uint32Array;

  constructor(ranks: number, exponent: number) {
    const weights = new Float64Array(ranks);
    let total = 0;
    // The smallest first, so that their sum is not lost in the large ones.
    for (let i = ranks - 1; i >= 0; i--) {
      weights[i] = pow(i + 1, -exponent);
      total += weights[i]!;
    }
    const cumulative = new Float64Array(ranks);
    let sum = 0;
    for (let i = 0; i < ranks; i++) {
      weights[i] = weights[i]! / total;
      sum += weights[i]!;
      cumulative[i] = sum;
    }
    // Rounding must not leave a uniform number without a rank.
    cumulative[ranks - 1] = 1;
    this.probabilities = weights;
    this.#cumulative = cumulative;
    this.#guide = guideTable(cumulative);
  }

  /** Immutable, hence shared between a state and its snapshots. */
  static restore(saved: Zipf): Zipf {
    return saved;
  }

  /** A rank from a uniform number in [0, 1). */
  sample(uniform: number): number {
    const cumulative = this.#cumulative;
    let rank = this.#guide[Math.floor(uniform * cumulative.length)]!;
    while (cumulative[rank]! <= uniform) rank++;
    return rank;
  }

  save(): Zipf {
    return this;
  }
}

/** Entry j: the first rank that a uniform number from j/n on can have. */
function guideTable(cumulative: Float64Array): Uint32Array {
  const n = cumulative.length;
  const guide = new Uint32Array(n);
  let rank = 0;
  for (let j = 0; j < n; j++) {
    // A shade lower than j/n, since j/n and uniform·n are rounded.
    while (cumulative[rank]! <= (j / n) * (1 - 1e-12)) rank++;
    guide[j] = rank;
  }
  return guide;
}
