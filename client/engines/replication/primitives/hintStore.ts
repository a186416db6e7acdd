/**
 * Hinted handoff: a replica that is up keeps writes for one that is down, and hands them over on its return (G. DeCandia et
 * al., Dynamo, SOSP 2007, section 4.6). Of each key only the newest write is kept, and no more keys than the limit: beyond
 * it hints are refused, and anti-entropy has to mend what they would have.
 */

export interface SavedHintStore {
  readonly limit: number;
  readonly hints: ReadonlyMap<number, ReadonlyMap<number, number>>;
}

export class HintStore {
  /** Hints at most, over all targets. */
  readonly limit: number;
  #hints = new Map<number, Map<number, number>>();
  #size = 0;

  constructor(limit: number) {
    if (!(limit >= 0)) throw new RangeError(`limit must be a number from 0, not ${limit}`);
    this.limit = limit;
  }

  static restore(saved: SavedHintStore): HintStore {
    const store = new HintStore(saved.limit);
    for (const [target, keys] of saved.hints)
      for (const [key, version] of keys) store.put(target, key, version);
    return store;
  }

  save(): SavedHintStore {
    return { limit: this.limit, hints: new Map([...this.#hints].map(([key, map]) => [key, new Map(map)])) };
  }

  get size(): number {
    return this.#size;
  }

  /** Keeps a version for the target unless it has a newer one; false when there is no room. */
  put(target: number, key: number, version: number): boolean {
    const known = this.#hints.get(target)?.get(key);
    if (known === undefined && this.#size >= this.limit) return false;
    const keys = this.#hints.get(target) ?? new Map<number, number>();
    this.#hints.set(target, keys);
    if (known === undefined) this.#size++;
    if (known === undefined || version > known) keys.set(key, version);
    return true;
  }

  /** The hints for this target, which are kept no longer. */
  take(target: number): readonly (readonly [key: number, version: number])[] {
    const hints = [...(this.#hints.get(target) ?? [])];
    this.#hints.delete(target);
    this.#size -= hints.length;
    return hints;
  }

  /** What the store held is lost with its machine. */
  clear(): void {
    this.#hints.clear();
    this.#size = 0;
  }
}
