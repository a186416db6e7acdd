/** The checker against the definition of linearizability, on histories small enough to try every order, and on long ones. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkLinearizability,
  HistoryError,
} from "../../../client/engines/linearizability/primitives/linearizability.ts";
import { multiRegisterModel } from "../../../client/engines/linearizability/primitives/multiRegisterModel.ts";
import { mutexModel } from "../../../client/engines/linearizability/primitives/mutexModel.ts";
import type { OperationRecord } from "../../../client/engines/linearizability/primitives/operationRecord.ts";
import { queueModel } from "../../../client/engines/linearizability/primitives/queueModel.ts";
import {
  keyValueModel,
  registerModel,
} from "../../../client/engines/linearizability/primitives/registerModel.ts";
import type {
  ModelCall,
  SequentialModel,
} from "../../../client/engines/linearizability/primitives/sequentialModel.ts";
import { setModel } from "../../../client/engines/linearizability/primitives/setModel.ts";
import {
  anyHistory,
  atomicKeyValue,
  atomicQueue,
  atomicRegister,
  atomicSet,
  bruteForce,
  orderFault,
  type Shape,
} from "./histories.ts";

const value = fc.constantFrom(null, 1, 2);
const some = fc.constantFrom(1, 2);
const shape = (f: string, input: fc.Arbitrary<unknown>, output: fc.Arbitrary<unknown>): fc.Arbitrary<Shape> =>
  fc.record({ f: fc.constant(f), input, output });
const nothing = fc.constant(null);

const models: readonly {
  model: SequentialModel<never, ModelCall>;
  shapes: fc.Arbitrary<Shape>;
  turns: number;
}[] = [
  {
    model: registerModel(),
    shapes: fc.oneof(
      shape("read", nothing, value),
      shape("read", nothing, value),
      shape("write", some, nothing),
      shape("cas", fc.tuple(some, some), nothing),
    ),
    turns: 14,
  },
  {
    model: queueModel(),
    shapes: fc.oneof(shape("enqueue", some, nothing), shape("dequeue", nothing, value)),
    turns: 14,
  },
  {
    // Values that are mostly enqueued once, for what the queue foresees of them.
    model: queueModel(),
    shapes: fc.oneof(
      shape("enqueue", fc.constantFrom(1, 2, 3, 4, 5), nothing),
      shape("dequeue", nothing, fc.constantFrom(null, 1, 2, 3, 4)),
    ),
    turns: 14,
  },
  {
    model: setModel(),
    shapes: fc.oneof(
      shape("add", some, fc.constantFrom(true, false, null)),
      shape("remove", some, fc.constantFrom(true, false, null)),
      shape("contains", some, fc.boolean()),
    ),
    turns: 14,
  },
  {
    model: setModel(),
    shapes: fc.oneof(shape("add", some, nothing), shape("read", nothing, fc.subarray([1, 2]))),
    turns: 12,
  },
  {
    model: mutexModel(),
    shapes: fc.oneof(shape("acquire", nothing, nothing), shape("release", nothing, nothing)),
    turns: 14,
  },
  {
    model: multiRegisterModel({ x: 1, y: 1 }),
    shapes: fc
      .array(fc.tuple(fc.constantFrom("read", "write"), fc.constantFrom("x", "y"), some), {
        minLength: 1,
        maxLength: 2,
      })
      .map((list) => ({ f: "txn", input: list, output: list })),
    turns: 12,
  },
] as never;

describe("linearizability checker", () => {
  models.forEach(({ model, shapes, turns }, i) => {
    it(`agrees with all orders of 1,500 histories: ${model.name} (${i})`, () => {
      let linearizable = 0;
      let not = 0;
      const property = fc.property(anyHistory(shapes, turns), fc.boolean(), (history, failedCasAnswers) => {
        const expected = bruteForce(model, history, { failedCasAnswers });
        const { verdict, parts } = checkLinearizability(model, history, { failedCasAnswers });
        assert.equal(verdict, expected ? "linearizable" : "not linearizable");
        for (const { order, stuckAt } of parts) {
          assert.equal(orderFault(model, history, order, { failedCasAnswers }), undefined);
          assert.ok(stuckAt === undefined || !order.includes(stuckAt));
        }
        if (expected) linearizable++;
        else not++;
      });
      fc.assert(property, { numRuns: 1500, seed: 7 });
      // A check that says the same of every history would pass otherwise.
      assert.ok(linearizable > 100 && not > 100, `${linearizable} linearizable, ${not} not`);
    });
  });

  it("agrees with all orders of histories over several keys", () => {
    const shapes = fc.oneof(shape("read", nothing, value), shape("write", some, nothing));
    const keyed = anyHistory(shapes, 14).chain((history) =>
      fc
        .array(fc.constantFrom("a", "b"), { minLength: history.length, maxLength: history.length })
        .map((keys) => history.map((record, i) => ({ ...record, key: keys[i] }))),
    );
    fc.assert(
      fc.property(keyed, (history) => {
        const each = ["a", "b"].map((key) =>
          bruteForce(
            registerModel(),
            history.filter((record) => record.key === key),
          ),
        );
        const { verdict } = checkLinearizability(keyValueModel(), history);
        assert.equal(verdict === "linearizable", each.every(Boolean));
      }),
      { numRuns: 1000 },
    );
  });

  const long: readonly [string, SequentialModel<never, ModelCall>, (seed: number) => OperationRecord[]][] = [
    ["register", registerModel(), (seed: number) => atomicRegister(seed, 1000, 10)],
    ["register of distinct values", registerModel(), (seed: number) => atomicRegister(seed, 1000, 10, 1e6)],
    ["queue", queueModel(), (seed: number) => atomicQueue(seed, 1000, 10)],
    ["key-value", keyValueModel(), (seed: number) => atomicKeyValue(seed, 1000, 10, 10)],
    ["set", setModel(), (seed: number) => atomicSet(seed, 1000, 10)],
  ] as never;
  for (const [name, model, make] of long) {
    it(`decides 1,000 operations of ten clients in few steps: ${name}`, () => {
      for (let seed = 1; seed <= 8; seed++) {
        const history = make(seed);
        const good = checkLinearizability(model, history);
        assert.equal(good.verdict, "linearizable");
        // A hundredth of a second; the budget is 10 million.
        assert.ok(good.steps < 50_000, `${good.steps} steps`);
        for (const { order } of good.parts) assert.equal(orderFault(model, history, order), undefined);
        // An answer from nowhere, late in the history.
        const at = history.findLastIndex(({ f, output }) => /read|get|dequeue/.test(f) && output !== null);
        if (at < 0) continue;
        const bad = checkLinearizability(model, history.with(at, { ...history[at]!, output: "nowhere" }));
        assert.equal(bad.verdict, "not linearizable");
        assert.ok(bad.steps < 1_000_000, `${bad.steps} steps to refute`);
      }
    });
  }

  it("answers unknown when its budget is used up, and finds the answer with more", () => {
    // Appends at once, and a read of what none of their orders gives: all must be tried.
    const operations: OperationRecord[] = Array.from({ length: 12 }, (_, process) => {
      const append = { f: "append", input: `${process},`, output: null, outcome: "ok" as const };
      return { process, ...append, called: process, returned: 100 };
    });
    operations.push({
      process: 13,
      f: "get",
      input: null,
      output: "no",
      outcome: "ok",
      called: 200,
      returned: 201,
    });
    const { verdict, steps } = checkLinearizability(registerModel(), operations, { maxSteps: 5000 });
    assert.equal(verdict, "unknown");
    assert.ok(steps >= 5000 && steps < 5100);
    assert.equal(checkLinearizability(registerModel(), operations.slice(6), {}).verdict, "not linearizable");
  });

  it("looks at every part before it goes deep into one", () => {
    const hard: OperationRecord[] = Array.from({ length: 24 }, (_, process) => {
      const append = { f: "append", input: `${process},`, output: null, outcome: "ok" as const };
      return { process, ...append, key: "hard", called: process, returned: 100 };
    });
    const impossible = {
      process: 99,
      f: "get",
      input: null,
      outcome: "ok" as const,
      called: 200,
      returned: 201,
    };
    hard.push(
      { ...impossible, key: "hard", output: "nothing of it" },
      { ...impossible, key: "wrong", output: "no" },
    );
    const { verdict, parts, steps } = checkLinearizability(keyValueModel(), hard, { maxSteps: 100_000 });
    assert.equal(verdict, "not linearizable");
    assert.equal(parts.find(({ part }) => part === '"wrong"')?.stuckAt, 25);
    assert.ok(steps < 50_000);
  });

  it("refuses records that are not the model's", () => {
    const record: OperationRecord = {
      process: 0,
      f: "pop",
      input: null,
      output: 1,
      outcome: "ok",
      called: 0,
      returned: 1,
    };
    assert.throws(() => checkLinearizability(registerModel(), [record]), HistoryError);
    assert.throws(() => checkLinearizability(registerModel(), [{ ...record, f: "cas" }]), /cas takes/);
  });
});

/** The examples of the paper's first section, drawn with A, B and C as processes 0, 1 and 2. */
describe("Herlihy and Wing's queue and register", () => {
  const history = (text: string): OperationRecord[] =>
    text.split(";").map((part) => {
      const [process, f, operand, called, returned] = part.trim().split(" ") as [
        string,
        string,
        string,
        string,
        string,
      ];
      const writes = f === "enqueue" || f === "write";
      return {
        process: Number(process),
        f,
        input: writes ? operand : null,
        output: writes ? null : operand,
        outcome: returned === undefined ? "info" : "ok",
        called: Number(called),
        returned: Number(returned ?? Infinity),
      };
    });
  const verdictOf = (model: SequentialModel<never, ModelCall>, text: string) =>
    checkLinearizability(model, history(text)).verdict;
  const queue = queueModel() as never;
  const register = registerModel() as never;

  it("accepts a queue whose enqueues overlap, in either order", () => {
    assert.equal(
      verdictOf(queue, "0 enqueue x 0 4; 1 enqueue y 2 6; 1 dequeue y 7 9; 0 dequeue x 8 10"),
      "linearizable",
    );
  });
  it("refuses one that gives the later of two enqueues in turn", () => {
    assert.equal(verdictOf(queue, "0 enqueue x 0 2; 1 enqueue y 3 5; 0 dequeue y 6 8"), "not linearizable");
  });
  it("accepts the answer of an enqueue that has not returned", () => {
    assert.equal(verdictOf(queue, "0 enqueue x 0; 1 dequeue x 2 4"), "linearizable");
  });
  it("refuses what is dequeued twice", () => {
    const twice = "0 enqueue x 0 4; 1 enqueue y 1 5; 0 dequeue y 6 9; 2 dequeue y 7 10";
    assert.equal(verdictOf(queue, twice), "not linearizable");
  });
  it("accepts a register that is read while it is written, and refuses one that goes back", () => {
    const writes = "0 write 0 0 1; 2 write 1 2 8";
    assert.equal(verdictOf(register, `${writes}; 1 read 0 3 4; 1 read 1 5 6; 0 read 1 7 9`), "linearizable");
    assert.equal(verdictOf(register, `${writes}; 1 read 1 3 4; 1 read 0 5 6`), "not linearizable");
  });
});
