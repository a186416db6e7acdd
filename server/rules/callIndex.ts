/**
 * Look-ups over the calls and assignments of a model, each made once a model: a rule asks them for every call, and a
 * file of 20,000 lines has as many calls.
 */
import type { Assignment, Call, CodeModel, Span } from "../model/codeModel.ts";

interface CallIndex {
  readonly byMethod: ReadonlyMap<string, readonly Call[]>;
  readonly byStart: ReadonlyMap<number, readonly Call[]>;
  /** By the start of their arguments; `parents[i]` is the position of the call around `nested[i]`, or -1. */
  readonly nested: readonly Call[];
  readonly parents: Int32Array;
  /** Assignments to `x.property`, by property; those to `x[i]` under the empty name. */
  readonly byProperty: ReadonlyMap<string, readonly Assignment[]>;
}

const indexes = new WeakMap<CodeModel, CallIndex>();

function indexOf(model: CodeModel): CallIndex {
  const known = indexes.get(model);
  if (known) return known;
  const nested = [...model.calls].sort(
    (a, b) => a.argumentsSpan.start - b.argumentsSpan.start || b.argumentsSpan.end - a.argumentsSpan.end,
  );
  const made = {
    byMethod: group(model.calls, ({ method }) => method),
    byStart: group(model.calls, ({ span }) => span.start),
    nested,
    parents: parentsOf(nested),
    byProperty: group(model.assignments, ({ target }) => (target.kind === "member" ? target.property : "")),
  };
  indexes.set(model, made);
  return made;
}

function group<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function parentsOf(nested: readonly Call[]): Int32Array {
  const parents = new Int32Array(nested.length);
  const open: number[] = [];
  nested.forEach((call, position) => {
    while (open.length > 0 && nested[open.at(-1)!]!.argumentsSpan.end < call.argumentsSpan.end) open.pop();
    parents[position] = open.at(-1) ?? -1;
    open.push(position);
  });
  return parents;
}

export function callsNamed(method: string, model: CodeModel): readonly Call[] {
  return indexOf(model).byMethod.get(method) ?? [];
}

export function callsStartingAt(offset: number, model: CodeModel): readonly Call[] {
  return indexOf(model).byStart.get(offset) ?? [];
}

export function assignmentsTo(property: string, model: CodeModel): readonly Assignment[] {
  return indexOf(model).byProperty.get(property) ?? [];
}

/** Calls in whose arguments this span stands, innermost first. */
export function enclosingCalls(span: Span, model: CodeModel): Call[] {
  const { nested, parents } = indexOf(model);
  let low = -1;
  let high = nested.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nested[middle]!.argumentsSpan.start <= span.start) low = middle;
    else high = middle - 1;
  }
  const found: Call[] = [];
  for (let at = low; at !== -1; at = parents[at]!) {
    const call = nested[at]!;
    if (call.argumentsSpan.end >= span.end) found.push(call);
  }
  return found;
}
