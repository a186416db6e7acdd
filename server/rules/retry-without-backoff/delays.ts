/** How a loop waits between tries: not at all, equally long each time, or in a way that backs off or is not known. */
import type { Call, CodeModel, Expression, Loop, Span } from "../../model/codeModel.ts";
import { CalleeTable } from "../calleeTable.ts";
import { constantOf, contains, lastName, resolved, someIn } from "../expressions.ts";
import { sleepName, sleeps, waitingName } from "./apis.ts";

const sleepTable = new CalleeTable(sleeps);

export interface ConstantDelay {
  readonly call: Call;
  readonly argument: Expression;
  /** In milliseconds, when the line knows it. */
  readonly delayMs: number | undefined;
  readonly unit: "ms" | "s" | undefined;
}

export type Delay =
  | { readonly kind: "none" }
  | { readonly kind: "constant"; readonly delay: ConstantDelay }
  | { readonly kind: "other" };

/** The wait in `where` (a loop's body or a handler), apart from what happens in `tried`. */
export function delayIn(where: Span, tried: Span, loop: Loop | undefined, model: CodeModel): Delay {
  let constant: ConstantDelay | undefined;
  for (const call of model.calls) {
    if (!contains(where, call.span) || contains(tried, call.span)) continue;
    const sleep = sleepOf(call, model);
    if (sleep === undefined) {
      // An awaited call of our own may do the waiting.
      if (waitingName.test(call.method) || isAwaitedElsewhere(call, model)) return { kind: "other" };
      continue;
    }
    if (!isSameEachTime(sleep.argument, loop, model)) return { kind: "other" };
    constant = sleep;
  }
  return constant ? { kind: "constant", delay: constant } : { kind: "none" };
}

/** Awaited, and not merely the promise around a `setTimeout`. */
function isAwaitedElsewhere(call: Call, model: CodeModel): boolean {
  if (!call.awaited) return false;
  return !model.calls.some(
    (inner) => inner !== call && contains(call.argumentsSpan, inner.span) && sleepOf(inner, model),
  );
}

function sleepOf(call: Call, model: CodeModel): ConstantDelay | undefined {
  const known = sleepTable.find(call, model);
  const named = known === undefined && sleepName.test(call.method) && call.arguments.length === 1;
  if (known === undefined && !named) return undefined;
  const argument = call.arguments[known?.position ?? 0]?.value;
  if (argument === undefined) return undefined;
  const value = constantOf(argument);
  const unit = known?.unit ?? (model.languageId === "python" ? "s" : "ms");
  const delayMs = typeof value === "number" ? value * (unit === "s" ? 1000 : 1) : undefined;
  return { call, argument, delayMs, unit: known?.unit };
}

/** A constant, or a variable or setting that nothing changes between two tries. */
function isSameEachTime(argument: Expression, loop: Loop | undefined, model: CodeModel): boolean {
  if (typeof constantOf(argument) === "number") return true;
  if (argument.kind === "name") {
    const { binding } = argument;
    if (binding === undefined || binding.kind === "import" || binding.kind === "loop") return false;
    if (loop && (contains(loop.span, binding.declarationSpan) || loop.variables.includes(argument.name)))
      return false;
    if (binding.uses.some((use) => use.role === "write")) return false;
    if (binding.kind === "parameter") return loop !== undefined;
    return binding.initialiser !== undefined && isPlain(resolved(binding.initialiser));
  }
  if (argument.kind !== "member") return false;
  const property = argument.property;
  const isSetting =
    /^[A-Z\d_]+$/.test(property) ||
    /(?:delay|interval|wait|sleep)(?:_?(?:ms|s|secs?|seconds|millis))?$/i.test(property);
  return (
    isSetting &&
    !model.assignments.some(({ target, operator }) => operator !== "=" && lastName(target) === property)
  );
}

/** No call and no variable in it: `10 * 1000`, `options.delay`. */
function isPlain(value: Expression): boolean {
  return !someIn(
    value,
    (part) => part.kind === "call" || part.kind === "unknown" || part.kind === "function",
  );
}
