/**
 * A circuit breaker (M. Nygard, Release It!, 2007) with the rules of resilience4j 2: closed, it opens when the share of failed or
 * of slow calls in its window reaches a threshold; open, it rejects everything for a while; half open, it lets a few calls through
 * and goes by them alone. Time is passed in, in milliseconds of one monotonic clock.
 *
 * A call carries a ticket, so that one that began before the state changed and ends after it counts for nothing: otherwise the
 * late failures of an outage would open a breaker that has just closed.
 */
import { OutcomeCountWindow, type SavedOutcomeCountWindow } from "./outcomeCountWindow.ts";
import { OutcomeTimeWindow, type SavedOutcomeTimeWindow } from "./outcomeTimeWindow.ts";

export type CircuitState = "closed" | "open" | "half-open" | "forced-open";

export interface CircuitBreakerOptions {
  /** Rates are taken over the last `windowSize` calls, or over the last `windowSize` seconds. */
  readonly windowKind: "calls" | "seconds";
  readonly windowSize: number;
  /** With fewer calls than this in the window nothing is judged; at most the window's size where it counts calls. */
  readonly minimumCalls: number;
  /** Opens at this share of failed calls and above, in (0, 1]. */
  readonly failureRate: number;
  /** Opens at this share of slow calls and above, in (0, 1]. */
  readonly slowRate: number;
  /** A call that takes longer is slow. */
  readonly slowCallMs: number;
  readonly openMs: number;
  /** Calls let through half open. */
  readonly permittedCalls: number;
  /** Half open for longer than this, with calls that have not come back, it opens again; 0 for never. */
  readonly halfOpenMaxMs: number;
}

/** resilience4j's own defaults. */
export const CIRCUIT_BREAKER_DEFAULTS: CircuitBreakerOptions = {
  windowKind: "calls",
  windowSize: 100,
  minimumCalls: 100,
  failureRate: 0.5,
  slowRate: 1,
  slowCallMs: 60_000,
  openMs: 60_000,
  permittedCalls: 10,
  halfOpenMaxMs: 0,
};

export interface SavedCircuitBreaker {
  readonly options: CircuitBreakerOptions;
  readonly window: SavedOutcomeCountWindow | SavedOutcomeTimeWindow;
  readonly trial: SavedOutcomeCountWindow;
  readonly state: CircuitState;
  readonly sinceMs: number;
  readonly ticket: number;
  readonly permits: number;
}

/** What `tryAcquire` gives when the call must not be made. */
export const CALL_REJECTED = -1;

export class CircuitBreaker {
  readonly options: CircuitBreakerOptions;
  #window: OutcomeCountWindow | OutcomeTimeWindow;
  /** Outcomes of the calls made half open. */
  #trial: OutcomeCountWindow;
  #state: CircuitState = "closed";
  #sinceMs = 0;
  /** Grows with every change of state. */
  #ticket = 0;
  /** Calls that may still be let through half open. */
  #permits = 0;

  /** @throws RangeError for counts below 1 and rates outside (0, 1]. */
  constructor(options: Partial<CircuitBreakerOptions> = {}) {
    this.options = { ...CIRCUIT_BREAKER_DEFAULTS, ...options };
    const { windowKind, windowSize, minimumCalls, failureRate, slowRate, permittedCalls, openMs } =
      this.options;
    for (const rate of [failureRate, slowRate])
      if (!(rate > 0 && rate <= 1)) throw new RangeError(`a rate lies above 0 and at most at 1, not ${rate}`);
    for (const count of [minimumCalls, permittedCalls])
      if (!Number.isInteger(count) || count < 1)
        throw new RangeError(`a count is a whole number from 1, not ${count}`);
    if (!(openMs >= 0)) throw new RangeError(`openMs must not be negative, but is ${openMs}`);
    this.#window =
      windowKind === "calls" ? new OutcomeCountWindow(windowSize) : new OutcomeTimeWindow(windowSize);
    this.#trial = new OutcomeCountWindow(permittedCalls);
  }

  static restore(saved: SavedCircuitBreaker): CircuitBreaker {
    const breaker = new CircuitBreaker(saved.options);
    breaker.#window =
      "spanMs" in saved.window
        ? OutcomeTimeWindow.restore(saved.window)
        : OutcomeCountWindow.restore(saved.window);
    breaker.#trial = OutcomeCountWindow.restore(saved.trial);
    breaker.#state = saved.state;
    breaker.#sinceMs = saved.sinceMs;
    breaker.#ticket = saved.ticket;
    breaker.#permits = saved.permits;
    return breaker;
  }

  /** As of the last call: an open breaker turns half open when it is next asked. */
  get state(): CircuitState {
    return this.#state;
  }

  /** When the present state began. */
  get sinceMs(): number {
    return this.#sinceMs;
  }

  /** Share of failed calls in the window that decides now; NaN while it holds fewer than the minimum. */
  failureRate(nowMs: number): number {
    const [window, minimum] = this.#judge();
    const calls = window.calls(nowMs);
    return calls < minimum ? NaN : window.failures(nowMs) / calls;
  }

  /** A ticket for one call, to be handed to `record` or `release`; CALL_REJECTED when it must not be made. */
  tryAcquire(nowMs: number): number {
    if (this.#state === "closed") return this.#ticket;
    if (this.#state === "forced-open") return CALL_REJECTED;
    if (this.#state === "open") {
      if (nowMs - this.#sinceMs < this.options.openMs) return CALL_REJECTED;
      this.#enter("half-open", nowMs);
    }
    const { halfOpenMaxMs } = this.options;
    if (halfOpenMaxMs > 0 && nowMs - this.#sinceMs >= halfOpenMaxMs) {
      this.#enter("open", nowMs);
      return CALL_REJECTED;
    }
    if (this.#permits === 0) return CALL_REJECTED;
    this.#permits--;
    return this.#ticket;
  }

  /** A call with this ticket has ended. Late ones, of a state that is over, count for nothing. */
  record(ticket: number, failed: boolean, durationMs: number, nowMs: number): void {
    if (ticket !== this.#ticket || this.#state === "open" || this.#state === "forced-open") return;
    const [window, minimum] = this.#judge();
    window.record(failed, durationMs > this.options.slowCallMs, nowMs);
    const calls = window.calls(nowMs);
    if (calls < minimum) return;
    const { failureRate, slowRate } = this.options;
    const trips = window.failures(nowMs) >= failureRate * calls || window.slow(nowMs) >= slowRate * calls;
    if (trips) this.#enter("open", nowMs);
    else if (this.#state === "half-open") this.#enter("closed", nowMs);
  }

  /** The call was not made after all: its permit may be used by another. */
  release(ticket: number): void {
    if (ticket === this.#ticket && this.#state === "half-open") this.#permits++;
  }

  /** Rejects everything until `reset`. */
  forceOpen(nowMs: number): void {
    if (this.#state !== "forced-open") this.#enter("forced-open", nowMs);
  }

  /** Closed, with an empty window. */
  reset(nowMs: number): void {
    this.#enter("closed", nowMs);
  }

  save(): SavedCircuitBreaker {
    return {
      options: this.options,
      window: this.#window.save(),
      trial: this.#trial.save(),
      state: this.#state,
      sinceMs: this.#sinceMs,
      ticket: this.#ticket,
      permits: this.#permits,
    };
  }

  /** The window that decides in this state, and how many calls it must hold. */
  #judge(): readonly [OutcomeCountWindow | OutcomeTimeWindow, number] {
    const { windowKind, windowSize, minimumCalls, permittedCalls } = this.options;
    if (this.#state === "half-open") return [this.#trial, permittedCalls];
    return [this.#window, windowKind === "calls" ? Math.min(minimumCalls, windowSize) : minimumCalls];
  }

  #enter(state: CircuitState, nowMs: number): void {
    this.#state = state;
    this.#sinceMs = nowMs;
    this.#ticket++;
    this.#permits = state === "half-open" ? this.options.permittedCalls : 0;
    this.#trial.clear();
    if (state === "closed") this.#window.clear();
  }
}
