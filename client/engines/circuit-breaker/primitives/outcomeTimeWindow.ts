/**
 * The outcomes of the last n spans of time, as resilience4j's TIME_BASED window (spans of a second) and Hystrix' rolling
 * counters have them: one bucket a span and totals. What is older than n spans, counted from the present one, is forgotten; so the
 * window covers between n − 1 and n spans.
 */
import type { OutcomeWindow } from "./outcomeWindow.ts";

export interface SavedOutcomeTimeWindow {
  readonly spanMs: number;
  readonly calls: Float64Array;
  readonly failures: Float64Array;
  readonly slow: Float64Array;
  readonly current: number;
}

export class OutcomeTimeWindow implements OutcomeWindow {
  readonly spans: number;
  readonly spanMs: number;
  readonly #calls: Float64Array;
  readonly #failures: Float64Array;
  readonly #slow: Float64Array;
  /** Number of the present span since time 0. */
  #current = 0;
  #totalCalls = 0;
  #totalFailures = 0;
  #totalSlow = 0;

  /** @throws RangeError unless `spans` is a whole number from 1 to 2^20 and `spanMs` above 0. */
  constructor(spans: number, spanMs = 1000) {
    if (!Number.isInteger(spans) || spans < 1 || spans > 0x100000)
      throw new RangeError(`spans must be a whole number from 1, not ${spans}`);
    if (!(spanMs > 0)) throw new RangeError(`spanMs must be above 0, not ${spanMs}`);
    this.spans = spans;
    this.spanMs = spanMs;
    this.#calls = new Float64Array(spans);
    this.#failures = new Float64Array(spans);
    this.#slow = new Float64Array(spans);
  }

  static restore(saved: SavedOutcomeTimeWindow): OutcomeTimeWindow {
    const window = new OutcomeTimeWindow(saved.calls.length, saved.spanMs);
    window.#calls.set(saved.calls);
    window.#failures.set(saved.failures);
    window.#slow.set(saved.slow);
    window.#current = saved.current;
    for (let i = 0; i < saved.calls.length; i++) {
      window.#totalCalls += saved.calls[i]!;
      window.#totalFailures += saved.failures[i]!;
      window.#totalSlow += saved.slow[i]!;
    }
    return window;
  }

  calls(nowMs: number): number {
    this.#advance(nowMs);
    return this.#totalCalls;
  }

  failures(nowMs: number): number {
    this.#advance(nowMs);
    return this.#totalFailures;
  }

  slow(nowMs: number): number {
    this.#advance(nowMs);
    return this.#totalSlow;
  }

  record(failed: boolean, slow: boolean, nowMs: number): void {
    this.#advance(nowMs);
    const at = this.#current % this.spans;
    this.#calls[at]!++;
    this.#totalCalls++;
    if (failed) {
      this.#failures[at]!++;
      this.#totalFailures++;
    }
    if (slow) {
      this.#slow[at]!++;
      this.#totalSlow++;
    }
  }

  clear(): void {
    for (const counts of [this.#calls, this.#failures, this.#slow]) counts.fill(0);
    this.#totalCalls = this.#totalFailures = this.#totalSlow = 0;
  }

  save(): SavedOutcomeTimeWindow {
    return {
      spanMs: this.spanMs,
      calls: this.#calls.slice(),
      failures: this.#failures.slice(),
      slow: this.#slow.slice(),
      current: this.#current,
    };
  }

  /** A clock that steps back stays in the present span. */
  #advance(nowMs: number): void {
    const span = Math.floor(nowMs / this.spanMs);
    if (span <= this.#current) return;
    if (span - this.#current >= this.spans) this.clear();
    else for (let old = this.#current + 1; old <= span; old++) this.#forget(old % this.spans);
    this.#current = span;
  }

  #forget(at: number): void {
    this.#totalCalls -= this.#calls[at]!;
    this.#totalFailures -= this.#failures[at]!;
    this.#totalSlow -= this.#slow[at]!;
    this.#calls[at] = this.#failures[at] = this.#slow[at] = 0;
  }
}
