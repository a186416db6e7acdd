/** Percentiles of the points of a plot. They are of what is plotted: where points were merged, of the merged ones. */

export interface Readouts {
  readonly last: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Undefined without any finite point. */
export function readoutsOf(values: ArrayLike<number>): Readouts | undefined {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  const last = lastFinite(values);
  if (sorted.length === 0 || last === undefined) return undefined;
  return {
    last,
    p50: nearestRank(sorted, 0.5),
    p95: nearestRank(sorted, 0.95),
    p99: nearestRank(sorted, 0.99),
    max: sorted[sorted.length - 1] ?? Number.NaN,
  };
}

/** Nearest rank: always a value that was seen. */
function nearestRank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(Math.ceil(share * sorted.length) - 1, 0)] ?? Number.NaN;
}

function lastFinite(values: ArrayLike<number>): number | undefined {
  for (let i = values.length - 1; i >= 0; i--) {
    const value = values[i];
    if (value !== undefined && Number.isFinite(value)) return value;
  }
  return undefined;
}
