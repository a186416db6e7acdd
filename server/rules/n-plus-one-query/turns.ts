/**
 * Which loop makes a query run once a row. Not every loop does: a retry runs until it succeeds, a page loop fetches a
 * page a turn, five literals are five, and a callback that is only registered runs some other time.
 */
import type { Call, CodeModel, Expression, FunctionScope, Loop } from "../../model/codeModel.ts";
import { enclosingCalls } from "../callIndex.ts";
import { contains, lastName, resolved, sameSpan, someIn, wordsOf } from "../expressions.ts";
import { chunkWords, deferring } from "./apis.ts";

/** So few turns that one query each is no fault (a known handful of regions, kinds, currencies). */
const fewTurns = 5;

/** The innermost loop over rows on whose turn the call depends. */
export function rowLoopOf(call: Call, model: CodeModel): Loop | undefined {
  return call.context.loops.find(
    (loop) =>
      runsWithinTurn(call, loop) &&
      isOverRows(loop, call, model) &&
      dependsOn(call, loop) &&
      !isOneTransaction(loop, model),
  );
}

/** No function lies between the call and the loop but such as run at once, within the turn. */
function runsWithinTurn(call: Call, loop: Loop): boolean {
  const between = call.context.functions.filter((scope) => contains(loop.bodySpan, scope.span));
  return between.every(runsAtOnce);
}

function runsAtOnce({ argumentOf }: FunctionScope): boolean {
  return argumentOf !== undefined && !deferring.has(argumentOf.method);
}

function isOverRows(loop: Loop, call: Call, model: CodeModel): boolean {
  if (loop.kind === "while") return false;
  if (loop.turns !== undefined && loop.turns <= fewTurns) return false;
  if (isCounting(loop)) return indexesBy(call, loop);
  const rows = loop.iterable && resolved(loop.iterable);
  if (rows?.kind === "list" && !rows.hasSpread && rows.items.length <= fewTurns) return false;
  const header = model.text.slice(loop.span.start, loop.span.start + 12);
  // Messages and rows that arrive one by one cannot be asked for together.
  if (/^(?:for\s+await|async\s+for)\b/.test(header)) return false;
  return !namesOf(loop).some((name) => wordsOf(name).some((word) => chunkWords.has(word)));
}

function isCounting(loop: Loop): boolean {
  if (loop.kind === "count") return true;
  return loop.iterable?.kind === "call" && loop.iterable.call.method === "range";
}

function namesOf(loop: Loop): string[] {
  const names = [...loop.variables];
  if (loop.iterable === undefined) return names;
  someIn(loop.iterable, (part) => {
    const name = part.kind === "name" || part.kind === "member" ? lastName(part) : undefined;
    if (name !== undefined) names.push(name);
    return false;
  });
  return names;
}

/** The call's arguments or receiver change with the turn. */
function dependsOn(call: Call, loop: Loop): boolean {
  return someIn({ kind: "call", call, span: call.span }, (part) => variesIn(part, loop));
}

function variesIn(part: Expression, loop: Loop): boolean {
  if (part.kind !== "name") return false;
  if (loop.variables.includes(part.name)) return true;
  return part.binding !== undefined && contains(loop.bodySpan, part.binding.declarationSpan);
}

/** `ids[i]`, at the call or in a variable of the body. A counter alone may be a page or an attempt. */
function indexesBy(call: Call, loop: Loop): boolean {
  const isElement = (part: Expression): boolean =>
    part.kind === "index" &&
    someIn(part.index, (index) => index.kind === "name" && loop.variables.includes(index.name));
  return someIn({ kind: "call", call, span: call.span }, (part) => {
    if (isElement(part)) return true;
    const value = part.kind === "name" ? part.binding?.initialiser : undefined;
    return value !== undefined && contains(loop.bodySpan, value.span) && someIn(value, isElement);
  });
}

/** `prisma.$transaction(rows.map(…))` sends the whole array together. */
function isOneTransaction(loop: Loop, model: CodeModel): boolean {
  if (loop.kind !== "callback") return false;
  return enclosingCalls(loop.span, model).some(
    (outer) =>
      /^(?:\$transaction|batch|bulkWrite|pipeline|multi)$/.test(outer.method) &&
      outer.arguments.some(({ value }) => sameSpan(value.span, loop.span)),
  );
}
