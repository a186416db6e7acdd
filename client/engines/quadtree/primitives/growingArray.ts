/** A typed array that grows by doubling: what a pool of slots is kept in. */
export class GrowingArray<A extends Int32Array | Float64Array> {
  /** As long as what is reserved, or longer. Replaced when it grows. */
  items: A;
  readonly #type: new (
    length: number,
  ) => A;

  constructor(type: new (length: number) => A) {
    this.#type = type;
    this.items = new type(64);
  }

  reserve(length: number): void {
    if (length <= this.items.length) return;
    const wider = new this.#type(Math.max(length, 2 * this.items.length));
    wider.set(this.items);
    this.items = wider;
  }

  load(saved: ArrayLike<number>): void {
    this.reserve(saved.length);
    this.items.set(saved);
  }

  /** The first `length` items in an array of their own. */
  copy(length: number): A {
    return this.items.slice(0, length) as A;
  }
}
