/** A key-value store: bytes by key, and the keys are all it knows. It cannot look into a value, so that every other question
 *  than "what is at this key" is a walk over everything. */
export class KeyValueStore {
  readonly #values = new Map<string, Uint8Array>();

  /** Immutable copies are not made: a store that is shared must not be written to any more. */
  static restore(saved: KeyValueStore): KeyValueStore {
    return saved;
  }

  save(): KeyValueStore {
    return this;
  }

  get size(): number {
    return this.#values.size;
  }

  put(key: string, value: Uint8Array): void {
    this.#values.set(key, value);
  }

  get(key: string): Uint8Array | undefined {
    return this.#values.get(key);
  }

  /** Several at once, in the order of the keys; one round trip where the network is between. */
  getMany(keys: readonly string[]): (Uint8Array | undefined)[] {
    return keys.map((key) => this.#values.get(key));
  }

  /** False when the key was absent. */
  delete(key: string): boolean {
    return this.#values.delete(key);
  }

  /** Everything, in no order that means anything. */
  entries(): IterableIterator<[string, Uint8Array]> {
    return this.#values.entries();
  }
}
