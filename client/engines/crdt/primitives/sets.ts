/**
 * Sets of the same study (specifications 11, 12 and 15). The observed-remove set is the one without tombstones: A. Bieniusa,
 * M. Zawirski, N. Preguiça, M. Shapiro, C. Baquero, V. Balegas, S. Duarte, "An optimized conflict-free replicated set", 2012.
 */
import { mergeVectors } from "../../clocks/primitives/vectorClock.ts";

/** Elements can only be added. */
export class GrowOnlySet<Element> {
  readonly #elements: Set<Element>;

  constructor(elements: Iterable<Element> = []) {
    this.#elements = new Set(elements);
  }

  static restore(saved: unknown): GrowOnlySet<unknown> {
    return new GrowOnlySet(saved as readonly unknown[]);
  }

  save(): readonly Element[] {
    return [...this.#elements];
  }

  get size(): number {
    return this.#elements.size;
  }

  has(element: Element): boolean {
    return this.#elements.has(element);
  }

  add(element: Element): void {
    this.#elements.add(element);
  }

  merge(other: GrowOnlySet<Element>): void {
    for (const element of other.#elements) this.#elements.add(element);
  }

  *[Symbol.iterator](): IterableIterator<Element> {
    yield* this.#elements;
  }
}

/** What has been removed once can never be added again, and is remembered for ever. */
export class TwoPhaseSet<Element> {
  readonly #added: GrowOnlySet<Element>;
  readonly #removed: GrowOnlySet<Element>;

  constructor(added: Iterable<Element> = [], removed: Iterable<Element> = []) {
    this.#added = new GrowOnlySet(added);
    this.#removed = new GrowOnlySet(removed);
  }

  static restore(saved: unknown): TwoPhaseSet<unknown> {
    const [added, removed] = saved as readonly [readonly unknown[], readonly unknown[]];
    return new TwoPhaseSet(added, removed);
  }

  save(): readonly [readonly Element[], readonly Element[]] {
    return [this.#added.save(), this.#removed.save()];
  }

  /** Entries that are kept, removed ones among them. */
  get stateSize(): number {
    return this.#added.size + this.#removed.size;
  }

  has(element: Element): boolean {
    return this.#added.has(element) && !this.#removed.has(element);
  }

  /** False: it has been removed before, and stays away. */
  add(element: Element): boolean {
    this.#added.add(element);
    return !this.#removed.has(element);
  }

  /** Only what is there can be removed. */
  remove(element: Element): boolean {
    if (!this.has(element)) return false;
    this.#removed.add(element);
    return true;
  }

  merge(other: TwoPhaseSet<Element>): void {
    this.#added.merge(other.#added);
    this.#removed.merge(other.#removed);
  }

  *[Symbol.iterator](): IterableIterator<Element> {
    for (const element of this.#added) if (!this.#removed.has(element)) yield element;
  }
}

/** The additions of one element that have been seen and not removed: of each replica the number of its latest, 0 for none. */
type Additions = Uint32Array;

/** A removal takes away the additions that it has seen; one made elsewhere at the same time survives ("add wins"). */
export class ObservedRemoveSet<Element> {
  readonly #entries: Map<Element, Additions>;
  /** Of each replica how many of its additions have been seen: those that are seen and not here have been removed. */
  readonly #seen: Uint32Array;

  constructor(
    replicas: number,
    seen: Uint32Array = new Uint32Array(replicas),
    entries: Iterable<[Element, Additions]> = [],
  ) {
    this.#seen = seen.slice();
    this.#entries = new Map([...entries].map(([element, additions]) => [element, additions.slice()]));
  }

  static restore(saved: unknown): ObservedRemoveSet<unknown> {
    const { seen, entries } = saved as { seen: Uint32Array; entries: [unknown, Additions][] };
    return new ObservedRemoveSet(seen.length, seen, entries);
  }

  save(): { seen: Uint32Array; entries: [Element, Additions][] } {
    const entries = [...this.#entries].map(([element, additions]): [Element, Additions] => [
      element,
      additions.slice(),
    ]);
    return { seen: this.#seen.slice(), entries };
  }

  get size(): number {
    return this.#entries.size;
  }

  has(element: Element): boolean {
    return this.#entries.has(element);
  }

  add(replica: number, element: Element): void {
    const additions = new Uint32Array(this.#seen.length);
    // The new addition replaces those that are seen: removing it removes them all the same.
    additions[replica] = ++this.#seen[replica]!;
    this.#entries.set(element, additions);
  }

  remove(element: Element): boolean {
    return this.#entries.delete(element);
  }

  merge(other: ObservedRemoveSet<Element>): void {
    const elements = new Set([...this.#entries.keys(), ...other.#entries.keys()]);
    for (const element of elements) {
      const merged = this.#mergedAdditions(
        this.#entries.get(element),
        other.#entries.get(element),
        other.#seen,
      );
      if (merged === undefined) this.#entries.delete(element);
      else this.#entries.set(element, merged);
    }
    mergeVectors(this.#seen, other.#seen);
  }

  *[Symbol.iterator](): IterableIterator<Element> {
    yield* this.#entries.keys();
  }

  /** An addition stays if both have it, or if the one that has it not has not seen it. */
  #mergedAdditions(
    own: Additions | undefined,
    others: Additions | undefined,
    othersSeen: Uint32Array,
  ): Additions | undefined {
    const merged = new Uint32Array(this.#seen.length);
    let any = false;
    for (let replica = 0; replica < merged.length; replica++) {
      const mine = own?.[replica] ?? 0;
      const theirs = others?.[replica] ?? 0;
      const keepMine = mine > 0 && (mine === theirs || mine > othersSeen[replica]!);
      const keepTheirs = theirs > 0 && (mine === theirs || theirs > this.#seen[replica]!);
      merged[replica] = Math.max(keepMine ? mine : 0, keepTheirs ? theirs : 0);
      any ||= merged[replica]! > 0;
    }
    return any ? merged : undefined;
  }
}
