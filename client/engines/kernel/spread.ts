/** How samples of a few runs are distributed: exact order statistics, since there are not many. */

export interface Spread {
  readonly p5: number;
  readonly p50: number;
  readonly p95: number;
}

/** Percentiles by nearest rank; NaNs (metrics without a value yet) are left out, and all three are NaN when nothing else is. */
export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.filter((value) => !Number.isNaN(value)).sort((left, right) => left - right);
  const at = (fraction: number) => sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? NaN;
  return { p5: at(0.05), p50: at(0.5), p95: at(0.95) };
}
