/**
 * A sequence that replicas can edit at the same time, such as a text: the replicated growable array of H.-G. Roh, M. Jeon,
 * J.-S. Kim, J. Lee, "Replicated abstract data types: building blocks for collaborative applications", JPDC 71(3), 2011.
 * Each element knows after which it was inserted; of several after the same one the latest comes first. Removed elements
 * stay as tombstones, for others may still insert after them.
 */

/** Lamport time and replica, which make an element unique and order concurrent insertions. */
export interface SequenceId {
  readonly time: number;
  readonly replica: number;
}

interface Place<Value> {
  readonly id: SequenceId;
  /** Text of the id after which it was inserted; empty for the beginning. */
  readonly after: string;
  readonly value: Value;
  removed: boolean;
}

const text = ({ time, replica }: SequenceId): string => `${time}.${replica}`;

export class ReplicatedSequence<Value> {
  readonly #replica: number;
  readonly #places = new Map<string, Place<Value>>();
  /** Of each element those inserted right after it, the latest first. */
  readonly #following = new Map<string, Place<Value>[]>();
  #time = 0;
  #length = 0;

  constructor(replica: number, places: Iterable<Place<Value>> = []) {
    this.#replica = replica;
    for (const place of places) this.#insert({ ...place });
  }

  static restore(saved: unknown): ReplicatedSequence<unknown> {
    const { replica, places } = saved as { replica: number; places: readonly Place<unknown>[] };
    return new ReplicatedSequence(replica, places);
  }

  save(): { replica: number; places: readonly Place<Value>[] } {
    return { replica: this.#replica, places: [...this.#places.values()].map((place) => ({ ...place })) };
  }

  /** Elements that are not removed. */
  get length(): number {
    return this.#length;
  }

  /** Elements that are kept, tombstones among them. */
  get stateSize(): number {
    return this.#places.size;
  }

  get values(): readonly Value[] {
    return this.#ordered().map(({ value }) => value);
  }

  /** Inserts so that the element has this index, from 0 to `length`. */
  insertAt(index: number, value: Value): void {
    const before = index === 0 ? undefined : this.#ordered()[index - 1];
    const id = { time: this.#time + 1, replica: this.#replica };
    this.#insert({ id, after: before === undefined ? "" : text(before.id), value, removed: false });
  }

  /** False when there is no such index. */
  removeAt(index: number): boolean {
    const place = this.#ordered()[index];
    if (place === undefined) return false;
    this.#remove(place);
    return true;
  }

  merge(other: ReplicatedSequence<Value>): void {
    for (const place of other.#places.values()) {
      const own = this.#places.get(text(place.id));
      if (own === undefined) this.#insert({ ...place });
      else if (place.removed) this.#remove(own);
    }
  }

  #remove(place: Place<Value>): void {
    if (place.removed) return;
    place.removed = true;
    this.#length--;
  }

  #insert(place: Place<Value>): void {
    this.#places.set(text(place.id), place);
    this.#time = Math.max(this.#time, place.id.time);
    if (!place.removed) this.#length++;
    const siblings = this.#following.get(place.after);
    if (siblings === undefined) {
      this.#following.set(place.after, [place]);
      return;
    }
    const later = ({ id }: Place<Value>) => id.time - place.id.time || id.replica - place.id.replica;
    const at = siblings.findIndex((sibling) => later(sibling) < 0);
    siblings.splice(at < 0 ? siblings.length : at, 0, place);
  }

  /** Depth first: an element, then what was inserted after it. */
  #ordered(): Place<Value>[] {
    const found: Place<Value>[] = [];
    const open = [...(this.#following.get("") ?? [])].reverse();
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (!place.removed) found.push(place);
      const following = this.#following.get(text(place.id));
      for (let i = (following?.length ?? 0) - 1; i >= 0; i--) open.push(following![i]!);
    }
    return found;
  }
}
