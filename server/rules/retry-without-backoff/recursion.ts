/**
 * Retry by calling oneself from the handler: `catch { return load(url, retries - 1) }`. Only the same call again, or the
 * same with a counter, is a retry; other arguments are a fallback.
 */
import type { Call, CodeModel, Expression, FunctionScope, Try } from "../../model/codeModel.ts";
import { contains } from "../expressions.ts";
import { attemptIn } from "./attempts.ts";
import { delayIn } from "./delays.ts";

export interface RetryRecursion {
  readonly call: Call;
  readonly attempt: Call;
  readonly delayMs: number | undefined;
  readonly waits: boolean;
  readonly counted: boolean;
}

export function retryRecursions(model: CodeModel): RetryRecursion[] {
  return model.calls.flatMap((call) => {
    const [tried] = call.context.handlers;
    const [scope] = call.context.functions;
    if (tried === undefined || scope === undefined || !callsItself(call, scope)) return [];
    const again = repetition(call, scope);
    const attempt = again && attemptIn(tried, undefined, model);
    const handler = handlerOf(tried, call);
    if (again === undefined || attempt === undefined || handler === undefined) return [];
    const delay = delayIn(handler, call.span, undefined, model);
    if (delay.kind === "other") return [];
    const constant = delay.kind === "constant" ? delay.delay : undefined;
    return [
      {
        call,
        attempt,
        delayMs: constant?.delayMs,
        waits: constant !== undefined,
        counted: again === "counted",
      },
    ];
  });
}

function callsItself(call: Call, scope: FunctionScope): boolean {
  if (scope.name === undefined || scope.name !== call.method) return false;
  if (call.callee.kind === "name") return true;
  const { receiver } = call;
  return receiver?.kind === "name" && (receiver.name === "this" || receiver.name === "self");
}

/** Each argument in its own place; `counted` when one of them is counted up or down. */
function repetition(call: Call, scope: FunctionScope): "same" | "counted" | undefined {
  const parameters = call.receiver
    ? scope.parameters.filter((name) => !/^(?:self|cls)$/.test(name))
    : scope.parameters;
  let counted = false;
  const isOwn = (value: Expression, name: string | undefined): boolean =>
    value.kind === "name" && value.name === name;
  const repeats = call.arguments.every(({ name, value }, position) => {
    const parameter = name ?? parameters[position];
    if (isOwn(value, parameter)) return true;
    const counts = value.kind === "binary" && /^[-+]$/.test(value.operator) && isOwn(value.left, parameter);
    counted ||= counts;
    return counts;
  });
  if (!repeats) return undefined;
  return counted ? "counted" : "same";
}

function handlerOf(tried: Try, call: Call) {
  return tried.handlers.find(({ bodySpan }) => contains(bodySpan, call.span))?.bodySpan;
}
