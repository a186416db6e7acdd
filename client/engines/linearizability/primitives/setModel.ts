/**
 * A set with `add`, `remove`, `contains`, and `read` of all elements. Where nobody reads the whole set its elements are
 * independent, and are checked one by one. The answers of add and remove may say whether they changed anything (true or
 * false); any other answer says nothing.
 */
import { canonicalText, type OperationRecord } from "./operationRecord.ts";
import type { ModelCall, SequentialModel, UnknownCall } from "./sequentialModel.ts";

export interface SetCall extends ModelCall {
  readonly kind: "add" | "remove" | "contains" | "read";
  readonly element: string;
  /** Of `read`, sorted. */
  readonly elements: readonly string[];
  /** Whether the element was there before; undefined when the answer does not say. */
  readonly present: boolean | undefined;
}

function setCall(record: OperationRecord): SetCall | UnknownCall | undefined {
  const { f, input, output, outcome } = record;
  if (f !== "add" && f !== "remove" && f !== "contains" && f !== "read")
    return { problem: `a set has no operation ${f}` };
  if (outcome === "fail") return undefined;
  if ((f === "contains" || f === "read") && outcome !== "ok") return undefined;
  if (f === "read") {
    if (!Array.isArray(output)) return { problem: "read of a set answers with a list of its elements" };
    const elements = [...new Set(output.map(canonicalText))].sort();
    return { kind: f, element: "", elements, present: undefined, observes: true, text: `read ${elements}` };
  }
  const element = canonicalText(input);
  const answer = outcome === "ok" && typeof output === "boolean" ? output : undefined;
  if (f === "contains" && answer === undefined) return { problem: "contains answers with true or false" };
  // An add that changed something found nothing; a remove that did found the element.
  const present = f === "add" && answer !== undefined ? !answer : answer;
  const observes = f === "contains" || (present !== undefined && present === (f === "add"));
  const found = present === undefined ? "" : present ? ": was there" : ": was not there";
  return { kind: f, element, elements: [], present, observes, text: `${f} ${element}${found}` };
}

/** Sorted lists, which are short where elements are independent. */
function step(state: readonly string[], call: SetCall): readonly string[] | undefined {
  if (call.kind === "read") {
    const same = state.length === call.elements.length && state.every((one, i) => one === call.elements[i]);
    return same ? state : undefined;
  }
  const has = state.includes(call.element);
  if (call.present !== undefined && call.present !== has) return undefined;
  if (call.kind === "add" && !has) return [...state, call.element].sort();
  return call.kind === "remove" && has ? state.filter((one) => one !== call.element) : state;
}

export function setModel(): SequentialModel<readonly string[], SetCall> {
  return {
    name: "set",
    initial: [],
    call: setCall,
    step,
    stateKey: (state) => state.join("\n"),
    part: (call) => (call.kind === "read" ? undefined : call.element),
  };
}
