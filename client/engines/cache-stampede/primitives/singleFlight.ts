/**
 * Request coalescing: while a key is being loaded, everybody else who asks for it waits for that load (Go's
 * golang.org/x/sync/singleflight; nginx calls it proxy_cache_lock). It coalesces within one process: with p processes there are
 * up to p loads.
 */

/** The bookkeeping alone: who leads a flight and who waits for it. The caller brings its own notion of time. */
export class SingleFlight<K, Waiter> {
  #flights = new Map<K, Waiter[]>();

  static restore<K, Waiter>(saved: readonly (readonly [K, readonly Waiter[]])[]): SingleFlight<K, Waiter> {
    const flights = new SingleFlight<K, Waiter>();
    flights.#flights = new Map(saved.map(([key, waiters]) => [key, [...waiters]]));
    return flights;
  }

  /** Flights under way. */
  get size(): number {
    return this.#flights.size;
  }

  /** True when the caller is to load; otherwise it waits, and `land` will name it. */
  join(key: K, waiter: Waiter): boolean {
    const waiters = this.#flights.get(key);
    if (waiters === undefined) this.#flights.set(key, []);
    else waiters.push(waiter);
    return waiters === undefined;
  }

  /** The load has ended, well or badly: those who waited, in the order in which they came. */
  land(key: K): readonly Waiter[] {
    const waiters = this.#flights.get(key) ?? [];
    this.#flights.delete(key);
    return waiters;
  }

  clear(): void {
    this.#flights.clear();
  }

  save(): readonly (readonly [K, readonly Waiter[]])[] {
    return [...this.#flights].map(([key, waiters]) => [key, [...waiters]] as const);
  }
}

/** The same for promises: `run` loads a key once for all who ask while the load is under way. A failure is everybody's, and is
 *  not remembered. */
export class PromiseSingleFlight<K, V> {
  readonly #flights = new Map<K, Promise<V>>();

  /** The load under way, or a new one. */
  run(key: K, load: () => Promise<V>): Promise<V> {
    const flight = this.#flights.get(key);
    if (flight !== undefined) return flight;
    const started = load().finally(() => {
      // A flight that was forgotten must not take its successor with it.
      if (this.#flights.get(key) === started) this.#flights.delete(key);
    });
    this.#flights.set(key, started);
    return started;
  }

  /** After a write: who asks from now on must not get what was read before it. */
  forget(key: K): void {
    this.#flights.delete(key);
  }
}
