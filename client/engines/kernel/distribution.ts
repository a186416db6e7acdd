/**
 * All values that a series ever observed, for percentiles that do not depend on how its points were merged. Bins of
 * a fixed relative width on both sides of 0; each also knows the sum of its values, so that its mean is exact where only one
 * value falls into it: counts stay whole numbers.
 */
import { binCount, binOf } from "./logBins.ts";

/** 128 bins a power of two: fine enough for the three digits that are shown. */
const BIN_BITS = 7;
const BINS = binCount(BIN_BITS);

export interface SavedDistribution {
  /** Bins that are not empty, ascending, with how many values they hold and their sum. */
  readonly bins: Uint16Array;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly last: number;
  readonly max: number;
}

export class Distribution {
  /** Negative values come first, the largest of them last. */
  readonly #counts = new Float64Array(2 * BINS);
  readonly #sums = new Float64Array(2 * BINS);
  #count = 0;
  #last = Number.NaN;
  #max = Number.NaN;

  get count(): number {
    return this.#count;
  }

  /** The latest value and the largest one; NaN while there is none. */
  get last(): number {
    return this.#last;
  }

  get max(): number {
    return this.#max;
  }

  /** Values that are no finite number are left out: they have no place in an order. */
  add(value: number): void {
    if (!Number.isFinite(value)) return;
    const bin = value >= 0 ? BINS + binOf(value, BIN_BITS) : BINS - 1 - binOf(-value, BIN_BITS);
    this.#counts[bin]!++;
    this.#sums[bin]! += value;
    this.#count++;
    this.#last = value;
    if (!(value <= this.#max)) this.#max = value;
  }

  /** The value that `fraction` (0 to 1) of all do not exceed, by nearest rank, within 1/128; NaN while there is none. */
  quantile(fraction: number): number {
    if (this.#count === 0) return Number.NaN;
    const rank = Math.max(1, Math.ceil(fraction * this.#count));
    let seen = 0;
    let bin = -1;
    while (seen < rank && bin < 2 * BINS - 1) seen += this.#counts[++bin]!;
    return this.#sums[bin]! / this.#counts[bin]!;
  }

  save(): SavedDistribution {
    const bins: number[] = [];
    this.#counts.forEach((count, bin) => {
      if (count > 0) bins.push(bin);
    });
    return {
      bins: Uint16Array.from(bins),
      counts: Float64Array.from(bins, (bin) => this.#counts[bin]!),
      sums: Float64Array.from(bins, (bin) => this.#sums[bin]!),
      last: this.#last,
      max: this.#max,
    };
  }

  restore(saved: SavedDistribution): void {
    this.#counts.fill(0);
    this.#sums.fill(0);
    this.#count = 0;
    saved.bins.forEach((bin, i) => {
      this.#counts[bin] = saved.counts[i]!;
      this.#sums[bin] = saved.sums[i]!;
      this.#count += saved.counts[i]!;
    });
    this.#last = saved.last;
    this.#max = saved.max;
  }
}
