/**
 * One rate limit for each of many callers, in bounded memory: a map from caller to a slot in one typed array of
 * theoretical arrival times (see `Gcra`). A caller whose time has passed is as good as one never seen, so that forgetting
 * such callers changes no decision; each new caller looks at a few slots and frees what it finds. When no slot is found,
 * strangers are refused: who mints identities must not buy bursts with them.
 */

/** Slots looked at for each new caller; more when the table is full, but never so many that strangers are costly. */
const SWEEP = 2;
const SWEEP_WHEN_FULL = 64;

export class KeyedGcra {
  readonly intervalMs: number;
  readonly toleranceMs: number;
  /** Callers remembered at most. */
  readonly maxKeys: number;
  readonly #slots = new Map<string, number>();
  readonly #keys: (string | undefined)[] = [];
  #theoreticalMs = new Float64Array(16);
  readonly #free: number[] = [];
  #hand = 0;

  /** A limit of `ratePerSecond` and bursts of `burst` for each caller.
   *  @throws RangeError when a number is not positive and finite, or `burst` or `maxKeys` below 1. */
  constructor(ratePerSecond: number, burst: number, maxKeys: number) {
    if (!(ratePerSecond > 0 && ratePerSecond < Infinity))
      throw new RangeError(`ratePerSecond must be positive, not ${ratePerSecond}`);
    if (!(burst >= 1 && burst < Infinity)) throw new RangeError(`burst must be at least 1, not ${burst}`);
    if (!Number.isInteger(maxKeys) || maxKeys < 1)
      throw new RangeError(`maxKeys must be a whole number from 1, not ${maxKeys}`);
    this.intervalMs = 1000 / ratePerSecond;
    this.toleranceMs = (burst - 1) * this.intervalMs;
    this.maxKeys = maxKeys;
  }

  /** Callers remembered now. */
  get size(): number {
    return this.#slots.size;
  }

  tryTake(key: string, nowMs: number, cost = 1): boolean {
    const slot = this.#slots.get(key);
    const dueMs = slot === undefined ? nowMs : Math.max(this.#theoreticalMs[slot]!, nowMs);
    const nextMs = dueMs + cost * this.intervalMs;
    if (nextMs - nowMs > this.toleranceMs + this.intervalMs) return false;
    if (slot !== undefined) {
      this.#theoreticalMs[slot] = nextMs;
      return true;
    }
    const found = this.#slotFor(key, nowMs);
    if (found < 0) return false;
    this.#theoreticalMs[found] = nextMs;
    return true;
  }

  /** Milliseconds until a request of this cost would pass; Infinity when it never can. */
  retryAfterMs(key: string, nowMs: number, cost = 1): number {
    const burstMs = this.toleranceMs + this.intervalMs;
    const neededMs = cost * this.intervalMs;
    if (neededMs > burstMs) return Infinity;
    const slot = this.#slots.get(key);
    const dueMs = slot === undefined ? nowMs : Math.max(this.#theoreticalMs[slot]!, nowMs);
    return Math.max(0, dueMs + neededMs - burstMs - nowMs);
  }

  /** A slot for a new caller, or −1 when every slot is needed. */
  #slotFor(key: string, nowMs: number): number {
    this.#sweep(nowMs, SWEEP);
    if (this.#slots.size >= this.maxKeys) this.#sweep(nowMs, SWEEP_WHEN_FULL);
    if (this.#slots.size >= this.maxKeys) return -1;
    const slot = this.#free.pop() ?? this.#keys.length;
    if (slot === this.#theoreticalMs.length) {
      const wider = new Float64Array(slot * 2);
      wider.set(this.#theoreticalMs);
      this.#theoreticalMs = wider;
    }
    this.#keys[slot] = key;
    this.#slots.set(key, slot);
    return slot;
  }

  #sweep(nowMs: number, count: number): void {
    for (let i = 0; i < count && this.#keys.length > 0; i++) {
      this.#hand = (this.#hand + 1) % this.#keys.length;
      const key = this.#keys[this.#hand];
      if (key === undefined || this.#theoreticalMs[this.#hand]! > nowMs) continue;
      this.#slots.delete(key);
      this.#keys[this.#hand] = undefined;
      this.#free.push(this.#hand);
    }
  }
}
