/**
 * Scripted interleavings, level by level, after M. Kleppmann's Hermitage: which level lets which anomaly through. The table
 * below is the literature's (Berenson and others 1995, Adya 1999), and the detector must say the same of each run.
 */
import assert from "node:assert/strict";
import {
  findIsolationAnomalies,
  type IsolationAnomaly,
  type TransactionStep,
} from "../../../client/engines/transaction/primitives/isolationAnomalies.ts";
import {
  type IsolationLevel,
  TransactionalStore,
} from "../../../client/engines/transaction/primitives/transactionalStore.ts";

const LEVELS: readonly IsolationLevel[] = [
  "none",
  "read-uncommitted",
  "read-committed",
  "repeatable-read",
  "snapshot",
  "serializable-locking",
  "serializable-snapshot",
];

/** Steps such as `1r x`, `2w x 12`, `1s p`, `1c`, `2a`. A transaction that waits goes on with the waiting step once it can. */
function runScript(level: IsolationLevel, script: string) {
  const store = new TransactionalStore<number>(level, { x: 10, y: 20 });
  const numbers = new Map<string, number>();
  const history: TransactionStep[] = [];
  const ended = new Set<string>();
  let waiting: string[] = [];
  const reads: Record<string, string> = {};
  const attempt = (step: string): boolean => {
    const who = step[0]!;
    if (ended.has(who)) return true;
    const [, key = "", value] = step.slice(1).split(" ");
    if (!numbers.has(who)) numbers.set(who, store.begin());
    const transaction = numbers.get(who)!;
    const kind = step[1];
    if (kind === "a") {
      store.abort(transaction);
      history.push({ kind: "abort", transaction });
      ended.add(who);
      return true;
    }
    const answer =
      kind === "r"
        ? store.read(transaction, key)
        : kind === "w"
          ? store.write(transaction, key, Number(value))
          : kind === "s"
            ? store.scan(transaction, key)
            : store.commit(transaction);
    if (answer.status === "waits") return false;
    if (answer.status === "aborted") {
      history.push({ kind: "abort", transaction });
      ended.add(who);
      return true;
    }
    const { result } = answer as unknown as { result: never };
    if (kind === "r") {
      const version = result as { writer: number; number: number; value: number } | undefined;
      reads[`${who} ${key}`] = `${version?.value}`;
      history.push({ kind: "read", transaction, key, saw: version });
    } else if (kind === "w")
      history.push({ kind: "write", transaction, key, number: (result as { number: number }).number });
    else if (kind === "s") history.push({ kind: "scan", transaction, prefix: key, saw: result });
    else {
      history.push({ kind: "commit", transaction });
      ended.add(who);
    }
    return true;
  };
  const drain = (): void => {
    for (let again = true; again; ) {
      again = false;
      const open = waiting;
      waiting = [];
      const stuck = new Set<string>();
      for (const step of open) {
        if (stuck.has(step[0]!) || !attempt(step)) {
          waiting.push(step);
          stuck.add(step[0]!);
        } else again = true;
      }
    }
  };
  for (const step of script.split(";").map((part) => part.trim())) {
    if (waiting.some((other) => other[0] === step[0]) || !attempt(step)) waiting.push(step);
    drain();
  }
  assert.deepEqual(waiting, [], `${level}: ${script}`);
  return { store, reads, ended, anomalies: findIsolationAnomalies(history), history };
}

/** For each case its script, the anomaly, and the levels that let it through. */
const cases: readonly [string, string, IsolationAnomaly, readonly IsolationLevel[]][] = [
  ["G0 write cycle", "1w x 11; 2w y 22; 2w x 12; 1w y 21; 1c; 2c", "dirty write", ["none"]],
  ["G1a aborted read", "1w x 101; 2r x; 1a; 2r x; 2c", "aborted read", ["none", "read-uncommitted"]],
  [
    "G1b intermediate read",
    "1w x 101; 2r x; 1w x 11; 1c; 2c",
    "intermediate read",
    ["none", "read-uncommitted"],
  ],
  [
    "G1c circular information flow",
    "1w x 11; 2w y 22; 1r y; 2r x; 1c; 2c",
    "circular reads",
    ["none", "read-uncommitted"],
  ],
  ["P4 lost update", "1r x; 2r x; 1w x 11; 2w x 11; 1c; 2c", "lost update", LEVELS.slice(0, 3)],
  ["fuzzy read", "1r x; 2w x 12; 2c; 1r x; 1c", "non-repeatable read", LEVELS.slice(0, 3)],
  ["G-single read skew", "1r x; 2r x; 2r y; 2w x 12; 2w y 18; 2c; 1r y; 1c", "read skew", LEVELS.slice(0, 3)],
  ["A3 phantom", "1s p; 2w p1 30; 2c; 1s p; 1c", "phantom", LEVELS.slice(0, 4)],
  [
    "G2-item write skew",
    "1r x; 1r y; 2r x; 2r y; 1w x 11; 2w y 21; 1c; 2c",
    "write skew",
    [...LEVELS.slice(0, 3), "snapshot"],
  ],
  [
    "G2 anti-dependency cycle of predicates",
    "1s p; 2s p; 1w p1 30; 2w p2 42; 1c; 2c",
    "range write skew",
    LEVELS.slice(0, 5),
  ],
  [
    "G2 with a read-only transaction (Fekete, O'Neil, O'Neil 2004)",
    "2r x; 2r y; 1r y; 1w y 40; 1c; 3r x; 3r y; 3c; 2w x 5; 2c",
    "write skew",
    [...LEVELS.slice(0, 3), "snapshot"],
  ],
];

describe("isolation levels by Hermitage's scripts", () => {
  for (const [name, script, anomaly, allowed] of cases) {
    it(name, () => {
      const through = LEVELS.filter((level) => runScript(level, script).anomalies.has(anomaly));
      assert.deepEqual(through, allowed);
    });
  }

  it("OTV: an observed transaction does not vanish from read committed on", () => {
    const script = "1w x 11; 1w y 19; 2w x 12; 1c; 3r x; 2w y 18; 3r y; 2c; 3r x; 3r y; 3c";
    for (const level of LEVELS.slice(2)) {
      const { reads } = runScript(level, script);
      assert.ok(
        ["11 19", "12 18"].includes(`${reads["3 x"]} ${reads["3 y"]}`),
        `${level}: ${JSON.stringify(reads)}`,
      );
    }
  });

  it("keeps what was committed and undoes what was not", () => {
    for (const level of LEVELS) {
      const { store } = runScript(level, "1w x 1; 1w z 5; 1a; 2w y 2; 2c");
      assert.deepEqual(
        [store.committed("x"), store.committed("y"), store.committed("z")],
        [10, 2, undefined],
      );
    }
  });

  it("drops versions that nobody can see", () => {
    const store = new TransactionalStore<number>("snapshot", { x: 0 });
    const old = store.begin();
    store.read(old, "x");
    for (let i = 1; i <= 100; i++) {
      const one = store.begin();
      store.write(one, "x", i);
      store.commit(one);
    }
    const seen = store.read(old, "x");
    assert.equal(seen.status === "done" ? seen.result?.value : undefined, 0);
    store.commit(old);
    assert.equal(store.versionCount, 1);
  });
});

describe("the detector of anomalies", () => {
  it("finds what a store without locks does wrong, and nothing in serial runs", () => {
    for (const [, script] of cases) {
      const serial = script
        .split(";")
        .map((step) => step.trim())
        .sort((left, right) => Number(left[0]) - Number(right[0]));
      assert.deepEqual([...runScript("none", serial.join(";")).anomalies], [], serial.join(";"));
    }
  });
});
