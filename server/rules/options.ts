/**
 * Whether a call states an option, by keyword, by position or in an options object. "Unknown" is an answer of its own:
 * a spread, a variable that cannot be followed or one that is changed later may hold anything.
 */
import type { Call, CodeModel, Expression } from "../model/codeModel.ts";
import { assignmentsTo, callsStartingAt } from "./callIndex.ts";
import { resolved, sameSpan } from "./expressions.ts";

export type ObjectExpression = Expression & { readonly kind: "object" };

export type Option =
  | { readonly state: "given"; readonly value: Expression; readonly key: string }
  /** `object` is the literal at the call itself into which it could be written. */
  | { readonly state: "absent"; readonly object: ObjectExpression | undefined }
  | { readonly state: "unknown" };

const unknown: Option = { state: "unknown" };

/** A Python keyword argument, or the positional argument at `position`. */
export function keywordOption(call: Call, keywords: readonly string[], position?: number): Option {
  for (const argument of call.arguments) {
    if (argument.name !== undefined && keywords.includes(argument.name)) {
      return { state: "given", value: argument.value, key: argument.name };
    }
  }
  if (call.arguments.some((argument) => argument.spread)) return unknown;
  const positional = call.arguments.filter((argument) => argument.name === undefined);
  const value = position === undefined ? undefined : positional[position]?.value;
  if (value !== undefined && position !== undefined) {
    return { state: "given", value, key: keywords[0] ?? "" };
  }
  return { state: "absent", object: undefined };
}

/** A key of the options object at argument `position`. */
export function entryOption(call: Call, keys: readonly string[], position: number, model: CodeModel): Option {
  if (call.arguments.slice(0, position + 1).some((argument) => argument.spread)) return unknown;
  const argument = call.arguments[position]?.value;
  return argument === undefined ? { state: "absent", object: undefined } : entryIn(argument, keys, model);
}

/** A key of an object expression, or of the object that a name stands for. */
export function entryIn(expression: Expression, keys: readonly string[], model: CodeModel): Option {
  const object = resolved(expression);
  if (object.kind !== "object") return unknown;
  const entry = object.entries.findLast(({ key }) => keys.includes(key));
  if (entry) return { state: "given", value: entry.value, key: entry.key };
  if (object.hasSpread || isChanged(expression, keys, model)) return unknown;
  return { state: "absent", object: sameSpan(object.span, expression.span) ? object : undefined };
}

/** `options.signal = …` somewhere after `const options = {…}`. */
function isChanged(expression: Expression, keys: readonly string[], model: CodeModel): boolean {
  if (expression.kind !== "name") return false;
  // The empty name stands for `options[key] = …`.
  return ["", ...keys].some((key) =>
    assignmentsTo(key, model).some(
      ({ target }) =>
        (target.kind === "member" || target.kind === "index") &&
        target.object.kind === "name" &&
        target.object.binding === expression.binding,
    ),
  );
}

/** The later calls of a method chain that begins with this call: `.timeout()` of `superagent.get(u).timeout(9)`. */
export function chainedMethods(call: Call, model: CodeModel): Call[] {
  return callsStartingAt(call.span.start, model).filter(
    (other) => other.span.end > call.span.end && startsWith(other, call),
  );
}

function startsWith(outer: Call, inner: Call): boolean {
  let receiver: Expression | undefined = outer.receiver;
  for (let depth = 0; receiver !== undefined && depth < 64; depth++) {
    if (receiver.kind === "call") {
      if (sameSpan(receiver.call.span, inner.span)) return true;
      receiver = receiver.call.receiver;
    } else if (receiver.kind === "member" || receiver.kind === "index") receiver = receiver.object;
    else if (receiver.kind === "await") receiver = receiver.operand;
    else return false;
  }
  return false;
}
