/**
 * What is tried again: a remote operation, known by its library or by what the code calls it ("attempt", "retry").
 */
import type { Call, CodeModel, Context, Loop, Try } from "../../model/codeModel.ts";
import { CalleeTable } from "../calleeTable.ts";
import { contains, someIn, wordsOf } from "../expressions.ts";
import { conflict, notFailure, remoteOperations, retryWord } from "./apis.ts";

const remote = new CalleeTable(remoteOperations);

/** The operation in the try block, else undefined. */
export function attemptIn(tried: Try, loop: Loop | undefined, model: CodeModel): Call | undefined {
  if (isExpected(tried, model)) return undefined;
  const calls = model.calls.filter((call) => contains(tried.bodySpan, call.span));
  const known = calls.find((call) => remote.find(call, model) !== undefined);
  if (known) return known;
  if (!saysRetry(tried.context, loop)) return undefined;
  return calls.find((call) => call.awaited || callsParameter(call));
}

/** A conflict that is resolved by trying again, or an ordinary end of waiting. */
function isExpected(tried: Try, model: CodeModel): boolean {
  const text = model.text.slice(tried.span.start, tried.span.end);
  return (
    conflict.test(text) || tried.handlers.some(({ types }) => types.some((type) => notFailure.test(type)))
  );
}

function saysRetry(context: Context, loop: Loop | undefined): boolean {
  const names = [...(loop?.variables ?? []), context.functions[0]?.name ?? "", ...namesInCondition(loop)];
  return names.flatMap(wordsOf).some((word) => retryWord.test(word));
}

function namesInCondition(loop: Loop | undefined): string[] {
  const names: string[] = [];
  if (loop?.condition) {
    someIn(loop.condition, (part) => {
      if (part.kind === "name") names.push(part.name);
      return false;
    });
  }
  return names;
}

/** `fn()` in a helper that retries whatever it is given. */
function callsParameter(call: Call): boolean {
  return call.callee.kind === "name" && call.callee.binding?.kind === "parameter";
}

/** The call goes elsewhere on each turn (`fetch(mirrors[i])`): that is failing over. */
export function failsOver(attempt: Call, loop: Loop): boolean {
  return attempt.arguments.some(({ value }) =>
    someIn(value, (part) => part.kind === "index" && someIn(part.index, (index) => isTurn(index, loop))),
  );
}

const isTurn = (part: { kind: string; name?: string }, loop: Loop): boolean =>
  part.kind === "name" && loop.variables.includes(part.name ?? "");
