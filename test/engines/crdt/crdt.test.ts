/**
 * The laws of merging (commutative, associative, idempotent) for each type on random states, convergence whatever is merged
 * when, and each type against a plain statement of what it means.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  createObject,
  mergeInto,
  type ReplicatedObject,
  valueText,
} from "../../../client/engines/crdt/objects.ts";
import { params } from "../../../client/engines/crdt/params.ts";
import {
  GrowOnlyCounter,
  PositiveNegativeCounter,
} from "../../../client/engines/crdt/primitives/counters.ts";
import {
  LastWriterWinsRegister,
  MultiValueRegister,
} from "../../../client/engines/crdt/primitives/registers.ts";
import { ReplicatedSequence } from "../../../client/engines/crdt/primitives/sequence.ts";
import { GrowOnlySet, ObservedRemoveSet, TwoPhaseSet } from "../../../client/engines/crdt/primitives/sets.ts";
import { spreadTimeMs } from "../../../client/engines/crdt/theory.ts";
import { restoreState, saveState } from "../../../client/engines/kernel/copy.ts";

const REPLICAS = 3;

interface Turn {
  readonly kind: "write" | "merge";
  readonly replica: number;
  readonly other: number;
  readonly first: number;
  readonly second: number;
}

const turns = fc.array(
  fc.record({
    kind: fc.constantFrom("write" as const, "write" as const, "merge" as const),
    replica: fc.nat(REPLICAS - 1),
    other: fc.nat(REPLICAS - 1),
    first: fc.nat(9),
    second: fc.nat(3),
  }),
  { maxLength: 30 },
);

/** A write of few different things, so that replicas collide. */
function write(object: ReplicatedObject, replica: number, time: number, { first, second }: Turn): void {
  if (object instanceof GrowOnlyCounter) object.increment(replica, second);
  else if (object instanceof PositiveNegativeCounter) object.add(replica, first - 4);
  else if (object instanceof LastWriterWinsRegister) object.write(replica, time, second);
  else if (object instanceof MultiValueRegister) object.write(replica, second);
  else if (object instanceof GrowOnlySet) object.add(second);
  else if (object instanceof ReplicatedSequence) {
    if (first < 3 && object.length > 0) object.removeAt(second % object.length);
    else object.insertAt(second % (object.length + 1), first);
  } else if (first < 4) object.remove(second);
  else if (object instanceof ObservedRemoveSet) object.add(replica, second);
  else object.add(second);
}

function play(type: string, list: readonly Turn[]): ReplicatedObject[] {
  const objects = Array.from({ length: REPLICAS }, (_, replica) => createObject(type, REPLICAS, replica));
  list.forEach((turn, time) => {
    const object = objects[turn.replica]!;
    // Few different times, so that writes are made at the same one.
    if (turn.kind === "write") write(object, turn.replica, time >> 2, turn);
    else if (turn.replica !== turn.other) mergeInto(object, objects[turn.other]!);
  });
  return objects;
}

const copy = (object: ReplicatedObject): ReplicatedObject =>
  restoreState(saveState(object)) as ReplicatedObject;

function merged(...objects: readonly ReplicatedObject[]): ReplicatedObject {
  const into = copy(objects[0]!);
  for (const object of objects.slice(1)) mergeInto(into, object);
  return into;
}

/** The whole state, whoever holds it and in whatever order. */
function stateText(object: ReplicatedObject): string {
  const sorted = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) return [...(value as Uint32Array)];
    if (Array.isArray(value))
      return value
        .map(sorted)
        .map((one) => JSON.stringify(one))
        .sort();
    if (typeof value !== "object" || value === null) return value;
    const fields = Object.entries(value).filter(([name]) => name !== "replica" || "time" in value);
    return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
  };
  return JSON.stringify(sorted((object as { save(): unknown }).save()));
}

const types = params.type.options.map(({ value }) => value).filter((value) => value !== "naive-counter");

for (const type of types) {
  describe(`CRDT ${type}`, () => {
    it("merges commutatively, associatively and idempotently", () => {
      fc.assert(
        fc.property(turns, (list) => {
          const [a, b, c] = play(type, list) as [ReplicatedObject, ReplicatedObject, ReplicatedObject];
          assert.equal(stateText(merged(a, b)), stateText(merged(b, a)));
          assert.equal(stateText(merged(merged(a, b), c)), stateText(merged(a, merged(b, c))));
          assert.equal(stateText(merged(a, a)), stateText(a));
          assert.equal(stateText(merged(a, b, b, a)), stateText(merged(a, b)));
        }),
        { numRuns: 300 },
      );
    });

    it("converges, in whatever order and however often states are merged", () => {
      fc.assert(
        fc.property(turns, fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 12 }), (list, pairs) => {
          const objects = play(type, list);
          for (const [to, from] of pairs) if (to !== from) mergeInto(objects[to]!, objects[from]!);
          for (const [to, from] of [
            [0, 1],
            [0, 2],
            [1, 0],
            [2, 0],
          ] as const)
            mergeInto(objects[to]!, objects[from]!);
          assert.equal(new Set(objects.map(valueText)).size, 1);
          assert.equal(new Set(objects.map(stateText)).size, 1);
        }),
        { numRuns: 300 },
      );
    });
  });
}

describe("what the types mean", () => {
  it("counters are the sum of all that was done", () => {
    fc.assert(
      fc.property(turns, (list) => {
        const writes = list.filter(({ kind }) => kind === "write");
        const grown = writes.reduce((sum, { second }) => sum + second, 0);
        const net = writes.reduce((sum, { first }) => sum + first - 4, 0);
        assert.equal((merged(...play("g-counter", list)) as GrowOnlyCounter).value, grown);
        assert.equal((merged(...play("pn-counter", list)) as PositiveNegativeCounter).value, net);
      }),
    );
    assert.throws(() => new GrowOnlyCounter(1).increment(0, -1), RangeError);
  });

  it("an OR-set has an element if some addition of it was not seen by any removal", () => {
    fc.assert(
      fc.property(turns, (list) => {
        // The specification, with every addition remembered: which a replica knows, and which of them it knows removed.
        const known = Array.from({ length: REPLICAS }, () => ({
          added: new Map<string, number>(),
          removed: new Set<string>(),
        }));
        list.forEach((turn, time) => {
          const own = known[turn.replica]!;
          if (turn.kind === "merge") {
            for (const [tag, element] of known[turn.other]!.added) own.added.set(tag, element);
            for (const tag of known[turn.other]!.removed) own.removed.add(tag);
          } else if (turn.first < 4) {
            for (const [tag, element] of own.added) if (element === turn.second) own.removed.add(tag);
          } else own.added.set(`${time}`, turn.second);
        });
        const objects = play("or-set", list);
        known.forEach(({ added, removed }, replica) => {
          const expected = [...added].filter(([tag]) => !removed.has(tag)).map(([, element]) => element);
          assert.equal(valueText(objects[replica]!), [...new Set(expected)].sort().join(" "));
        });
      }),
      { numRuns: 500 },
    );
  });

  it("a multi-value register keeps what no other write has seen", () => {
    const [a, b] = [new MultiValueRegister<string>(2), new MultiValueRegister<string>(2)];
    a.write(0, "milk");
    b.write(1, "eggs");
    a.merge(b);
    b.merge(a);
    assert.deepEqual([...a.values].sort(), ["eggs", "milk"]);
    assert.deepEqual(a.values, b.values);
    b.write(1, "milk and eggs");
    a.merge(b);
    assert.deepEqual(a.values, ["milk and eggs"]);
  });

  it("a last writer wins by time, then by replica", () => {
    const [a, b] = [new LastWriterWinsRegister<string>(), new LastWriterWinsRegister<string>()];
    a.write(0, 5, "early");
    b.write(1, 5, "same moment");
    a.merge(b);
    assert.equal(a.value, "same moment");
    a.write(0, 4, "from a clock that is behind");
    assert.equal(a.value, "same moment");
  });

  it("a 2P-set lets nothing come back, an OR-set does", () => {
    const phases = new TwoPhaseSet<string>();
    phases.add("x");
    phases.remove("x");
    assert.equal(phases.add("x"), false);
    const observed = new ObservedRemoveSet<string>(1);
    observed.add(0, "x");
    observed.remove("x");
    observed.add(0, "x");
    assert.ok(observed.has("x") && !phases.has("x"));
  });

  it("a sequence is an array while only one edits, and keeps concurrent runs of letters together", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(30), fc.boolean())), (edits) => {
        const sequence = new ReplicatedSequence<number>(0);
        const array: number[] = [];
        edits.forEach(([place, removes], i) => {
          if (removes && array.length > 0) {
            array.splice(place % array.length, 1);
            sequence.removeAt(place % sequence.length);
          } else {
            sequence.insertAt(place % (array.length + 1), i);
            array.splice(place % (array.length + 1), 0, i);
          }
        });
        assert.deepEqual(sequence.values, array);
        assert.equal(sequence.length, array.length);
      }),
    );
    const [left, right] = [new ReplicatedSequence<string>(0), new ReplicatedSequence<string>(1)];
    for (const [i, letter] of [..."hello"].entries()) left.insertAt(i, letter);
    for (const [i, letter] of [..."world"].entries()) right.insertAt(i, letter);
    left.merge(right);
    right.merge(left);
    assert.equal(left.values.join(""), "worldhello");
    assert.deepEqual(right.values, left.values);
  });

  it("a rumour reaches two replicas after g, and five after 2·g·(4/5)·H(4)", () => {
    const base = { type: "g-set", writes: 1, partition: 0 };
    assert.equal(spreadTimeMs({ ...base, replicas: 2, gossip: 1000 }), 1000);
    const expected = 2 * 1000 * (4 / 5) * (1 + 1 / 2 + 1 / 3 + 1 / 4);
    assert.ok(Math.abs(spreadTimeMs({ ...base, replicas: 5, gossip: 1000 }) - expected) < 1e-9);
  });
});
