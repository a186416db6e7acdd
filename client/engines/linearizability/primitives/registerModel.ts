/**
 * A register with `read`, `write` and `cas` (compare-and-set of `[from, to]`), as in Jepsen's tests of etcd, and many of
 * them told apart by key, with `append` on text besides. Values are compared as JSON.
 */
import { canonicalText, type OperationRecord } from "./operationRecord.ts";
import type { ModelCall, ModelOptions, SequentialModel, UnknownCall } from "./sequentialModel.ts";

export interface RegisterCall extends ModelCall {
  readonly kind: "read" | "write" | "cas" | "casFailed" | "casUnknown" | "append";
  /** Canonical text; of `append` the text itself. */
  readonly value: string;
  readonly to: string;
  readonly key: string;
}

const NAMES: Readonly<Record<string, RegisterCall["kind"]>> = {
  read: "read",
  get: "read",
  r: "read",
  write: "write",
  put: "write",
  w: "write",
  cas: "cas",
  append: "append",
};

function registerCall(
  record: OperationRecord,
  options: ModelOptions,
): RegisterCall | UnknownCall | undefined {
  const kind = Object.hasOwn(NAMES, record.f) ? NAMES[record.f]! : undefined;
  if (kind === undefined) return { problem: `a register has no operation ${record.f}` };
  const { outcome, input } = record;
  const key = record.key === undefined ? "" : canonicalText(record.key);
  const make = (as: RegisterCall["kind"], value: string, to = ""): RegisterCall => ({
    kind: as,
    value,
    to,
    key,
    observes: as === "read" || as === "casFailed",
    text: `${key === "" ? "" : `${key}: `}${as} ${value}${to === "" ? "" : ` ${to}`}`,
  });
  if (kind === "cas") {
    if (!Array.isArray(input) || input.length !== 2) return { problem: "cas takes [from, to]" };
    const [from, to] = input.map(canonicalText) as [string, string];
    if (outcome === "fail") return options.failedCasAnswers ? make("casFailed", from, to) : undefined;
    return make(outcome === "ok" ? "cas" : "casUnknown", from, to);
  }
  if (outcome === "fail") return undefined;
  if (kind === "read") return outcome === "ok" ? make("read", canonicalText(record.output)) : undefined;
  if (kind === "write") return make("write", canonicalText(input));
  return typeof input === "string" ? make("append", input) : { problem: "append takes text" };
}

function step(state: string, call: RegisterCall): string | undefined {
  switch (call.kind) {
    case "read":
      return call.value === state ? state : undefined;
    case "write":
      return call.value;
    case "cas":
      return call.value === state ? call.to : undefined;
    case "casFailed":
      return call.value === state ? undefined : state;
    case "casUnknown":
      return call.value === state ? call.to : state;
    case "append":
      return appended(state, call.value);
  }
}

/** Nothing counts as empty text. */
function appended(state: string, text: string): string | undefined {
  if (state === "null") return JSON.stringify(text);
  return state.startsWith('"') ? JSON.stringify(`${JSON.parse(state) as string}${text}`) : undefined;
}

/** @param initial what a register holds before the first write; null is nothing. */
export function registerModel(initial: unknown = null): SequentialModel<string, RegisterCall> {
  return {
    name: "register",
    initial: canonicalText(initial),
    call: registerCall,
    step,
    stateKey: (state) => state,
  };
}

/** Registers by key, independent of each other. Absent keys hold `initial`. */
export function keyValueModel(initial: unknown = null): SequentialModel<string, RegisterCall> {
  return { ...registerModel(initial), name: "key-value", part: (call) => call.key };
}
