/**
 * Leases of a look-aside cache: a client that misses gets a token, and what it loads is stored only while the token is valid.
 * A delete takes the token back, so that a value read before a write cannot be stored after it; and while a token is out,
 * others who miss are told to wait instead of loading too (R. Nishtala et al., "Scaling Memcache at Facebook", NSDI 2013,
 * section 3.2.1). Tokens run out, since their holders may die. Time is passed in.
 */

interface CacheLease {
  readonly token: number;
  readonly untilMs: number;
}

export interface SavedLeases<K> {
  readonly leaseMs: number;
  readonly next: number;
  readonly held: readonly (readonly [K, number, number])[];
}

export class CacheLeases<K> {
  readonly #leaseMs: number;
  readonly #held = new Map<K, CacheLease>();
  #next = 1;

  /** `leaseMs`: how long a token is good; the paper gives out one a key in 10 seconds. @throws RangeError unless it is positive. */
  constructor(leaseMs = 10_000) {
    if (!(leaseMs > 0)) throw new RangeError(`a lease must last longer than ${leaseMs} ms`);
    this.#leaseMs = leaseMs;
  }

  static restore<K>(saved: SavedLeases<K>): CacheLeases<K> {
    const leases = new CacheLeases<K>(saved.leaseMs);
    leases.#next = saved.next;
    for (const [key, token, untilMs] of saved.held) leases.#held.set(key, { token, untilMs });
    return leases;
  }

  /** Tokens that are out, run out or not. */
  get size(): number {
    return this.#held.size;
  }

  /** After a miss: a token to load with, or undefined while another client has one. */
  acquire(key: K, nowMs: number): number | undefined {
    const held = this.#held.get(key);
    if (held !== undefined && nowMs < held.untilMs) return undefined;
    const token = this.#next++;
    this.#held.set(key, { token, untilMs: nowMs + this.#leaseMs });
    return token;
  }

  /** Before a store: true, once, when the token is still good. */
  redeem(key: K, token: number, nowMs: number): boolean {
    const held = this.#held.get(key);
    if (held === undefined || held.token !== token || nowMs >= held.untilMs) return false;
    this.#held.delete(key);
    return true;
  }

  /** With a delete of the key: whoever is loading it has read too early. */
  invalidate(key: K): void {
    this.#held.delete(key);
  }

  clear(): void {
    this.#held.clear();
  }

  save(): SavedLeases<K> {
    return {
      leaseMs: this.#leaseMs,
      next: this.#next,
      held: [...this.#held].map(([key, { token, untilMs }]) => [key, token, untilMs] as const),
    };
  }
}
