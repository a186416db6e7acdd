/** Documents by id, with indexes on fields of the top level: a question on an indexed field reads the matching documents
 *  only, one on another field reads them all. A document is read and written as a whole. */
export class DocumentCollection<D extends object> {
  readonly #documents = new Map<number, D>();
  readonly #indexes = new Map<keyof D, Map<unknown, Set<number>>>();
  /** Documents read since the collection was made. */
  documentsRead = 0;

  /** A collection that is shared must not be written to any more. */
  static restore<D extends object>(saved: DocumentCollection<D>): DocumentCollection<D> {
    return saved;
  }

  save(): DocumentCollection<D> {
    return this;
  }

  get size(): number {
    return this.#documents.size;
  }

  createIndex(field: keyof D): void {
    if (this.#indexes.has(field)) return;
    const index = new Map<unknown, Set<number>>();
    this.#indexes.set(field, index);
    for (const [id, document] of this.#documents) addTo(index, document[field], id);
  }

  /** Adds or replaces. */
  put(id: number, document: D): void {
    this.delete(id);
    this.#documents.set(id, document);
    for (const [field, index] of this.#indexes) addTo(index, document[field], id);
  }

  /** False when there was none. */
  delete(id: number): boolean {
    const document = this.#documents.get(id);
    if (document === undefined) return false;
    for (const [field, index] of this.#indexes) index.get(document[field])?.delete(id);
    return this.#documents.delete(id);
  }

  /** Those that exist, in the order of the ids given. */
  getMany(ids: Iterable<number>): D[] {
    const found: D[] = [];
    for (const id of ids) {
      const document = this.#documents.get(id);
      if (document === undefined) continue;
      this.documentsRead++;
      found.push(document);
    }
    return found;
  }

  /** Documents whose field is this value; all are read unless the field is indexed. */
  find<F extends keyof D>(field: F, value: D[F]): D[] {
    const index = this.#indexes.get(field);
    if (index !== undefined) return this.getMany(index.get(value) ?? []);
    this.documentsRead += this.#documents.size;
    return [...this.#documents.values()].filter((document) => document[field] === value);
  }
}

function addTo(index: Map<unknown, Set<number>>, value: unknown, id: number): void {
  const ids = index.get(value);
  if (ids === undefined) index.set(value, new Set([id]));
  else ids.add(id);
}
