/**
 * The backups that are kept, newest last: which of them holds the data of before a moment, and is finished. A backup holds
 * what was there when it began. Bounded: the oldest goes when there are too many.
 */

export interface SavedBackups {
  readonly startedMs: Float64Array;
  readonly finishedMs: Float64Array;
  readonly size: number;
  readonly next: number;
}

export class BackupCatalogue {
  readonly #startedMs: Float64Array;
  readonly #finishedMs: Float64Array;
  #size = 0;
  #next = 0;

  /** `kept`: how many backups are kept, from 1. */
  constructor(kept: number) {
    if (!Number.isInteger(kept) || kept < 1)
      throw new RangeError(`a catalogue keeps at least 1 backup, not ${kept}`);
    this.#startedMs = new Float64Array(kept);
    this.#finishedMs = new Float64Array(kept);
  }

  static restore(saved: SavedBackups): BackupCatalogue {
    const catalogue = new BackupCatalogue(saved.startedMs.length);
    catalogue.#startedMs.set(saved.startedMs);
    catalogue.#finishedMs.set(saved.finishedMs);
    catalogue.#size = saved.size;
    catalogue.#next = saved.next;
    return catalogue;
  }

  get size(): number {
    return this.#size;
  }

  /** A backup of the data at `startedMs`, usable from `finishedMs` on. Backups are recorded in the order of their starts. */
  record(startedMs: number, finishedMs: number): void {
    if (!(finishedMs >= startedMs))
      throw new RangeError(`a backup begun at ${startedMs} cannot end at ${finishedMs}`);
    this.#startedMs[this.#next] = startedMs;
    this.#finishedMs[this.#next] = finishedMs;
    this.#next = (this.#next + 1) % this.#startedMs.length;
    this.#size = Math.min(this.#size + 1, this.#startedMs.length);
  }

  /** Start of the backup that is `age` places from the newest, 0 for that one itself; NaN when there is none. */
  startedMs(age: number): number {
    return age < this.#size ? this.#startedMs[this.#place(age)]! : NaN;
  }

  finishedMs(age: number): number {
    return age < this.#size ? this.#finishedMs[this.#place(age)]! : NaN;
  }

  /**
   * The newest backup that was finished by `availableMs` and holds nothing of after `beforeMs`, as its age; −1 when there is
   * none. `skip` older ones are passed by: the newest may turn out to be useless.
   */
  find(beforeMs: number, availableMs: number, skip = 0): number {
    let passed = 0;
    for (let age = 0; age < this.#size; age++) {
      const place = this.#place(age);
      if (this.#startedMs[place]! > beforeMs || this.#finishedMs[place]! > availableMs) continue;
      if (passed++ === skip) return age;
    }
    return -1;
  }

  save(): SavedBackups {
    return {
      startedMs: this.#startedMs.slice(),
      finishedMs: this.#finishedMs.slice(),
      size: this.#size,
      next: this.#next,
    };
  }

  #place(age: number): number {
    const kept = this.#startedMs.length;
    return (this.#next - 1 - age + 2 * kept) % kept;
  }
}
