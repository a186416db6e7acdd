/**
 * Readers who wait until a replica or a read model has reached a version: what a client needs to read its own writes (D. Terry
 * and others, "Session guarantees for weakly consistent replicated data", PDIS 1994). A write answers with its version; a read
 * brings it along, and waits here. Bounded: when too many wait, nobody else may.
 */

export class VersionWaiters {
  readonly #limit: number;
  /** A binary heap of waiters by version: the number of each, and the version it wants. */
  #waiters: Float64Array;
  #versions: Float64Array;
  #size = 0;
  #reached: number;

  /** @param limit waiters at most. @param reached the version that is there already. */
  constructor(limit: number, reached = 0) {
    this.#limit = limit;
    this.#reached = reached;
    this.#waiters = new Float64Array(16);
    this.#versions = new Float64Array(16);
  }

  static restore(saved: unknown): VersionWaiters {
    const { limit, reached, waiters, versions } = saved as ReturnType<VersionWaiters["save"]>;
    const one = new VersionWaiters(limit, reached);
    one.#size = waiters.length;
    one.#waiters = new Float64Array(Math.max(16, waiters.length));
    one.#versions = new Float64Array(Math.max(16, waiters.length));
    one.#waiters.set(waiters);
    one.#versions.set(versions);
    return one;
  }

  save() {
    return {
      limit: this.#limit,
      reached: this.#reached,
      waiters: this.#waiters.slice(0, this.#size),
      versions: this.#versions.slice(0, this.#size),
    };
  }

  get size(): number {
    return this.#size;
  }

  get reached(): number {
    return this.#reached;
  }

  /** `ready`: the version is there; `full`: too many wait already. */
  wait(waiter: number, version: number): "ready" | "waits" | "full" {
    if (version <= this.#reached) return "ready";
    if (this.#size === this.#limit) return "full";
    if (this.#size === this.#waiters.length) this.#widen();
    let at = this.#size++;
    for (let parent = (at - 1) >> 1; at > 0 && version < this.#versions[parent]!; parent = (at - 1) >> 1) {
      this.#move(parent, at);
      at = parent;
    }
    this.#waiters[at] = waiter;
    this.#versions[at] = version;
    return "waits";
  }

  /** The version has been reached: calls `release` for each who waited for it or an earlier one, earliest version first. */
  advance(version: number, release: (waiter: number) => void): void {
    if (version > this.#reached) this.#reached = version;
    while (this.#size > 0 && this.#versions[0]! <= this.#reached) {
      const waiter = this.#waiters[0]!;
      this.#removeFirst();
      release(waiter);
    }
  }

  /** The replica has been replaced by one that is further behind. */
  fallBack(version: number): void {
    this.#reached = version;
  }

  /** The waiter has given up; false if it does not wait. Looks at all who wait. */
  cancel(waiter: number): boolean {
    const at = this.#waiters.subarray(0, this.#size).indexOf(waiter);
    if (at < 0) return false;
    // Lifted to the top as if it wanted the earliest version of all.
    this.#versions[at] = -Infinity;
    let place = at;
    for (let parent = (place - 1) >> 1; place > 0; parent = (place - 1) >> 1) {
      this.#move(parent, place);
      place = parent;
    }
    this.#removeFirst();
    return true;
  }

  #removeFirst(): void {
    const last = --this.#size;
    const waiter = this.#waiters[last]!;
    const version = this.#versions[last]!;
    let at = 0;
    for (let child = 1; child < last; child = 2 * at + 1) {
      if (child + 1 < last && this.#versions[child + 1]! < this.#versions[child]!) child++;
      if (version <= this.#versions[child]!) break;
      this.#move(child, at);
      at = child;
    }
    this.#waiters[at] = waiter;
    this.#versions[at] = version;
  }

  #move(from: number, to: number): void {
    this.#waiters[to] = this.#waiters[from]!;
    this.#versions[to] = this.#versions[from]!;
  }

  #widen(): void {
    const waiters = new Float64Array(2 * this.#waiters.length);
    const versions = new Float64Array(waiters.length);
    waiters.set(this.#waiters);
    versions.set(this.#versions);
    this.#waiters = waiters;
    this.#versions = versions;
  }
}
