/**
 * A log-linear histogram: each power of two is cut into equal bins, so that any percentile is known within a fixed
 * relative error in constant memory (the idea of HdrHistogram, G. Tene, 2012; the bin is read off the double's bits, so
 * that recording costs a few nanoseconds and is the same in every JavaScript engine).
 */

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

/** Bits of the mantissa that tell bins apart: 32 bins a power of two, a relative error of at most 1/64. */
const BIN_BITS = 5;
const SHIFT = 20 - BIN_BITS;
/** Values below 2^−20 count as 0, values above 2^40 as that. */
const LEAST = 1 / 0x100000;
const MOST = 0x10000000000;
const FIRST_BIN = ((1023 - 20) << BIN_BITS) - 1;
/** Bins of one side of 0. */
export const BINS = (60 << BIN_BITS) + 2;

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
  histogram.bins[binOf(value)]!++;
}

/** The value that `fraction` (0 to 1) of the recorded ones do not exceed, within 1/64; NaN when nothing is recorded. */
export function quantile(histogram: Histogram, fraction: number): number {
  if (histogram.count === 0) return NaN;
  const rank = Math.max(1, Math.ceil(fraction * histogram.count));
  let seen = 0;
  let bin = -1;
  while (seen < rank && bin < BINS - 1) seen += histogram.bins[++bin]!;
  return middleOf(bin);
}

export function mean(histogram: Histogram): number {
  return histogram.count === 0 ? NaN : histogram.sum / histogram.count;
}

/** Of a value from 0 up. */
export function binOf(value: number): number {
  if (value < LEAST) return 0;
  doubles[0] = Math.min(value, MOST);
  return (words[1]! >>> SHIFT) - FIRST_BIN;
}

function middleOf(bin: number): number {
  if (bin === 0) return 0;
  const edge = (at: number) => {
    words[0] = 0;
    words[1] = (at + FIRST_BIN) << SHIFT;
    return doubles[0]!;
  };
  return (edge(bin) + edge(bin + 1)) / 2;
}
