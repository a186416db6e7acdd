/** The register that asks majorities, under every order of messages: atomic, and seen to be broken where it is made wrong. */
import assert from "node:assert/strict";
import {
  compareTags,
  MajorityOperation,
  newerValue,
  type RegisterTag,
  type RegisterValue,
  UNWRITTEN,
} from "../../../client/engines/cap/primitives/majorityRegister.ts";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";

interface Done {
  readonly from: number;
  readonly to: number;
  readonly writes: boolean;
  readonly tag: RegisterTag;
}

/** Clients work at once on one register; messages are delivered at random, some twice, some never. */
function history(seed: number, Operation: typeof MajorityOperation): Done[] {
  const streams = new RandomStreams(seed);
  const draw = (count: number) => Math.floor(streams.next("draws") * count);
  const replicas = 3 + draw(3);
  const values = Array.from({ length: replicas }, () => UNWRITTEN);
  const under: (() => void)[] = [];
  const done: Done[] = [];
  let step = 0;
  const begin = (id: number): void => {
    const writes = draw(2) === 0;
    const from = step;
    const operation = new Operation(replicas, id, writes ? id : undefined);
    let over = false;
    const check = () => {
      if (!operation.done || over) return;
      over = true;
      done.push({ from, to: step, writes, tag: operation.result!.tag });
    };
    for (let replica = 0; replica < replicas; replica++) {
      under.push(() => {
        const value = values[replica]!;
        under.push(() => {
          const store = operation.answer(replica, value);
          check();
          if (store === undefined) return;
          for (let other = 0; other < replicas; other++)
            under.push(() => {
              values[other] = newerValue(values[other]!, store);
              under.push(() => {
                operation.stored(other);
                check();
              });
            });
        });
      });
    }
  };
  for (step = 0; step < 500; step++) {
    if (step < 300 && draw(12) === 0) begin(step);
    if (under.length === 0) continue;
    const place = draw(under.length);
    const deliver = under[place]!;
    const luck = draw(20);
    // One in twenty is delivered and stays, to come again; one is lost.
    if (luck !== 0) under.splice(place, 1);
    if (luck !== 1) deliver();
  }
  return done;
}

/** Tags order the operations so that what ended before another began comes first: that makes a register atomic (N. Lynch,
 *  Distributed Algorithms, 1996, lemma 13.16). */
function violation(done: readonly Done[]): string | undefined {
  for (const before of done)
    for (const after of done) {
      if (before.to >= after.from) continue;
      const order = compareTags(after.tag, before.tag);
      if (order < 0) return "new value, then an old one";
      if (order === 0 && after.writes) return "a write that took the tag of another";
    }
  return undefined;
}

/** Believes that half of the replicas are enough. */
class Half extends MajorityOperation {
  protected override isMajority(bits: number): boolean {
    return 2 * bits.toString(2).replaceAll("0", "").length >= this.replicas - 1;
  }
}

/** Reads without telling a majority what it found: regular, but not atomic. */
class NoWriteBack extends MajorityOperation {
  override answer(replica: number, value: RegisterValue): RegisterValue | undefined {
    const store = super.answer(replica, value);
    return this.newValue === undefined ? undefined : store;
  }

  override get done(): boolean {
    return super.done || (this.newValue === undefined && this.result !== undefined);
  }
}

describe("majority register", () => {
  it("is atomic under reordering, loss and duplicates, 300 seeds", () => {
    let count = 0;
    for (let seed = 0; seed < 300; seed++) {
      const done = history(seed, MajorityOperation);
      count += done.length;
      assert.equal(violation(done), undefined, `seed ${seed}`);
    }
    assert.ok(count > 1500, `${count} operations`);
  });

  it("is seen to be broken with less than a majority, and where reads do not write back", () => {
    for (const Wrong of [Half, NoWriteBack]) {
      const seeds = Array.from({ length: 3000 }, (_, seed) => seed);
      assert.ok(
        seeds.some((seed) => violation(history(seed, Wrong)) !== undefined),
        Wrong.name,
      );
    }
  });

  it("counts each replica once, and can be saved between any two messages", () => {
    let operation = new MajorityOperation(3, 7, 42);
    assert.equal(operation.answer(0, UNWRITTEN), undefined);
    operation = MajorityOperation.restore(operation.save());
    assert.equal(operation.answer(0, UNWRITTEN), undefined);
    const store = operation.answer(2, { tag: { counter: 4, writer: 1 }, value: 9 })!;
    assert.deepEqual(store, { tag: { counter: 5, writer: 7 }, value: 42 });
    operation.stored(1);
    operation.stored(1);
    assert.equal(operation.done, false);
    operation = MajorityOperation.restore(operation.save());
    operation.stored(0);
    assert.ok(operation.done);
    assert.throws(() => new MajorityOperation(32, 0), RangeError);
  });
});
