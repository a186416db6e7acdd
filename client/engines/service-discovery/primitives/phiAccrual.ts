/**
 * The φ accrual failure detector: not "dead" or "alive", but how surprising the silence is, φ = −log₁₀ P(a heartbeat comes
 * later than this), from the heartbeats so far (N. Hayashibara et al., The φ Accrual Failure Detector, SRDS 2004). Intervals
 * are taken as normal; its tail by the logistic approximation 1 / (1 + e^(y(1.5976 + 0.070566y²))), as Akka does: within
 * 0.1 of the true φ up to three deviations, and too suspicious beyond. The threshold is the caller's: at φ = 1 one suspicion in 10 is wrong, at 8 one in 10⁸, if intervals are as they were.
 *
 * Times in milliseconds, passed in.
 */
import { exp, log } from "../../kernel/math.ts";

export interface PhiAccrualOptions {
  /** Intervals that are remembered; Akka has 1000. */
  readonly samples: number;
  /** No smaller deviation is believed: punctual heartbeats would make it suspicious of the first that is a little late. */
  readonly minDeviationMs: number;
  /** The mean interval before any was seen. */
  readonly firstIntervalMs: number;
}

export interface SavedPhiAccrual {
  readonly options: PhiAccrualOptions;
  readonly intervals: Float64Array;
  readonly next: number;
  readonly lastMs: number;
}

const LN10 = log(10);

export class PhiAccrualDetector {
  readonly options: PhiAccrualOptions;
  #intervals: number[] = [];
  #next = 0;
  #sum = 0;
  #squares = 0;
  #lastMs = Number.NaN;

  /** @throws RangeError */
  constructor(options: PhiAccrualOptions) {
    const { samples, minDeviationMs, firstIntervalMs } = options;
    if (!Number.isInteger(samples) || samples < 1)
      throw new RangeError(`samples must be from 1, not ${samples}`);
    if (!(minDeviationMs > 0 && firstIntervalMs > 0)) throw new RangeError("times must be above 0 ms");
    this.options = options;
  }

  static restore(saved: SavedPhiAccrual): PhiAccrualDetector {
    const detector = new PhiAccrualDetector(saved.options);
    detector.#intervals = [...saved.intervals];
    detector.#next = saved.next;
    detector.#lastMs = saved.lastMs;
    detector.#addUp();
    return detector;
  }

  save(): SavedPhiAccrual {
    return {
      options: this.options,
      intervals: Float64Array.from(this.#intervals),
      next: this.#next,
      lastMs: this.#lastMs,
    };
  }

  get meanMs(): number {
    return this.#intervals.length === 0 ? this.options.firstIntervalMs : this.#sum / this.#intervals.length;
  }

  get deviationMs(): number {
    const n = this.#intervals.length;
    if (n === 0) return Math.max(this.options.minDeviationMs, this.options.firstIntervalMs / 4);
    const mean = this.#sum / n;
    return Math.max(this.options.minDeviationMs, Math.sqrt(Math.max(0, this.#squares / n - mean * mean)));
  }

  heartbeat(nowMs: number): void {
    if (nowMs > this.#lastMs) this.#remember(nowMs - this.#lastMs);
    this.#lastMs = nowMs;
  }

  /** Silence that is no interval, since the instance was away, is not to be learned from. */
  restart(): void {
    this.#lastMs = Number.NaN;
  }

  /** Suspicion now; 0 while nothing was heard. */
  phi(nowMs: number): number {
    if (Number.isNaN(this.#lastMs)) return 0;
    const y = (nowMs - this.#lastMs - this.meanMs) / this.deviationMs;
    const power = y * (1.5976 + 0.070566 * y * y);
    // log₁₀(1 + e^x) without overflow.
    return (power > 0 ? power + log(1 + exp(-power)) : log(1 + exp(power))) / LN10;
  }

  /** How long after a heartbeat φ reaches the threshold. @throws RangeError unless it is above 0. */
  suspectAfterMs(threshold: number): number {
    return this.meanMs + phiQuantile(threshold) * this.deviationMs;
  }

  #remember(intervalMs: number): void {
    const { samples } = this.options;
    if (this.#intervals.length < samples) this.#intervals.push(intervalMs);
    else this.#intervals[this.#next] = intervalMs;
    this.#next = (this.#next + 1) % samples;
    // Added up anew: differences of large sums of squares would drift.
    this.#addUp();
  }

  #addUp(): void {
    this.#sum = this.#squares = 0;
    for (const interval of this.#intervals) {
      this.#sum += interval;
      this.#squares += interval * interval;
    }
  }
}

/** Deviations above the mean at which φ reaches the threshold: y(1.5976 + 0.070566y²) = ln(10^φ − 1), by halving. */
export function phiQuantile(threshold: number): number {
  if (!(threshold > 0)) throw new RangeError(`a threshold is above 0, not ${threshold}`);
  const x = threshold * LN10;
  const target = x > 30 ? x : log(exp(x) - 1);
  let low = -40;
  let high = 40;
  for (let i = 0; i < 60; i++) {
    const y = (low + high) / 2;
    if (y * (1.5976 + 0.070566 * y * y) < target) low = y;
    else high = y;
  }
  return (low + high) / 2;
}
