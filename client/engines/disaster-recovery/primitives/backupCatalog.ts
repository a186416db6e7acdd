/**
 * What backups there are: when each was taken, that is, which state it holds, and when it was safe. Only a safe one can be
 * restored, and after a corruption only one that was taken before it. So many are kept as the limit says, the newest.
 *
 * Times in any unit, passed in.
 */

export interface Backup {
  /** The moment whose state it holds. */
  readonly takenAt: number;
  /** What the caller wants to find again: a position in the log, a file. */
  readonly content: number;
}

export interface SavedBackupCatalog {
  readonly keep: number;
  readonly backups: readonly Backup[];
}

export class BackupCatalog {
  /** Backups kept at most. */
  readonly keep: number;
  /** Oldest first. */
  #backups: Backup[] = [];

  /** @throws RangeError unless `keep` is a whole number from 1. */
  constructor(keep: number) {
    if (!Number.isInteger(keep) || keep < 1)
      throw new RangeError(`keep must be a whole number from 1, not ${keep}`);
    this.keep = keep;
  }

  static restore(saved: SavedBackupCatalog): BackupCatalog {
    const catalog = new BackupCatalog(saved.keep);
    catalog.#backups = [...saved.backups];
    return catalog;
  }

  save(): SavedBackupCatalog {
    return { keep: this.keep, backups: [...this.#backups] };
  }

  get backups(): readonly Backup[] {
    return this.#backups;
  }

  get newest(): Backup | undefined {
    return this.#backups.at(-1);
  }

  /** A backup is safe from now on. It may come after one that was taken later; the oldest goes when there are too many. */
  add(backup: Backup): void {
    let place = this.#backups.length;
    while (place > 0 && this.#backups[place - 1]!.takenAt > backup.takenAt) place--;
    this.#backups.splice(place, 0, backup);
    if (this.#backups.length > this.keep) this.#backups.shift();
  }

  /** The newest that was taken before this moment; undefined when none of those that are kept was. */
  before(moment: number): Backup | undefined {
    return this.#backups.findLast(({ takenAt }) => takenAt < moment);
  }

  /** Forgets what was taken from this moment on, because it holds what should not come back. */
  dropFrom(moment: number): void {
    this.#backups = this.#backups.filter(({ takenAt }) => takenAt < moment);
  }
}
