/**
 * A resolver's cache: answers and their absence, each with a time to live, both capped (P. Mockapetris, RFC 1035; R. Elz,
 * R. Bush, RFC 2181; negative answers: M. Andrews, RFC 2308; what has expired may be served when no server answers: D. Lawrence,
 * W. Kumari, P. Sood, RFC 8767). Bounded; the least recently used goes. Time is passed in.
 */
import { type SavedTtlCache, TtlCache } from "../../cache-strategies/primitives/ttlCache.ts";

/** RFC 8767 section 4: no answer is kept for longer than a week, whatever it says. */
export const DNS_MAX_TTL_MS = 7 * 86_400_000;
/** RFC 2308 section 5: from one to three hours is a sensible limit for negative answers. */
export const DNS_MAX_NEGATIVE_TTL_MS = 3 * 3_600_000;
/** RFC 8767 section 5: one to three days are suggested for serving stale. */
export const DNS_MAX_STALE_MS = 3 * 86_400_000;

export type DnsAnswer = "answer" | "no such name" | "stale" | "unknown";

/** `V` must not include undefined, which stands for the absence of a name. */
export class DnsCache<Name, V> {
  #entries: TtlCache<Name, V | undefined>;
  /** What the latest `lookUp` has found: the value of an answer, and for how long it is still good. */
  value: V | undefined;
  remainingMs = 0;

  /** @throws RangeError unless capacity is a whole number from 1 to 2^24. */
  constructor(capacity: number) {
    this.#entries = new TtlCache(capacity);
  }

  static restore<Name, V>(saved: SavedTtlCache<Name, V | undefined>): DnsCache<Name, V> {
    const cache = new DnsCache<Name, V>(saved.capacity);
    cache.#entries = TtlCache.restore(saved);
    return cache;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Keeps an answer. A time to live of 0 is for this once only: it is not kept. */
  put(name: Name, value: V, ttlMs: number, nowMs: number): void {
    if (ttlMs > 0) this.#entries.set(name, value, Math.min(ttlMs, DNS_MAX_TTL_MS), nowMs);
    else this.#entries.delete(name);
  }

  /** Keeps that there is no such name, for the lesser of the SOA record's own time to live and its MINIMUM field. */
  putNegative(name: Name, soaTtlMs: number, soaMinimumMs: number, nowMs: number): void {
    const ttlMs = Math.min(soaTtlMs, soaMinimumMs, DNS_MAX_NEGATIVE_TTL_MS);
    if (ttlMs > 0) this.#entries.set(name, undefined, ttlMs, nowMs);
    else this.#entries.delete(name);
  }

  /** What is known of a name. `serverFailed`: nobody answers, so that an expired answer is better than none. */
  lookUp(name: Name, nowMs: number, serverFailed = false): DnsAnswer {
    const expiresMs = this.#entries.expiresMs(name);
    this.value = undefined;
    this.remainingMs = 0;
    if (expiresMs === undefined) return "unknown";
    if (nowMs < expiresMs) {
      this.value = this.#entries.get(name, nowMs);
      this.remainingMs = expiresMs - nowMs;
      return this.value === undefined ? "no such name" : "answer";
    }
    const value = this.#entries.peek(name);
    if (!serverFailed || value === undefined || nowMs >= expiresMs + DNS_MAX_STALE_MS) return "unknown";
    this.value = value;
    // RFC 8767 section 4: a stale answer goes out with 30 seconds.
    this.remainingMs = 30_000;
    return "stale";
  }

  /** What is kept of a name, expired or not, without counting as a use. */
  peek(name: Name): V | undefined {
    return this.#entries.peek(name);
  }

  expiresMs(name: Name): number | undefined {
    return this.#entries.expiresMs(name);
  }

  /** An operator's flush. */
  clear(): void {
    this.#entries.clear();
  }

  save(): SavedTtlCache<Name, V | undefined> {
    return this.#entries.save();
  }
}
