/**
 * A series with a budget of points: each point merges `stride` neighbouring observations; when the budget is used up,
 * points merge pairwise and the stride doubles. So a run of any length costs constant memory and time per observation,
 * and the whole of it stays visible. The summary is of all observations, not of the merged points.
 */
import { Distribution, type SavedDistribution } from "./distribution.ts";
import type { Aggregation } from "./engine.ts";
import type { SeriesSummary } from "./runTypes.ts";

export interface SavedSeries {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly stride: number;
  readonly inLast: number;
  readonly distribution: SavedDistribution;
}

export class SeriesBuffer {
  readonly #aggregation: Aggregation;
  readonly #budget: number;
  #x: Float64Array;
  #y: Float64Array;
  #points = 0;
  #stride = 1;
  readonly #distribution = new Distribution();
  /** Observations merged into the last point so far. */
  #inLast = 1;

  /** `budget`: points at most, at least 2; rounded up to an even number. */
  constructor(aggregation: Aggregation, budget: number) {
    this.#aggregation = aggregation;
    this.#budget = Math.max(2, budget + (budget % 2));
    this.#x = new Float64Array(this.#budget);
    this.#y = new Float64Array(this.#budget);
  }

  /** `x` must not decrease. A point bears the x of its last observation: its value was not known before. */
  add(x: number, value: number): void {
    this.#distribution.add(value);
    if (this.#points > 0 && this.#inLast < this.#stride) {
      const last = this.#points - 1;
      this.#x[last] = x;
      this.#y[last] = merged(this.#aggregation, this.#y[last]!, this.#inLast, value, 1);
      this.#inLast++;
      return;
    }
    if (this.#points === this.#budget) this.#halve();
    this.#x[this.#points] = x;
    this.#y[this.#points] = value;
    this.#points++;
    this.#inLast = 1;
  }

  data(): { x: Float64Array; y: Float64Array } {
    return { x: this.#x.slice(0, this.#points), y: this.#y.slice(0, this.#points) };
  }

  summary(): SeriesSummary {
    const all = this.#distribution;
    return {
      count: all.count,
      last: all.last,
      p50: all.quantile(0.5),
      p95: all.quantile(0.95),
      p99: all.quantile(0.99),
      max: all.max,
    };
  }

  save(): SavedSeries {
    return {
      ...this.data(),
      stride: this.#stride,
      inLast: this.#inLast,
      distribution: this.#distribution.save(),
    };
  }

  restore(saved: SavedSeries): void {
    this.#points = saved.x.length;
    this.#x.set(saved.x);
    this.#y.set(saved.y);
    this.#stride = saved.stride;
    this.#inLast = saved.inLast;
    this.#distribution.restore(saved.distribution);
  }

  /** Called only when all points are full, so that both of a pair weigh the same. */
  #halve(): void {
    const half = this.#points / 2;
    for (let i = 0; i < half; i++) {
      this.#x[i] = this.#x[2 * i + 1]!;
      this.#y[i] = merged(
        this.#aggregation,
        this.#y[2 * i]!,
        this.#stride,
        this.#y[2 * i + 1]!,
        this.#stride,
      );
    }
    this.#points = half;
    this.#stride *= 2;
  }
}

function merged(
  aggregation: Aggregation,
  left: number,
  leftCount: number,
  right: number,
  rightCount: number,
): number {
  switch (aggregation) {
    case "mean":
      return (left * leftCount + right * rightCount) / (leftCount + rightCount);
    case "sum":
      return left + right;
    case "last":
      return right;
    case "max":
      return Math.max(left, right);
    case "min":
      return Math.min(left, right);
  }
}
