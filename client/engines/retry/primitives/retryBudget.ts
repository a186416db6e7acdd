/**
 * A retry budget: retries may be a share of the first attempts and no more, so that retries help while failures are rare
 * and cannot multiply the load when everything fails (per-client retry budget of 10 %: Site Reliability Engineering,
 * 2016, chapter 21; the form with tokens is that of Finagle's RetryBudget and gRPC's retry throttling, gRFC A6).
 *
 * In any span, retries ≤ reserve + ratio · first attempts.
 */

export interface SavedRetryBudget {
  readonly ratio: number;
  readonly reserve: number;
  readonly balance: number;
}

export class RetryBudget {
  /** Retries that each first attempt pays for. */
  readonly ratio: number;
  /** Retries that can be saved up. */
  readonly reserve: number;
  #balance: number;

  /** Starts with a full reserve. @throws RangeError when a number is negative or the reserve below one retry. */
  constructor(ratio: number, reserve: number) {
    if (!(ratio >= 0 && ratio < Infinity)) throw new RangeError(`ratio must be from 0, not ${ratio}`);
    if (!(reserve >= 1 && reserve < Infinity)) throw new RangeError(`reserve must be from 1, not ${reserve}`);
    this.ratio = ratio;
    this.reserve = reserve;
    this.#balance = reserve;
  }

  static restore(saved: SavedRetryBudget): RetryBudget {
    const budget = new RetryBudget(saved.ratio, saved.reserve);
    budget.#balance = saved.balance;
    return budget;
  }

  /** Retries that could be made now. */
  get balance(): number {
    return this.#balance;
  }

  /** A first attempt is made. */
  deposit(): void {
    this.#balance = Math.min(this.reserve, this.#balance + this.ratio);
  }

  /** Pays for a retry, or answers false: then give up. */
  tryRetry(): boolean {
    if (this.#balance < 1) return false;
    this.#balance -= 1;
    return true;
  }

  save(): SavedRetryBudget {
    return { ratio: this.ratio, reserve: this.reserve, balance: this.#balance };
  }
}
