/** Confidence in a mean of few runs: Student's t distribution. */

/** The two-sided 95 % points for 1 to 30 degrees of freedom (any table, e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2). */
const T95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const Z95 = 1.959964;

export interface Estimate {
  readonly mean: number;
  /** Half the width of the 95 % confidence interval; NaN for a single sample. */
  readonly halfWidth: number;
  /** Samples that had a value. */
  readonly samples: number;
}

/** Mean and 95 % confidence interval of independent samples; NaNs (metrics without a value yet) are left out. */
export function estimate(samples: readonly number[]): Estimate {
  const values = samples.filter((value) => !Number.isNaN(value));
  const n = values.length;
  if (n === 0) return { mean: NaN, halfWidth: NaN, samples: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (n === 1) return { mean, halfWidth: NaN, samples: 1 };
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const halfWidth = t95(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { mean, halfWidth, samples: n };
}

/** The two-sided 95 % point; beyond the table by the expansion around the normal (Abramowitz, Stegun 26.7.5), which is
 *  right to 4 digits there. */
export function t95(degreesOfFreedom: number): number {
  const known = T95[degreesOfFreedom - 1];
  if (known !== undefined) return known;
  const z2 = Z95 * Z95;
  const first = (Z95 * (z2 + 1)) / 4;
  const second = (Z95 * ((5 * z2 + 16) * z2 + 3)) / 96;
  return Z95 + first / degreesOfFreedom + second / (degreesOfFreedom * degreesOfFreedom);
}
