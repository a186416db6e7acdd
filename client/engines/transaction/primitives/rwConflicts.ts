/**
 * Serializable snapshot isolation's bookkeeping (M. Cahill, U. Röhm, A. Fekete, "Serializable isolation for snapshot
 * databases", SIGMOD 2008): an execution under snapshot isolation that is not serializable has a transaction in its middle
 * that read what a concurrent one overwrites and overwrote what a concurrent one read. So each transaction has two marks,
 * and whoever would have both is refused: some are refused in vain, none is accepted wrongly.
 */
import { restoreState, saveState } from "../../kernel/copy.ts";

interface Tracked {
  readonly snapshot: number;
  /** 0 while it is under way. */
  committedAt: number;
  /** Somebody read what it overwrites; it read what somebody overwrites. */
  inConflict: boolean;
  outConflict: boolean;
  readonly keys: Set<string>;
  readonly prefixes: Set<string>;
}

export class ConflictTracker {
  readonly #transactions: Map<number, Tracked>;

  constructor(transactions: Map<number, Tracked> = new Map()) {
    this.#transactions = transactions;
  }

  static restore(saved: unknown): ConflictTracker {
    return new ConflictTracker(restoreState(saved) as Map<number, Tracked>);
  }

  save(): unknown {
    return saveState(this.#transactions);
  }

  /** Transactions that are remembered. */
  get size(): number {
    return this.#transactions.size;
  }

  begin(transaction: number, snapshot: number): void {
    const marks = { committedAt: 0, inConflict: false, outConflict: false };
    this.#transactions.set(transaction, { snapshot, ...marks, keys: new Set(), prefixes: new Set() });
  }

  noteScan(transaction: number, prefix: string): void {
    this.#transactions.get(transaction)!.prefixes.add(prefix);
  }

  /** @param writers of versions that the reader does not see. False: the reader must give up. */
  read(transaction: number, key: string, writers: readonly number[]): boolean {
    this.#transactions.get(transaction)!.keys.add(key);
    return writers.every((writer) => this.#mark(transaction, writer, transaction));
  }

  /** False: the writer must give up. */
  write(transaction: number, key: string): boolean {
    const { snapshot } = this.#transactions.get(transaction)!;
    for (const [other, { committedAt, keys, prefixes }] of this.#transactions) {
      if (other === transaction || (committedAt > 0 && committedAt <= snapshot)) continue;
      const reads = keys.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix));
      if (reads && !this.#mark(other, transaction, transaction)) return false;
    }
    return true;
  }

  mayCommit(transaction: number): boolean {
    const own = this.#transactions.get(transaction);
    return own === undefined || !(own.inConflict && own.outConflict);
  }

  commit(transaction: number, now: number): void {
    const own = this.#transactions.get(transaction);
    if (own !== undefined) own.committedAt = now;
    this.#forget();
  }

  abort(transaction: number): void {
    this.#transactions.delete(transaction);
    this.#forget();
  }

  /** `reader` goes before `writer`. False if the one of them that asks must give up, since the other has committed. */
  #mark(reader: number, writer: number, asking: number): boolean {
    const before = this.#transactions.get(reader);
    const after = this.#transactions.get(writer);
    if (before === undefined || after === undefined) return true;
    const other = asking === reader ? after : before;
    if (other.committedAt > 0 && (asking === reader ? other.outConflict : other.inConflict)) return false;
    before.outConflict = true;
    after.inConflict = true;
    return true;
  }

  /** Those that have committed matter as long as somebody is under way who began before. */
  #forget(): void {
    let oldest = Infinity;
    for (const { snapshot, committedAt } of this.#transactions.values())
      if (committedAt === 0) oldest = Math.min(oldest, snapshot);
    for (const [transaction, { committedAt }] of this.#transactions)
      if (committedAt > 0 && committedAt <= oldest) this.#transactions.delete(transaction);
  }
}
