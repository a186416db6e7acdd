/** Random histories: of anything, of objects that are atomic, and of such with one answer changed. */
import fc from "fast-check";
import { RandomStreams } from "../../../client/engines/kernel/random.ts";
import type { OperationRecord } from "../../../client/engines/linearizability/primitives/operationRecord.ts";
import type {
  ModelCall,
  ModelOptions,
  SequentialModel,
} from "../../../client/engines/linearizability/primitives/sequentialModel.ts";
import { isUnknownCall } from "../../../client/engines/linearizability/primitives/sequentialModel.ts";

export interface Shape {
  readonly f: string;
  readonly input: unknown;
  readonly output: unknown;
}

/** At each turn a process calls, or ends what it called; what has not ended at the end never does. */
export function anyHistory(shape: fc.Arbitrary<Shape>, turns: number): fc.Arbitrary<OperationRecord[]> {
  const turn = fc.record({
    process: fc.nat(3),
    shape,
    ending: fc.constantFrom("ok", "ok", "ok", "fail", "info"),
  });
  return fc.array(turn, { maxLength: turns }).map((list) => {
    const operations: OperationRecord[] = [];
    const open = new Map<number, number>();
    list.forEach(({ process, shape: { f, input, output }, ending }, at) => {
      const index = open.get(process);
      if (index === undefined) {
        open.set(process, operations.length);
        operations.push({ process, f, input, output, outcome: "info", called: at, returned: Infinity });
        return;
      }
      open.delete(process);
      if (ending === "info") return;
      operations[index] = { ...operations[index]!, outcome: ending as "ok" | "fail", returned: at };
    });
    return operations;
  });
}

/** From the definition: every order that keeps real time, with or without each operation that never returned. */
export function bruteForce<State, Call extends ModelCall>(
  model: SequentialModel<State, Call>,
  history: readonly OperationRecord[],
  options: ModelOptions = {},
): boolean {
  const operations = history.flatMap((record) => {
    const call = model.call(record, options);
    if (call === undefined || isUnknownCall(call)) return [];
    return [
      { call, called: record.called, returned: record.outcome === "info" ? Infinity : record.returned },
    ];
  });
  const extend = (state: State, left: typeof operations): boolean => {
    if (left.every(({ returned }) => returned === Infinity)) return true;
    return left.some((one) => {
      if (left.some((other) => other.returned < one.called)) return false;
      const next = model.step(state, one.call);
      return (
        next !== undefined &&
        extend(
          next,
          left.filter((other) => other !== one),
        )
      );
    });
  };
  return extend(model.initial, operations);
}

/** In words what is wrong with an order that is said to explain a history, or undefined. */
export function orderFault<State, Call extends ModelCall>(
  model: SequentialModel<State, Call>,
  history: readonly OperationRecord[],
  order: readonly number[],
  options: ModelOptions = {},
): string | undefined {
  if (new Set(order).size !== order.length) return "an operation is placed twice";
  let state = model.initial;
  for (const [i, position] of order.entries()) {
    const record = history[position]!;
    const call = model.call(record, options);
    if (call === undefined || isUnknownCall(call)) return `operation ${position} does not count`;
    const next = model.step(state, call);
    if (next === undefined) return `${call.text} is not possible at ${i}`;
    if (order.slice(0, i).some((before) => history[before]!.called > record.returned))
      return `operation ${position} comes after what it preceded`;
    state = next;
  }
  return undefined;
}

/** `count` operations of `clients` on an object that is atomic: each takes effect at a moment between call and return. */
export function atomicHistory<State>(
  seed: number,
  count: number,
  clients: number,
  initial: State,
  act: (state: State, random: () => number) => { shape: Shape; state: State; key?: unknown },
): OperationRecord[] {
  const streams = new RandomStreams(seed);
  const random = () => streams.next("history");
  const moments = Array.from({ length: count }, (_, i) => i);
  const free = new Float64Array(clients);
  let state = initial;
  return moments.map((moment) => {
    const process = free.reduce((best, at, i) => (at < free[best]! ? i : best), 0);
    const called = Math.max(free[process]!, moment - random() * clients);
    const returned = moment + random() * clients;
    free[process] = returned + 1e-6;
    const took = act(state, random);
    state = took.state;
    const record = {
      process,
      ...took.shape,
      outcome: "ok" as const,
      called: Math.min(called, moment),
      returned,
    };
    return took.key === undefined ? record : { ...record, key: took.key };
  });
}

export function atomicRegister(seed: number, count: number, clients: number, values = 5): OperationRecord[] {
  return atomicHistory<number | null>(seed, count, clients, null, (state, random) => {
    const value = Math.floor(random() * values);
    const kind = random();
    if (kind < 0.5) return { shape: { f: "read", input: null, output: state }, state };
    if (kind < 0.75) return { shape: { f: "write", input: value, output: null }, state: value };
    const to = Math.floor(random() * values);
    if (state === null) return { shape: { f: "write", input: to, output: null }, state: to };
    return { shape: { f: "cas", input: [state, to], output: null }, state: to };
  });
}

export function atomicQueue(seed: number, count: number, clients: number): OperationRecord[] {
  let next = 0;
  return atomicHistory<readonly number[]>(seed, count, clients, [], (state, random) => {
    if (random() < 0.5) {
      const value = next++;
      return { shape: { f: "enqueue", input: value, output: null }, state: [...state, value] };
    }
    return { shape: { f: "dequeue", input: null, output: state[0] ?? null }, state: state.slice(1) };
  });
}

export function atomicKeyValue(
  seed: number,
  count: number,
  clients: number,
  keys: number,
): OperationRecord[] {
  return atomicHistory<readonly (number | null)[]>(
    seed,
    count,
    clients,
    Array(keys).fill(null),
    (state, random) => {
      const key = Math.floor(random() * keys);
      if (random() < 0.5) return { shape: { f: "get", input: null, output: state[key] }, state, key };
      const value = Math.floor(random() * 1000);
      return { shape: { f: "put", input: value, output: null }, state: state.with(key, value), key };
    },
  );
}

export function atomicSet(seed: number, count: number, clients: number): OperationRecord[] {
  return atomicHistory<readonly number[]>(seed, count, clients, [], (state, random) => {
    const element = Math.floor(random() * 8);
    const has = state.includes(element);
    const kind = random();
    if (kind < 0.4) return { shape: { f: "contains", input: element, output: has }, state };
    if (kind < 0.7)
      return { shape: { f: "add", input: element, output: !has }, state: has ? state : [...state, element] };
    const rest = state.filter((one) => one !== element);
    return { shape: { f: "remove", input: element, output: has }, state: rest };
  });
}
