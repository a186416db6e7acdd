/**
 * A data loader: collects the keys that many callers ask for one by one, fetches them together, each once, and remembers them
 * for as long as the loader lives, which should be one request (N. Schrock, L. Byron, DataLoader, 2015; after S. Marlow and
 * others, "There is no fork: an abstraction for efficient, concurrent, and concise data access", ICFP 2014). It turns the N + 1
 * queries of nested lists into one for each level.
 *
 * When to fetch is the caller's to say, by `dispatch`: at the end of a level, or from a microtask.
 */

export type FetchBatch<Key, Value> = (keys: readonly Key[]) => readonly (Value | undefined)[];

export class BatchLoader<Key, Value> {
  readonly #fetch: FetchBatch<Key, Value>;
  readonly #maxBatch: number;
  readonly #known = new Map<Key, Value | undefined>();
  readonly #waiting = new Map<Key, ((value: Value | undefined) => void)[]>();

  /** `fetch` answers in the order of its keys, undefined for those that do not exist. `maxBatch`: keys a fetch, for stores that
   *  have a limit. @throws RangeError when it is no whole number from 1. */
  constructor(fetch: FetchBatch<Key, Value>, maxBatch = 1000) {
    if (!Number.isInteger(maxBatch) || maxBatch < 1)
      throw new RangeError(`maxBatch must be a whole number from 1, not ${maxBatch}`);
    this.#fetch = fetch;
    this.#maxBatch = maxBatch;
  }

  /** Keys that wait for the next dispatch. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Hands the value to `use`: now when it is known, else when it has been fetched. */
  load(key: Key, use: (value: Value | undefined) => void): void {
    if (this.#known.has(key)) {
      use(this.#known.get(key));
      return;
    }
    const uses = this.#waiting.get(key);
    if (uses === undefined) this.#waiting.set(key, [use]);
    else uses.push(use);
  }

  /** Fetches what was asked for so far; what `use` asks for meanwhile waits for the next dispatch.
   *  @throws Error when `fetch` answers with another number of values than it was asked for. */
  dispatch(): void {
    const batch = [...this.#waiting];
    this.#waiting.clear();
    for (let from = 0; from < batch.length; from += this.#maxBatch) {
      const part = batch.slice(from, from + this.#maxBatch);
      const values = this.#fetch(part.map(([key]) => key));
      if (values.length !== part.length)
        throw new Error(`asked for ${part.length} values, got ${values.length}`);
      for (const [i, [key, uses]] of part.entries()) {
        this.#known.set(key, values[i]);
        for (const use of uses) use(values[i]);
      }
    }
  }

  /** Forgets a key, after it was changed. */
  clear(key: Key): void {
    this.#known.delete(key);
  }
}
