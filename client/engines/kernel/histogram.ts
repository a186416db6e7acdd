/** A log-linear histogram: any percentile within a fixed relative error, in constant memory. */
import { binCount, binOf, middleOf } from "./logBins.ts";

/** 32 bins a power of two, a relative error of at most 1/64. */
const BIN_BITS = 5;
const BINS = binCount(BIN_BITS);

/** Plain data, so that it can be part of an engine's state. */
export interface Histogram {
  readonly bins: Float64Array;
  count: number;
  sum: number;
}

export function createHistogram(): Histogram {
  return { bins: new Float64Array(BINS), count: 0, sum: 0 };
}

/** Records a value of any unit; negative ones and NaN are the caller's mistake. */
export function record(histogram: Histogram, value: number): void {
  if (!(value >= 0)) throw new RangeError(`a histogram takes values from 0, not ${value}`);
  histogram.count++;
  histogram.sum += value;
  histogram.bins[binOf(value, BIN_BITS)]!++;
}

/** The value that `fraction` (0 to 1) of the recorded ones do not exceed, within 1/64; NaN when nothing is recorded. */
export function quantile(histogram: Histogram, fraction: number): number {
  if (histogram.count === 0) return NaN;
  const rank = Math.max(1, Math.ceil(fraction * histogram.count));
  let seen = 0;
  let bin = -1;
  while (seen < rank && bin < BINS - 1) seen += histogram.bins[++bin]!;
  return middleOf(bin, BIN_BITS);
}

export function mean(histogram: Histogram): number {
  return histogram.count === 0 ? NaN : histogram.sum / histogram.count;
}
