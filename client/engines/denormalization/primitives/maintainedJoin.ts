/**
 * The stored result of joining children to their parents, which is what a copied column is: each child row carries a copy
 * of its parent's value. Changes reach the copies incrementally, by the children of the parent that changed and no others
 * (J. A. Blakeley, P.-Å. Larson, F. W. Tompa, "Efficiently updating materialized views", SIGMOD 1986), at once or when the
 * caller says so; until then the copies are stale, and the join knows which.
 *
 * Parents and children are numbered from 0. Time: constant for everything but `propagate`, which takes its children.
 */
const NONE = -1;

export interface SavedMaintainedJoin {
  readonly values: Float64Array;
  readonly parents: Int32Array;
  readonly copies: Float64Array;
  readonly dirty: Uint8Array;
}

export class MaintainedJoin {
  /** By parent. */
  #values: Float64Array;
  #heads: Int32Array;
  #sizes: Int32Array;
  /** 1 where children may carry an older value. */
  #dirty: Uint8Array;
  /** By child: its parent, or NONE; the copy; and its neighbours among the parent's children. */
  #parents: Int32Array;
  #copies: Float64Array;
  #next: Int32Array;
  #before: Int32Array;

  /** Parents begin with the value 0, children without a parent. */
  constructor(parents: number, children: number) {
    if (!(Number.isInteger(parents) && Number.isInteger(children) && parents >= 0 && children >= 0)) {
      throw new RangeError(`no join of ${parents} parents and ${children} children`);
    }
    this.#values = new Float64Array(parents);
    this.#heads = new Int32Array(parents).fill(NONE);
    this.#sizes = new Int32Array(parents);
    this.#dirty = new Uint8Array(parents);
    this.#parents = new Int32Array(children).fill(NONE);
    this.#copies = new Float64Array(children);
    this.#next = new Int32Array(children).fill(NONE);
    this.#before = new Int32Array(children).fill(NONE);
  }

  static restore(saved: SavedMaintainedJoin): MaintainedJoin {
    const join = new MaintainedJoin(saved.values.length, saved.parents.length);
    join.#values = saved.values.slice();
    saved.parents.forEach((parent, child) => {
      if (parent !== NONE) join.attach(child, parent);
    });
    join.#copies = saved.copies.slice();
    join.#dirty = saved.dirty.slice();
    return join;
  }

  save(): SavedMaintainedJoin {
    return {
      values: this.#values.slice(),
      parents: this.#parents.slice(),
      copies: this.#copies.slice(),
      dirty: this.#dirty.slice(),
    };
  }

  get parents(): number {
    return this.#values.length;
  }

  get children(): number {
    return this.#parents.length;
  }

  /** Children of a parent: what changing it will cost. */
  fanOut(parent: number): number {
    return this.#sizes[parent]!;
  }

  /** Gives the child this parent, and a fresh copy of its value. */
  attach(child: number, parent: number): void {
    this.detach(child);
    const first = this.#heads[parent]!;
    this.#parents[child] = parent;
    this.#next[child] = first;
    this.#before[child] = NONE;
    if (first !== NONE) this.#before[first] = child;
    this.#heads[parent] = child;
    this.#sizes[parent]!++;
    this.#copies[child] = this.#values[parent]!;
  }

  /** The child has no parent any more; nothing when it had none. */
  detach(child: number): void {
    const parent = this.#parents[child]!;
    if (parent === NONE) return;
    const [before, next] = [this.#before[child]!, this.#next[child]!];
    if (before === NONE) this.#heads[parent] = next;
    else this.#next[before] = next;
    if (next !== NONE) this.#before[next] = before;
    this.#sizes[parent]!--;
    this.#parents[child] = NONE;
  }

  /** Changes the parent alone; its children keep the old copy. True when they were all fresh before. */
  setParent(parent: number, value: number): boolean {
    this.#values[parent] = value;
    const wasClean = this.#dirty[parent] === 0;
    this.#dirty[parent] = 1;
    return wasClean;
  }

  /** Brings the copies of the parent's children up to date and returns how many rows that wrote: 0 when they are. */
  propagate(parent: number): number {
    if (this.#dirty[parent] === 0) return 0;
    this.#dirty[parent] = 0;
    for (let child = this.#heads[parent]!; child !== NONE; child = this.#next[child]!) {
      this.#copies[child] = this.#values[parent]!;
    }
    return this.#sizes[parent]!;
  }

  /** The value by way of the parent: what a join at reading gives. NaN without a parent. */
  joined(child: number): number {
    const parent = this.#parents[child]!;
    return parent === NONE ? NaN : this.#values[parent]!;
  }

  /** The value that the child's row carries. NaN without a parent. */
  copied(child: number): number {
    return this.#parents[child] === NONE ? NaN : this.#copies[child]!;
  }

  /** Whether the parent has changed since its children were brought up to date. */
  isDirty(parent: number): boolean {
    return this.#dirty[parent] === 1;
  }

  parentOf(child: number): number {
    return this.#parents[child]!;
  }
}
