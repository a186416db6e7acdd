/** Registers of the same study (specifications 8 to 10): the last writer wins, or all writers that did not know of each other. */
import { compareVectors, mergeVectors } from "../../clocks/primitives/vectorClock.ts";

export interface LwwStamp {
  readonly time: number;
  readonly replica: number;
}

/** Keeps the value with the latest time, by replica where times are equal; everything else is silently lost. */
export class LastWriterWinsRegister<Value> {
  #value: Value | undefined;
  #stamp: LwwStamp;

  constructor(value?: Value, stamp: LwwStamp = { time: -Infinity, replica: -1 }) {
    this.#value = value;
    this.#stamp = stamp;
  }

  static restore(saved: unknown): LastWriterWinsRegister<unknown> {
    const { value, stamp } = saved as { value: unknown; stamp: LwwStamp };
    return new LastWriterWinsRegister(value, stamp);
  }

  save(): { value: Value | undefined; stamp: LwwStamp } {
    return { value: this.#value, stamp: this.#stamp };
  }

  get value(): Value | undefined {
    return this.#value;
  }

  get stamp(): LwwStamp {
    return this.#stamp;
  }

  /** @param time of the replica's clock. Replicas whose clocks are behind write in vain. */
  write(replica: number, time: number, value: Value): void {
    this.#take(value, { time, replica });
  }

  merge(other: LastWriterWinsRegister<Value>): void {
    if (other.#value !== undefined) this.#take(other.#value, other.#stamp);
  }

  #take(value: Value, stamp: LwwStamp): void {
    const later = stamp.time - this.#stamp.time || stamp.replica - this.#stamp.replica;
    if (later <= 0) return;
    this.#value = value;
    this.#stamp = stamp;
  }
}

interface Sibling<Value> {
  readonly value: Value;
  readonly version: Uint32Array;
}

/** Keeps every value that no other write has seen, as Dynamo's shopping carts do: readers get all of them. */
export class MultiValueRegister<Value> {
  #siblings: readonly Sibling<Value>[];
  readonly #replicas: number;

  constructor(replicas: number, siblings: readonly Sibling<Value>[] = []) {
    this.#replicas = replicas;
    this.#siblings = siblings;
  }

  static restore(saved: unknown): MultiValueRegister<unknown> {
    const { replicas, siblings } = saved as { replicas: number; siblings: readonly Sibling<unknown>[] };
    return new MultiValueRegister(replicas, siblings);
  }

  save(): { replicas: number; siblings: readonly Sibling<Value>[] } {
    return { replicas: this.#replicas, siblings: this.#siblings };
  }

  /** In an order that is the same on all replicas. */
  get values(): readonly Value[] {
    return this.#siblings.map(({ value }) => value);
  }

  /** Replaces all values that this replica knows. */
  write(replica: number, value: Value): void {
    const version = new Uint32Array(this.#replicas);
    for (const sibling of this.#siblings) mergeVectors(version, sibling.version);
    version[replica]!++;
    this.#siblings = [{ value, version }];
  }

  merge(other: MultiValueRegister<Value>): void {
    const all = [...this.#siblings];
    for (const sibling of other.#siblings)
      if (!all.some(({ version }) => compareVectors(version, sibling.version) === "equal")) all.push(sibling);
    this.#siblings = all
      .filter(({ version }) => !all.some((one) => compareVectors(version, one.version) === "before"))
      .sort((left, right) => firstDifference(left.version, right.version));
  }
}

function firstDifference(left: Uint32Array, right: Uint32Array): number {
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return left[i]! - right[i]!;
  return 0;
}
