/**
 * An in-memory store of keys with transactions in one of seven isolation levels. Values are kept in versions; a level is
 * what a transaction sees of them, which locks it takes, and when it is refused:
 *
 * - `none`: nothing; writes are seen and overwritten at once.
 * - `read-uncommitted`: writers lock what they write until they end, readers see everything.
 * - `read-committed`: readers see what was committed when they read (as PostgreSQL and Oracle do by default).
 * - `repeatable-read`: two-phase locking of the keys that are read and written, without range locks (degree 2.99 of
 *    H. Berenson and others, "A critique of ANSI SQL isolation levels", SIGMOD 1995).
 * - `snapshot`: readers see what was committed when they began; of two that write a key at once the first wins (also there).
 * - `serializable-locking`: strict two-phase locking, scans lock the table (K. Eswaran and others, CACM 19(11), 1976).
 * - `serializable-snapshot`: snapshots, with a transaction refused that both reads what another overwrites and overwrites
 *    what another read (M. Cahill, U. Röhm, A. Fekete, SIGMOD 2008).
 *
 * Nobody blocks: an operation answers `waits`, and is asked for again when `isWaiting` has become false.
 */
import { restoreState, saveState } from "../../kernel/copy.ts";
import { LockManager, type LockMode } from "./lockManager.ts";
import { ConflictTracker } from "./rwConflicts.ts";

export type IsolationLevel =
  | "none"
  | "read-uncommitted"
  | "read-committed"
  | "repeatable-read"
  | "snapshot"
  | "serializable-locking"
  | "serializable-snapshot";

export type AbortReason = "deadlock" | "concurrent update" | "serialization failure" | "rolled back";

/** One version of one key; `value` undefined: deleted. */
export interface StoredVersion<Value> {
  readonly writer: number;
  /** Number of the write within its transaction. */
  readonly number: number;
  readonly value: Value | undefined;
  /** 0 until its transaction has committed. */
  committedAt: number;
}

export type StoreAnswer<Result> =
  | { readonly status: "done"; readonly result: Result }
  | { readonly status: "waits" }
  | { readonly status: "aborted"; readonly reason: AbortReason };

interface StoreData<Value> {
  readonly level: IsolationLevel;
  /** Of each key its versions in the order of writing. */
  readonly versions: Map<string, StoredVersion<Value>[]>;
  /** Of each transaction that is under way: the moment of its snapshot, 0 before its first operation, and what it wrote. */
  readonly active: Map<number, { snapshot: number; writes: number; readonly keys: Set<string> }>;
  /** Keys with versions that may be dropped once no snapshot needs them, and the oldest snapshot when that was last seen to. */
  readonly stale: Set<string>;
  pruned: number;
  readonly locks: LockManager;
  readonly conflicts: ConflictTracker;
  clock: number;
  nextTransaction: number;
}

const TABLE = "*";
const WAITS: StoreAnswer<never> = { status: "waits" };
const done = <Result>(result: Result): StoreAnswer<Result> => ({ status: "done", result });

export class TransactionalStore<Value> {
  readonly #data: StoreData<Value>;

  constructor(level: IsolationLevel, initial: Readonly<Record<string, Value>> = {}, data?: StoreData<Value>) {
    this.#data = data ?? {
      level,
      versions: new Map(
        Object.entries(initial).map(([key, value]) => [
          key,
          [{ writer: 0, number: 0, value, committedAt: 1 }],
        ]),
      ),
      active: new Map(),
      stale: new Set(),
      pruned: 0,
      locks: new LockManager(),
      conflicts: new ConflictTracker(),
      clock: 1,
      nextTransaction: 1,
    };
  }

  static restore(saved: unknown): TransactionalStore<unknown> {
    const data = restoreState(saved) as StoreData<unknown>;
    return new TransactionalStore(data.level, {}, data);
  }

  save(): unknown {
    return saveState(this.#data);
  }

  /** Number of a new transaction, from 1. */
  begin(): number {
    const transaction = this.#data.nextTransaction++;
    this.#data.active.set(transaction, { snapshot: 0, writes: 0, keys: new Set() });
    return transaction;
  }

  isWaiting(transaction: number): boolean {
    return this.#data.locks.isWaiting(transaction);
  }

  /** Transactions that this one waits for. */
  blockers(transaction: number): number[] {
    return this.#data.locks.blockers(transaction);
  }

  /** What is committed now. */
  committed(key: string): Value | undefined {
    return this.#latest(key, ({ committedAt }) => committedAt > 0)?.value;
  }

  /** Versions that are kept, over all keys. */
  get versionCount(): number {
    return [...this.#data.versions.values()].reduce((sum, list) => sum + list.length, 0);
  }

  /** The version that the transaction sees; undefined when there is none. */
  read(transaction: number, key: string): StoreAnswer<StoredVersion<Value> | undefined> {
    this.#startSnapshot(transaction);
    if (this.#locksReads()) {
      const refused = this.#lock(transaction, TABLE, "IS") ?? this.#lock(transaction, key, "S");
      if (refused !== undefined) return refused;
    }
    if (this.#tracks() && !this.#readConflicts(transaction, key)) return this.#refuse(transaction);
    return done(this.#visible(transaction, key));
  }

  /** Versions of all keys that begin with `prefix`, in the order of the keys; deleted ones with value undefined. */
  scan(
    transaction: number,
    prefix: string,
  ): StoreAnswer<readonly (readonly [string, StoredVersion<Value>])[]> {
    this.#startSnapshot(transaction);
    const { level, versions, conflicts } = this.#data;
    if (level === "serializable-locking") {
      const refused = this.#lock(transaction, TABLE, "S");
      if (refused !== undefined) return refused;
    }
    if (this.#tracks()) conflicts.noteScan(transaction, prefix);
    const keys = [...versions.keys()].filter((key) => key.startsWith(prefix)).sort();
    const found: (readonly [string, StoredVersion<Value>])[] = [];
    for (const key of keys) {
      if (level === "repeatable-read" && this.#visible(transaction, key) !== undefined) {
        const refused = this.#lock(transaction, TABLE, "IS") ?? this.#lock(transaction, key, "S");
        if (refused !== undefined) return refused;
      }
      if (this.#tracks() && !this.#readConflicts(transaction, key)) return this.#refuse(transaction);
      const version = this.#visible(transaction, key);
      if (version !== undefined) found.push([key, version]);
    }
    return done(found);
  }

  /** @param value undefined deletes the key. */
  write(transaction: number, key: string, value: Value | undefined): StoreAnswer<StoredVersion<Value>> {
    this.#startSnapshot(transaction);
    const { level, versions, active } = this.#data;
    if (level !== "none") {
      const refused =
        (this.#locksReads() ? this.#lock(transaction, TABLE, "IX") : undefined) ??
        this.#lock(transaction, key, "X");
      if (refused !== undefined) return refused;
    }
    const own = active.get(transaction)!;
    if (this.#hasSnapshot()) {
      const latest = this.#latest(key, ({ committedAt }) => committedAt > 0);
      if (latest !== undefined && latest.committedAt > own.snapshot) {
        this.#end(transaction);
        return { status: "aborted", reason: "concurrent update" };
      }
    }
    if (this.#tracks() && !this.#data.conflicts.write(transaction, key)) return this.#refuse(transaction);
    own.keys.add(key);
    const version = { writer: transaction, number: ++own.writes, value, committedAt: 0 };
    const list = versions.get(key);
    if (list === undefined) versions.set(key, [version]);
    else list.push(version);
    return done(version);
  }

  commit(transaction: number): StoreAnswer<undefined> {
    const { versions, active, conflicts, stale } = this.#data;
    if (this.#tracks() && !conflicts.mayCommit(transaction)) return this.#refuse(transaction);
    const now = ++this.#data.clock;
    for (const key of active.get(transaction)!.keys) {
      const list = versions.get(key)!;
      for (const version of list) if (version.writer === transaction) version.committedAt = now;
      if (list.length > 1) stale.add(key);
    }
    conflicts.commit(transaction, now);
    this.#release(transaction);
    this.#prune();
    return done(undefined);
  }

  /** Undoes what the transaction wrote. */
  abort(transaction: number): void {
    this.#end(transaction);
  }

  #end(transaction: number): void {
    const { versions, active, conflicts } = this.#data;
    for (const key of active.get(transaction)?.keys ?? []) {
      const left = versions.get(key)!.filter(({ writer }) => writer !== transaction);
      if (left.length === 0) versions.delete(key);
      else versions.set(key, left);
    }
    conflicts.abort(transaction);
    this.#release(transaction);
  }

  #release(transaction: number): void {
    this.#data.active.delete(transaction);
    this.#data.locks.releaseAll(transaction);
  }

  #refuse(transaction: number): StoreAnswer<never> {
    this.#end(transaction);
    return { status: "aborted", reason: "serialization failure" };
  }

  #startSnapshot(transaction: number): void {
    const own = this.#data.active.get(transaction);
    if (own === undefined) throw new Error(`transaction ${transaction} is not under way`);
    if (own.snapshot > 0) return;
    own.snapshot = this.#data.clock;
    if (this.#tracks()) this.#data.conflicts.begin(transaction, own.snapshot);
  }

  #lock(transaction: number, resource: string, mode: LockMode): StoreAnswer<never> | undefined {
    const answer = this.#data.locks.acquire(transaction, resource === TABLE ? TABLE : `=${resource}`, mode);
    if (answer === "granted") return undefined;
    if (answer === "waits") return WAITS;
    this.#end(transaction);
    return { status: "aborted", reason: "deadlock" };
  }

  #locksReads(): boolean {
    return this.#data.level === "repeatable-read" || this.#data.level === "serializable-locking";
  }

  #hasSnapshot(): boolean {
    return this.#data.level === "snapshot" || this.#tracks();
  }

  #tracks(): boolean {
    return this.#data.level === "serializable-snapshot";
  }

  #latest(key: string, fits: (version: StoredVersion<Value>) => boolean): StoredVersion<Value> | undefined {
    return this.#data.versions.get(key)?.findLast(fits);
  }

  /** Its own write, or what the level shows of others'. */
  #visible(transaction: number, key: string): StoredVersion<Value> | undefined {
    const { level, active } = this.#data;
    if (level === "none" || level === "read-uncommitted") return this.#latest(key, () => true);
    const own = this.#latest(key, ({ writer }) => writer === transaction);
    if (own !== undefined) return own;
    const { snapshot } = active.get(transaction)!;
    const until = this.#hasSnapshot() ? snapshot : this.#data.clock;
    return this.#latest(key, ({ committedAt }) => committedAt > 0 && committedAt <= until);
  }

  /** Notes a read, and that it goes before every version which the reader does not see; false if it must not. */
  #readConflicts(transaction: number, key: string): boolean {
    const { versions, active, conflicts } = this.#data;
    const { snapshot } = active.get(transaction)!;
    const newer = (versions.get(key) ?? []).filter(
      ({ writer, committedAt }) => writer !== transaction && (committedAt === 0 || committedAt > snapshot),
    );
    return conflicts.read(
      transaction,
      key,
      newer.map(({ writer }) => writer),
    );
  }

  /** Drops versions that no transaction under way, nor a later one, can see. While an old snapshot keeps them there is
   *  nothing to do, and nothing is looked at. */
  #prune(): void {
    const { versions, active, stale, clock } = this.#data;
    let oldest = clock;
    for (const { snapshot } of active.values()) if (snapshot > 0) oldest = Math.min(oldest, snapshot);
    if (oldest === this.#data.pruned) return;
    this.#data.pruned = oldest;
    for (const key of stale) {
      const list = versions.get(key) ?? [];
      const from = list.findLastIndex(({ committedAt }) => committedAt > 0 && committedAt <= oldest);
      // Versions that are not committed stay where they are, for their writers may still be undone.
      const left = from > 0 ? list.filter(({ committedAt }, i) => i >= from || committedAt === 0) : list;
      if (left !== list) versions.set(key, left);
      if (left.length <= 1) stale.delete(key);
    }
  }
}
