/**
 * Hedged calls: those that are sent a second time, to another replica, when the first copy has not been answered after a while, and
 * take whichever answer comes first (J. Dean, L. A. Barroso, "The tail at scale", CACM 56(2), 2013). With retries of attempts that
 * failed. It decides and counts for all calls of one client; sending, timers and cancelling are the caller's. Calls are handles
 * into typed arrays, so that a fan-out of hundreds allocates nothing.
 */
import { type SavedSlotPool, SlotPool } from "../../kernel/slotPool.ts";

/** What the caller has to do after an answer. */
export type HedgedStep = "answered" | "failed" | "retry" | "wait" | "ignore";

export interface SavedHedgedCalls {
  readonly limit: number;
  readonly calls: SavedSlotPool;
}

const SENT = 0;
const OUTSTANDING = 1;
const HEDGED = 2;
const SETTLED = 3;

export class HedgedCalls {
  /** Attempts for each call at most; the hedge is not one of them. */
  readonly limit: number;
  #calls = new SlotPool(4);

  /** @throws RangeError unless the limit is a whole number from 1. */
  constructor(limit = 1) {
    if (!Number.isInteger(limit) || limit < 1)
      throw new RangeError(`limit must be a whole number from 1, not ${limit}`);
    this.limit = limit;
  }

  static restore(saved: SavedHedgedCalls): HedgedCalls {
    const calls = new HedgedCalls(saved.limit);
    calls.#calls = SlotPool.restore(saved.calls);
    return calls;
  }

  /** Calls that are not released. */
  get size(): number {
    return this.#calls.size;
  }

  /** A call whose first copy is sent now. */
  begin(): number {
    const call = this.#calls.take();
    this.#calls.set(call, SENT, 1);
    this.#calls.set(call, OUTSTANDING, 1);
    return call;
  }

  /** Copies that are sent and not answered. */
  outstanding(call: number): number {
    return this.#calls.get(call, OUTSTANDING);
  }

  isSettled(call: number): boolean {
    return this.#calls.get(call, SETTLED) === 1;
  }

  /** The time to hedge has come: true when a second copy is to be sent. Only the first attempt is hedged, and only once. */
  hedge(call: number): boolean {
    const calls = this.#calls;
    const early = calls.get(call, SENT) > 1 || calls.get(call, HEDGED) === 1;
    if (early || this.isSettled(call) || calls.get(call, OUTSTANDING) === 0) return false;
    calls.set(call, HEDGED, 1);
    calls.set(call, OUTSTANDING, calls.get(call, OUTSTANDING) + 1);
    return true;
  }

  /** An answer has come; `failed` when it is no good. After "retry" another copy counts as sent.
   *  @throws RangeError when none is outstanding. */
  receive(call: number, failed: boolean): HedgedStep {
    const calls = this.#calls;
    const left = calls.get(call, OUTSTANDING) - 1;
    if (left < 0) throw new RangeError(`call ${call} waits for no answer`);
    calls.set(call, OUTSTANDING, left);
    if (this.isSettled(call)) return "ignore";
    if (!failed) {
      calls.set(call, SETTLED, 1);
      return "answered";
    }
    // The other copy may still succeed.
    if (left > 0) return "wait";
    if (calls.get(call, SENT) < this.limit) {
      calls.set(call, SENT, calls.get(call, SENT) + 1);
      calls.set(call, OUTSTANDING, 1);
      return "retry";
    }
    calls.set(call, SETTLED, 1);
    return "failed";
  }

  /** Nobody waits for it any more; answers that still come are ignored. */
  abandon(call: number): void {
    this.#calls.set(call, SETTLED, 1);
  }

  /** Forgets a call; its handle will be used again. Only when no copy is outstanding. */
  release(call: number): void {
    if (this.outstanding(call) > 0) throw new RangeError(`call ${call} still waits for an answer`);
    this.#calls.release(call);
  }

  save(): SavedHedgedCalls {
    return { limit: this.limit, calls: this.#calls.save() };
  }
}
