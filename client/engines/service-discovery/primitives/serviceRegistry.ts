/**
 * A registry of instances that live as long as they are heard of: each heartbeat extends an entry by the time to live, and
 * what was not extended goes. Since all entries live equally long, they lie in the order in which they end, and looking
 * for ended ones costs only as much as there are.
 */

export interface SavedServiceRegistry {
  readonly ttlMs: number;
  readonly limit: number;
  /** Instances with the end of their entries, the first to end first. */
  readonly entries: readonly (readonly [instance: number, endsMs: number])[];
}

export class ServiceRegistry {
  readonly ttlMs: number;
  /** Entries at most; more are refused. */
  readonly limit: number;
  #entries = new Map<number, number>();

  /** `ttlMs` may be Infinity: entries then stay until they are removed. */
  constructor(ttlMs: number, limit = 100_000) {
    if (!(ttlMs > 0)) throw new RangeError(`the time to live must be above 0 ms, not ${ttlMs}`);
    this.ttlMs = ttlMs;
    this.limit = limit;
  }

  static restore(saved: SavedServiceRegistry): ServiceRegistry {
    const registry = new ServiceRegistry(saved.ttlMs, saved.limit);
    registry.#entries = new Map(saved.entries);
    return registry;
  }

  save(): SavedServiceRegistry {
    return { ttlMs: this.ttlMs, limit: this.limit, entries: [...this.#entries] };
  }

  get size(): number {
    return this.#entries.size;
  }

  has(instance: number): boolean {
    return this.#entries.has(instance);
  }

  /** Registers the instance or extends its entry; false when there is no room for it. `nowMs` must not go back. */
  heartbeat(instance: number, nowMs: number): boolean {
    if (!this.#entries.delete(instance) && this.#entries.size >= this.limit) return false;
    this.#entries.set(instance, nowMs + this.ttlMs);
    return true;
  }

  /** As an instance asks for that stops in an orderly way; false when it was not there. */
  deregister(instance: number): boolean {
    return this.#entries.delete(instance);
  }

  /** Removes the entries that end now or have ended, and returns their instances. */
  expire(nowMs: number): number[] {
    const ended: number[] = [];
    for (const [instance, endsMs] of this.#entries) {
      if (endsMs > nowMs) break;
      ended.push(instance);
      this.#entries.delete(instance);
    }
    return ended;
  }

  /** What a client gets, ascending. */
  instances(): number[] {
    return [...this.#entries.keys()].sort((left, right) => left - right);
  }
}
