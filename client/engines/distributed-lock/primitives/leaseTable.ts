/**
 * Locks that are granted for a limited time, each grant with a number that grows: the fencing token (C. Gray, D. Cheriton,
 * Leases, SOSP 1989; tokens: M. Burrows, The Chubby lock service, OSDI 2006, section 2.4; M. Kleppmann, How to do
 * distributed locking, 2016). Who renews or releases must show its token, so that nobody ends the lease of another.
 *
 * Times in milliseconds of the table's own clock, passed in. A lease is over at its end, not after it.
 */

export interface Lease {
  readonly owner: number;
  readonly token: number;
  readonly endsMs: number;
}

export interface SavedLeaseTable {
  readonly limit: number;
  readonly lastToken: number;
  readonly leases: ReadonlyMap<number, Lease>;
}

export class LeaseTable {
  /** Locks that can be held at once; beyond it nothing is granted. */
  readonly limit: number;
  #lastToken = 0;
  #leases = new Map<number, Lease>();

  constructor(limit = 100_000) {
    if (!(limit >= 1)) throw new RangeError(`limit must be a number from 1, not ${limit}`);
    this.limit = limit;
  }

  static restore(saved: SavedLeaseTable): LeaseTable {
    const table = new LeaseTable(saved.limit);
    table.#lastToken = saved.lastToken;
    table.#leases = new Map(saved.leases);
    return table;
  }

  save(): SavedLeaseTable {
    return { limit: this.limit, lastToken: this.#lastToken, leases: new Map(this.#leases) };
  }

  get lastToken(): number {
    return this.#lastToken;
  }

  /** The lease of this lock that is running; undefined when it is free. */
  holder(lock: number, nowMs: number): Lease | undefined {
    const lease = this.#leases.get(lock);
    return lease !== undefined && lease.endsMs > nowMs ? lease : undefined;
  }

  /** A lease with a token that is larger than all before; undefined when somebody holds the lock, its owner too.
   *  @throws RangeError unless `forMs` is above 0. */
  acquire(lock: number, owner: number, forMs: number, nowMs: number): Lease | undefined {
    if (!(forMs > 0)) throw new RangeError(`a lease lasts longer than 0 ms, not ${forMs}`);
    if (this.holder(lock, nowMs) !== undefined) return undefined;
    if (!this.#leases.has(lock) && this.#leases.size >= this.limit && !this.#forgetEnded(nowMs))
      return undefined;
    const lease = { owner, token: ++this.#lastToken, endsMs: nowMs + forMs };
    this.#leases.set(lock, lease);
    return lease;
  }

  /** Makes the lease last until `forMs` from now, with the same token; false when it is over. */
  renew(lock: number, token: number, forMs: number, nowMs: number): boolean {
    const lease = this.holder(lock, nowMs);
    if (lease?.token !== token) return false;
    this.#leases.set(lock, { ...lease, endsMs: nowMs + forMs });
    return true;
  }

  /** False when the lease was over: whatever was done under it may have been done twice. */
  release(lock: number, token: number, nowMs: number): boolean {
    const lease = this.holder(lock, nowMs);
    if (lease?.token !== token) return false;
    this.#leases.delete(lock);
    return true;
  }

  /** Loses all leases but not the count of tokens, as a failover does to a replica that had not heard of them. */
  forget(): void {
    this.#leases.clear();
  }

  #forgetEnded(nowMs: number): boolean {
    for (const [lock, { endsMs }] of this.#leases) if (endsMs <= nowMs) this.#leases.delete(lock);
    return this.#leases.size < this.limit;
  }
}
