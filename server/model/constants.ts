/** Values that can be known without running the code: literals, through names that are assigned once. */
import type { Binding, Expression } from "./codeModel.ts";

const maxSteps = 20;

/** Undefined when the value is not constant; null is the language's null. */
export function constantValue(
  expression: Expression | undefined,
): string | number | boolean | null | undefined {
  let at = expression;
  for (let steps = 0; steps < maxSteps && at; steps++) {
    if (at.kind === "literal") return at.value;
    at = at.kind === "name" || at.kind === "member" ? at.binding?.initialiser : undefined;
  }
  return undefined;
}

export function constantNumber(expression: Expression | undefined): number | undefined {
  const value = constantValue(expression);
  return typeof value === "number" ? value : undefined;
}

/** Methods by which a list that was written out gets another length. */
const resizing = new Set([
  ...["push", "pop", "shift", "unshift", "splice", "fill"],
  ...["append", "extend", "insert", "remove", "clear"],
]);

/** Number of elements of a literal list, through names that are assigned once and whose value is not resized. */
export function constantLength(expression: Expression | undefined): number | undefined {
  let at = expression;
  for (let steps = 0; steps < maxSteps && at; steps++) {
    if (at.kind === "list") return at.hasSpread ? undefined : at.items.length;
    const binding: Binding | undefined = at.kind === "name" || at.kind === "member" ? at.binding : undefined;
    if (
      binding?.uses.some(({ call, role }) => role === "element-write" || (call && resizing.has(call.method)))
    )
      return undefined;
    at = binding?.initialiser;
  }
  return undefined;
}
