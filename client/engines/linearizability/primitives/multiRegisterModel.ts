/**
 * Registers that are read and written several at once: operation `txn`, whose value is a list of `[f, register, value]`
 * with f read or write, as in Knossos. It is one object, so the check is for strict serializability of such
 * transactions.
 */
import { canonicalText, type OperationRecord } from "./operationRecord.ts";
import type { ModelCall, SequentialModel, UnknownCall } from "./sequentialModel.ts";

interface MicroOperation {
  readonly writes: boolean;
  readonly register: string;
  /** Undefined for a read without an answer. */
  readonly value: string | undefined;
}

export interface MultiRegisterCall extends ModelCall {
  readonly operations: readonly MicroOperation[];
}

type Registers = ReadonlyMap<string, string>;

function multiCall({
  f,
  input,
  output,
  outcome,
}: OperationRecord): MultiRegisterCall | UnknownCall | undefined {
  if (f !== "txn") return { problem: `several registers have no operation ${f}` };
  if (outcome === "fail") return undefined;
  const list: unknown = outcome === "ok" ? output : input;
  if (!Array.isArray(list)) return { problem: "txn takes a list of [f, register, value]" };
  const operations: MicroOperation[] = [];
  for (const one of list as unknown[]) {
    const [name, register, value] = Array.isArray(one) ? (one as unknown[]) : [];
    const writes = name === "write" || name === "w";
    if (!writes && name !== "read" && name !== "r") return { problem: "txn takes reads and writes" };
    const known = writes || outcome === "ok";
    operations.push({
      writes,
      register: canonicalText(register),
      value: known ? canonicalText(value) : undefined,
    });
  }
  const observes = !operations.some(({ writes }) => writes);
  if (observes && outcome !== "ok") return undefined;
  const text = operations
    .map(({ writes, register, value }) => `${writes ? "write" : "read"} ${register} ${value ?? "?"}`)
    .join(", ");
  return { operations, observes, text };
}

function step(state: Registers, { operations }: MultiRegisterCall): Registers | undefined {
  let next = state;
  for (const { writes, register, value } of operations) {
    if (writes) next = new Map(next).set(register, value!);
    else if (value !== undefined && value !== (next.get(register) ?? "null")) return undefined;
  }
  return next;
}

/** @param initial values by register, such as `{ x: 0, y: 0 }`. */
export function multiRegisterModel(
  initial: Readonly<Record<string, unknown>> = {},
): SequentialModel<Registers, MultiRegisterCall> {
  const entries = Object.entries(initial).map(
    ([name, value]) => [canonicalText(name), canonicalText(value)] as const,
  );
  return {
    name: "multi-register",
    initial: new Map(entries),
    call: multiCall,
    step,
    stateKey: (state) => canonicalText([...state].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}
