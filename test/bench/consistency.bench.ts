/**
 * The checker of histories, logical clocks, the store with transactions, CRDTs and the event store: `npm run bench
 * consistency`. There is no maintained package for most of them, so each is put beside the textbook form of the same thing,
 * or beside the floor: the operation that it cannot do without.
 */
import { HybridClock } from "../../client/engines/clocks/primitives/hybridClock.ts";
import { compareVectors, VectorClock } from "../../client/engines/clocks/primitives/vectorClock.ts";
import { VersionWaiters } from "../../client/engines/cqrs/primitives/versionWaiters.ts";
import { ObservedRemoveSet } from "../../client/engines/crdt/primitives/sets.ts";
import { EventStore } from "../../client/engines/event-sourcing/primitives/eventStore.ts";
import { RandomStreams } from "../../client/engines/kernel/random.ts";
import { checkLinearizability } from "../../client/engines/linearizability/primitives/linearizability.ts";
import type { OperationRecord } from "../../client/engines/linearizability/primitives/operationRecord.ts";
import { queueModel } from "../../client/engines/linearizability/primitives/queueModel.ts";
import {
  keyValueModel,
  registerModel,
} from "../../client/engines/linearizability/primitives/registerModel.ts";
import type {
  ModelCall,
  SequentialModel,
} from "../../client/engines/linearizability/primitives/sequentialModel.ts";
import { IdempotentReceiver } from "../../client/engines/saga/primitives/idempotentReceiver.ts";
import { TransactionalStore } from "../../client/engines/transaction/primitives/transactionalStore.ts";
import { atomicKeyValue, atomicQueue, atomicRegister } from "../engines/linearizability/histories.ts";
import { type Contender, type Group, measureAll } from "./measure.ts";

const streams = new RandomStreams(1);
const SIZE = 1 << 12;
const mask = SIZE - 1;
const keys = Array.from({ length: SIZE }, () => `key ${Math.floor(streams.next("keys") * 1000)}`);

/** Writes and compare-and-sets at once, and a read of what none of them wrote: all configurations must be visited. */
const hard: OperationRecord[] = Array.from({ length: 16 }, (_, process) => {
  const one =
    process % 2 === 0 ? { f: "write", input: process % 5 } : { f: "cas", input: [process % 3, process % 4] };
  return { process, ...one, output: null, outcome: "ok" as const, called: process, returned: 100 };
});
hard.push({ process: 99, f: "read", input: null, output: 9, outcome: "ok", called: 200, returned: 201 });

/** Checks until as many steps are done as are asked for; each counts as one. */
function steps<State, Call extends ModelCall>(
  model: SequentialModel<State, Call>,
  history: readonly OperationRecord[],
): Contender {
  return (count) => {
    let done = 0;
    while (done < count) done += checkLinearizability(model, history, { maxSteps: count - done }).steps;
    return done;
  };
}

/** The same search as books have it: recursion over arrays, and a set of strings. */
const textbook: Contender = (count) => {
  const model = registerModel();
  const calls = hard.map((record) => ({ ...record, call: model.call(record, {}) as never }));
  let done = 0;
  const search = (state: string, left: typeof calls, seen: Set<string>): boolean => {
    if (left.length === 0) return true;
    const first = Math.min(...left.map(({ returned }) => returned));
    for (const one of left) {
      if (one.called > first || done >= count) continue;
      done++;
      const next = model.step(state, one.call);
      if (next === undefined) continue;
      const rest = left.filter((other) => other !== one);
      const key = `${rest.map(({ process }) => process).join()} ${next}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (search(next, rest, seen)) return true;
    }
    return false;
  };
  while (done < count) search(model.initial, calls, new Set());
  return done;
};

const histories = (make: (seed: number) => OperationRecord[]) => [1, 2, 3].map(make);
const registers = histories((seed) => atomicRegister(seed, 1000, 10));
const queues = histories((seed) => atomicQueue(seed, 1000, 10));
const maps = histories((seed) => atomicKeyValue(seed, 1000, 10, 10));

/** Whole checks of 1,000 operations by ten clients; a time is that of one operation. */
function operations<State, Call extends ModelCall>(
  model: SequentialModel<State, Call>,
  all: readonly (readonly OperationRecord[])[],
): Contender {
  return (count) => {
    let done = 0;
    for (let i = 0; done < count; i++) {
      const history = all[i % all.length]!;
      done += checkLinearizability(model, history).verdict === "linearizable" ? history.length : 0;
    }
    return done;
  };
}

const transactions =
  (level: "none" | "snapshot" | "serializable-locking" | "serializable-snapshot"): Contender =>
  (count) => {
    const store = new TransactionalStore<number>(level, Object.fromEntries(keys.map((key) => [key, 0])));
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const one = store.begin();
      const key = keys[i & mask]!;
      const answer = store.read(one, key);
      const value = answer.status === "done" ? (answer.result?.value ?? 0) : 0;
      store.write(one, key, value + 1);
      store.commit(one);
      sum += value;
    }
    return sum;
  };

const plainMap: Contender = (count) => {
  const map = new Map(keys.map((key) => [key, 0]));
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const key = keys[i & mask]!;
    const value = map.get(key)!;
    map.set(key, value + 1);
    sum += value;
  }
  return sum;
};

const groups: readonly Group[] = [
  {
    title: "Linearizability: one step of the search, 16 writes and compare-and-sets at once",
    count: 200_000,
    contenders: { ours: steps(registerModel(), hard), "textbook search": textbook },
  },
  {
    title: "Linearizability: a history of 1,000 operations by ten clients, time an operation",
    count: 6000,
    contenders: {
      "key-value": operations(keyValueModel(), maps),
      queue: operations(queueModel(), queues),
      register: operations(registerModel(), registers),
    },
  },
  {
    title: "Clocks: a stamp",
    count: 300_000,
    contenders: {
      "hybrid, receive": (count) => {
        const clock = new HybridClock();
        let sum = 0;
        for (let i = 0; i < count; i++) sum += clock.receive({ l: i, c: 1 }, i - 1).c;
        return sum;
      },
      "vector of 8, receive and compare": (count) => {
        const clock = new VectorClock(8, 0);
        const sent = new Uint32Array(8);
        let sum = 0;
        for (let i = 0; i < count; i++) {
          sent[i & 7]!++;
          sum += compareVectors(sent, clock.receive(sent)) === "before" ? 1 : 0;
        }
        return sum;
      },
      "copy of 8 numbers": (count) => {
        const sent = new Uint32Array(8);
        let sum = 0;
        for (let i = 0; i < count; i++) {
          sent[i & 7]!++;
          sum += sent.slice()[i & 7]!;
        }
        return sum;
      },
    },
  },
  {
    title: "Transactions: begin, read, write, commit, one at a time over 1,000 keys",
    count: 2000,
    contenders: {
      snapshot: transactions("snapshot"),
      "serializable, locking": transactions("serializable-locking"),
      "serializable snapshot": transactions("serializable-snapshot"),
      "no isolation": transactions("none"),
      "plain Map": plainMap,
    },
  },
  {
    title: "OR-set: add or remove one of 1,000 elements",
    count: 100_000,
    contenders: {
      ours: (count) => {
        const set = new ObservedRemoveSet<string>(3);
        for (let i = 0; i < count; i++) {
          const key = keys[i & mask]!;
          if (i % 3 === 0) set.remove(key);
          else set.add(0, key);
        }
        return set.size;
      },
      "plain Set": (count) => {
        const set = new Set<string>();
        for (let i = 0; i < count; i++) {
          const key = keys[i & mask]!;
          if (i % 3 === 0) set.delete(key);
          else set.add(key);
        }
        return set.size;
      },
    },
  },
  {
    title: "Event store: append to one of 1,000 streams",
    count: 50_000,
    contenders: {
      ours: (count) => {
        const store = new EventStore<number>();
        for (let i = 0; i < count; i++) {
          const key = keys[i & mask]!;
          store.append(key, store.versionOf(key), i);
        }
        return store.length;
      },
      "array in a Map": (count) => {
        const streamsByKey = new Map<string, { key: string; value: number }[]>();
        for (let i = 0; i < count; i++) {
          const key = keys[i & mask]!;
          const list = streamsByKey.get(key);
          if (list === undefined) streamsByKey.set(key, [{ key, value: i }]);
          else list.push({ key, value: i });
        }
        return streamsByKey.size;
      },
    },
  },
  {
    title: "Idempotent receiver: a new key, 10,000 remembered",
    count: 100_000,
    contenders: {
      ours: (count) => {
        const receiver = new IdempotentReceiver<number>(10_000);
        let sum = 0;
        for (let i = 0; i < count; i++) sum += receiver.once(`${i}`, () => i);
        return sum;
      },
      "Map set and delete": (count) => {
        const map = new Map<string, number>();
        for (let i = 0; i < count; i++) {
          map.set(`${i}`, i);
          if (i >= 10_000) map.delete(`${i - 10_000}`);
        }
        return map.size;
      },
    },
  },
  {
    title: "Waiters by version: wait and be released, 100 at a time",
    count: 100_000,
    contenders: {
      ours: (count) => {
        const waiters = new VersionWaiters(1000);
        let released = 0;
        for (let i = 0; i < count; i++) {
          waiters.wait(i, i + 1 + ((i * 37) % 100));
          waiters.advance(i - 50, () => {
            released++;
          });
        }
        return released;
      },
      "sorted array": (count) => {
        const waiting: { version: number }[] = [];
        let released = 0;
        for (let i = 0; i < count; i++) {
          const version = i + 1 + ((i * 37) % 100);
          let at = waiting.length;
          while (at > 0 && waiting[at - 1]!.version > version) at--;
          waiting.splice(at, 0, { version });
          while (waiting.length > 0 && waiting[0]!.version <= i - 50) {
            waiting.shift();
            released++;
          }
        }
        return released;
      },
    },
  },
];

measureAll(groups);

console.log("\nLinearizability: milliseconds and steps as the history of a register grows (ten clients).");
for (const count of [1000, 10_000, 100_000]) {
  const history = atomicRegister(5, count, 10, 1e6);
  const from = performance.now();
  const { verdict, steps: done } = checkLinearizability(registerModel(), history);
  console.log(
    `  ${count} operations: ${(performance.now() - from).toFixed(0)} ms, ${done} steps, ${verdict}`,
  );
}
