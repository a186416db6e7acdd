/** Each level shows all anomalies that it allows and none that it forbids; serializable histories have a serial order. */
import assert from "node:assert/strict";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import { createRun } from "../../../client/engines/kernel/run.ts";
import { transaction } from "../../../client/engines/transaction/engine.ts";
import { ALLOWED, LEVELS } from "../../../client/engines/transaction/levels.ts";
import { ISOLATION_ANOMALIES } from "../../../client/engines/transaction/primitives/isolationAnomalies.ts";
import { LockManager } from "../../../client/engines/transaction/primitives/lockManager.ts";
import {
  type IsolationLevel,
  TransactionalStore,
} from "../../../client/engines/transaction/primitives/transactionalStore.ts";
import type { State } from "../../../client/engines/transaction/state.ts";
import { aheadProbability } from "../../../client/engines/transaction/theory.ts";
import { WORKLOADS } from "../../../client/engines/transaction/workloads.ts";

/** Names of anomalies that a run found. */
function seen(level: string, workload: string, sessions: number, seed: number): string[] {
  const params = { level, workload, sessions };
  const run = createRun(transaction, { engine: "transaction", params, seed, actions: [] });
  let found: string[] = [];
  // The table has them by name; its cells of this level count.
  run.advance(1500, Infinity);
  for (const part of run.scene().parts) {
    if (part.kind !== "table") continue;
    const column = part.columns.findIndex((name) => name.startsWith("["));
    found = part.rows.filter(({ cells }) => /^[1-9]/.test(cells[column]!)).map(({ cells }) => cells[0]!);
  }
  return found;
}

describe("isolation levels", () => {
  for (const { value } of LEVELS) {
    it(`${value} shows exactly what it allows`, () => {
      const found = new Set(WORKLOADS.flatMap((workload) => seen(value, workload, 2, 1)));
      for (const seed of [2, 3, 4]) for (const name of seen(value, "mixed", 4, seed)) found.add(name);
      const expected = ISOLATION_ANOMALIES.filter((name) => ALLOWED[value].includes(name));
      assert.deepEqual(
        ISOLATION_ANOMALIES.filter((name) => found.has(name)),
        expected,
      );
    });
  }

  it("are held to by a check that catches a store which is weaker than it says", () => {
    const run = createRun(transaction, {
      engine: "transaction",
      params: { workload: "increment" },
      seed: 1,
      actions: [],
    });
    run.advance(200, Infinity);
    assert.equal(run.check(), undefined);
    const state = { params: { level: "snapshot" }, found: [0, 0, 0, 0, 1], sessions: [] } as unknown as State;
    assert.equal(transaction.check(state), "lost update at snapshot");
  });

  it("the odds of who is ahead are those of Pascal's triangle", () => {
    assert.equal(aheadProbability(1, 1), 1 / 2);
    assert.equal(aheadProbability(2, 1), 1 / 4);
    assert.equal(aheadProbability(4, 2), 3 / 16);
    assert.equal(aheadProbability(3, 2) + aheadProbability(2, 3), 1);
  });
});

interface Act {
  readonly reads: boolean;
  readonly key: string;
}

/** Transactions of random reads and writes; each writes a sum of all that it read, so that what it saw shows. */
function interleaved(level: IsolationLevel, streams: RandomStreams) {
  const random = (below: number) => Math.floor(streams.next("one") * below);
  const store = new TransactionalStore<number>(level, { a: 1, b: 2, c: 3 });
  const transactions = Array.from({ length: 4 }, () => ({
    id: store.begin(),
    acts: Array.from(
      { length: 1 + random(4) },
      (): Act => ({ reads: random(2) === 0, key: "abc"[random(3)]! }),
    ),
    at: 0,
    sum: 0,
    seen: [] as (number | undefined)[],
    end: "" as "" | "committed" | "refused",
  }));
  for (;;) {
    const open = transactions.filter(({ end, id }) => end === "" && !store.isWaiting(id));
    if (open.length === 0) break;
    const one = open[random(open.length)]!;
    const act = one.acts[one.at];
    const answer =
      act === undefined
        ? store.commit(one.id)
        : act.reads
          ? store.read(one.id, act.key)
          : store.write(one.id, act.key, one.sum * 3 + one.at + 10 * one.id);
    if (answer.status === "waits") continue;
    if (answer.status === "aborted") one.end = "refused";
    else if (act === undefined) one.end = "committed";
    else {
      one.at++;
      if (!act.reads) continue;
      const value = (answer.result as { value: number }).value;
      one.sum += value;
      one.seen.push(value);
    }
  }
  assert.ok(
    transactions.every(({ end }) => end !== ""),
    "somebody waits for ever",
  );
  return { store, committed: transactions.filter(({ end }) => end === "committed") };
}

/** Whether some order, one after the other, gives the same answers and the same end. */
function isSerializable({ store, committed }: ReturnType<typeof interleaved>): boolean {
  const end = ["a", "b", "c"].map((key) => store.committed(key));
  const extend = (values: Record<string, number>, left: typeof committed): boolean => {
    if (left.length === 0) return ["a", "b", "c"].every((key, i) => values[key] === end[i]);
    return left.some((one) => {
      const next = { ...values };
      let sum = 0;
      let reads = 0;
      const fits = one.acts.every(({ reads: isRead, key }, at) => {
        if (!isRead) next[key] = sum * 3 + at + 10 * one.id;
        else sum += next[key]!;
        return !isRead || next[key] === one.seen[reads++];
      });
      return (
        fits &&
        extend(
          next,
          left.filter((other) => other !== one),
        )
      );
    });
  };
  return extend({ a: 1, b: 2, c: 3 }, committed);
}

describe("serializable levels by brute force", () => {
  const share = (level: IsolationLevel): number => {
    const streams = new RandomStreams(11);
    let serializable = 0;
    for (let i = 0; i < 500; i++) if (isSerializable(interleaved(level, streams))) serializable++;
    return serializable / 500;
  };
  it("every history has a serial order that explains it", () => {
    assert.equal(share("serializable-locking"), 1);
    assert.equal(share("serializable-snapshot"), 1);
  });
  it("which the weaker levels' histories do not all have", () => {
    for (const level of ["none", "read-uncommitted", "read-committed", "snapshot"] as const)
      assert.ok(share(level) < 0.98, level);
  });
});

describe("lock manager", () => {
  it("lets readers share, writers wait in order, and finds circles", () => {
    const locks = new LockManager();
    assert.equal(locks.acquire(1, "r", "S"), "granted");
    assert.equal(locks.acquire(2, "r", "S"), "granted");
    assert.equal(locks.acquire(3, "r", "X"), "waits");
    // Who comes later must not starve the writer.
    assert.equal(locks.acquire(4, "r", "S"), "waits");
    assert.deepEqual(locks.blockers(4), [3]);
    assert.equal(locks.acquire(1, "r", "X"), "waits");
    assert.equal(locks.acquire(2, "r", "X"), "deadlock");
    locks.releaseAll(2);
    assert.ok(locks.holds(1, "r", "X"));
    locks.releaseAll(1);
    assert.ok(locks.holds(3, "r", "X") && locks.isWaiting(4));
    locks.releaseAll(3);
    assert.ok(locks.holds(4, "r", "S"));
  });
  it("keeps Gray's table of granularities", () => {
    const modes = ["IS", "IX", "S", "SIX", "X"] as const;
    const table = modes.map((held) =>
      modes.map((wanted) => {
        const locks = new LockManager();
        locks.acquire(1, "t", held);
        return locks.acquire(2, "t", wanted) === "granted" ? 1 : 0;
      }),
    );
    assert.deepEqual(table, [
      [1, 1, 1, 1, 0],
      [1, 1, 0, 0, 0],
      [1, 0, 1, 0, 0],
      [1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ]);
    const locks = new LockManager();
    locks.acquire(1, "t", "S");
    locks.acquire(1, "t", "IX");
    assert.ok(locks.holds(1, "t", "SIX") && !locks.holds(1, "t", "X"));
  });
});
