/** The replicated types behind one face: what a random write does, how two merge, and what people see. */
import { GrowOnlyCounter, PositiveNegativeCounter } from "./primitives/counters.ts";
import { LastWriterWinsRegister, MultiValueRegister } from "./primitives/registers.ts";
import { ReplicatedSequence } from "./primitives/sequence.ts";
import { GrowOnlySet, ObservedRemoveSet, TwoPhaseSet } from "./primitives/sets.ts";

export type ReplicatedObject =
  | GrowOnlyCounter
  | PositiveNegativeCounter
  | LastWriterWinsRegister<number>
  | MultiValueRegister<number>
  | GrowOnlySet<number>
  | TwoPhaseSet<number>
  | ObservedRemoveSet<number>
  | ReplicatedSequence<number>;

/** Elements that sets are about, and letters that texts are made of. */
const ELEMENTS = 12;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
/** Texts are kept about this long by removing as often as inserting. */
const TEXT = 16;

export function createObject(type: string, replicas: number, replica: number): ReplicatedObject {
  switch (type) {
    case "g-counter":
      return new GrowOnlyCounter(replicas);
    case "pn-counter":
      return new PositiveNegativeCounter(replicas);
    case "mv-register":
      return new MultiValueRegister<number>(replicas);
    case "g-set":
      return new GrowOnlySet<number>();
    case "2p-set":
      return new TwoPhaseSet<number>();
    case "or-set":
      return new ObservedRemoveSet<number>(replicas);
    case "rga":
      return new ReplicatedSequence<number>(replica);
    default:
      return new LastWriterWinsRegister<number>();
  }
}

export interface Write {
  readonly text: string;
  /** What a counter should have gained. */
  readonly by: number;
  /** The type could not do it. */
  readonly inVain: boolean;
}

/** @param first and second uniform numbers that say what is done. */
export function write(
  object: ReplicatedObject,
  type: string,
  replica: number,
  nowMs: number,
  first: number,
  second: number,
): Write {
  const done = (text: string, by = 0, inVain = false): Write => ({ text, by, inVain });
  const element = Math.floor(second * ELEMENTS);
  const removes = first < 0.5;
  if (object instanceof GrowOnlyCounter) {
    object.increment(replica);
    return done("plus 1", 1);
  }
  if (object instanceof PositiveNegativeCounter) {
    const by = first < 0.3 ? -1 : 1;
    object.add(replica, by);
    return done(by < 0 ? "minus 1" : "plus 1", by);
  }
  if (object instanceof LastWriterWinsRegister) {
    const value = type === "naive-counter" ? (object.value ?? 0) + 1 : Math.floor(second * 1000);
    object.write(replica, nowMs, value);
    return done(`writes ${value}`, 1);
  }
  if (object instanceof MultiValueRegister) {
    const value = Math.floor(second * 1000);
    object.write(replica, value);
    return done(`writes ${value}`);
  }
  if (object instanceof GrowOnlySet) {
    object.add(Math.floor(second * 1000));
    return done(`adds ${Math.floor(second * 1000)}`);
  }
  if (object instanceof ReplicatedSequence) return edit(object, first, second, done);
  if (removes && object.has(element)) {
    object.remove(element);
    return done(`removes ${element}`);
  }
  if (object instanceof ObservedRemoveSet) {
    object.add(replica, element);
    return done(`adds ${element}`);
  }
  const added = object.add(element);
  return done(added ? `adds ${element}` : `adds ${element}, in vain`, 0, !added);
}

function edit(
  object: ReplicatedSequence<number>,
  first: number,
  second: number,
  done: (text: string) => Write,
): Write {
  const { length } = object;
  if (first * 2 * TEXT < length) {
    const index = Math.min(length - 1, Math.floor(second * length));
    object.removeAt(index);
    return done(`removes letter ${index + 1}`);
  }
  const index = Math.floor(second * (length + 1));
  const letter = Math.floor(first * 1e6) % LETTERS.length;
  object.insertAt(index, letter);
  return done(`inserts ${LETTERS[letter]} at ${index + 1}`);
}

/** Both are of one type. */
export function mergeInto(into: ReplicatedObject, from: ReplicatedObject): void {
  // The union of their parameters is no type; that both are the same one is what the engine sees to.
  (into as { merge(other: ReplicatedObject): void }).merge(from);
}

/** The value as text that is equal for equal values. */
export function valueText(object: ReplicatedObject): string {
  if (object instanceof GrowOnlyCounter || object instanceof PositiveNegativeCounter)
    return `${object.value}`;
  if (object instanceof LastWriterWinsRegister) return `${object.value ?? 0}`;
  if (object instanceof MultiValueRegister)
    return object.values.length === 0 ? "–" : object.values.join(" | ");
  if (object instanceof ReplicatedSequence) return object.values.map((letter) => LETTERS[letter]).join("");
  return [...object].sort((left, right) => left - right).join(" ");
}

/** Entries that a replica stores. */
export function stateSize(object: ReplicatedObject, replicas: number): number {
  if (object instanceof GrowOnlyCounter) return replicas;
  if (object instanceof PositiveNegativeCounter) return 2 * replicas;
  if (object instanceof LastWriterWinsRegister) return 1;
  if (object instanceof MultiValueRegister) return object.values.length;
  if (object instanceof TwoPhaseSet || object instanceof ReplicatedSequence) return object.stateSize;
  return object.size;
}
