/** Calls: callee, receiver, arguments, and the loop that a call of `map` and its kin is. */
import type { ArgumentFact, CallFact, Fact } from "../languages/facts.ts";
import type { Argument, Call, Expression, Loop } from "./codeModel.ts";
import { constantLength } from "./constants.ts";
import type { Linker } from "./linker.ts";
import type { Place } from "./place.ts";
import type { Mutable } from "./scopes.ts";
import { visitFunction } from "./visitDefinitions.ts";
import { useField, visitReference } from "./visitReferences.ts";

export function visitCall(fact: CallFact, linker: Linker, place: Place): Expression {
  const unset: Expression = { kind: "unknown", span: linker.span(fact.callee) };
  const args: Argument[] = [];
  const call: Mutable<Call> = {
    span: linker.span(fact),
    calleeSpan: linker.span(fact.callee),
    callee: unset,
    qualified: undefined,
    origin: undefined,
    method: methodOf(fact.callee),
    receiver: undefined,
    arguments: args,
    argumentsSpan: linker.span(fact.inside),
    constructed: fact.constructed,
    awaited: place.awaited ?? false,
    context: linker.context,
  };
  linker.calls.push(call);
  call.callee = visitCallee(fact.callee, call, linker);
  if (call.callee.kind === "member") call.receiver = call.callee.object;
  const loop = callbackLoop(fact, call, linker);
  fact.arguments.forEach((argument, position) => {
    args.push(visitArgument(argument, position, call, loop, place, linker));
  });
  if (loop) finishLoop(loop, args, linker);
  return { kind: "call", call, span: call.span };
}

function methodOf(callee: Fact): string {
  if (callee.kind === "member") return callee.property;
  return callee.kind === "name" ? callee.name : "";
}

/** The receiver's use carries the call; a member of `this` that is called is a use of that field besides. */
function visitCallee(callee: Fact, call: Call, linker: Linker): Expression {
  if (callee.kind !== "member") {
    if (callee.kind !== "function") return linker.visit(callee);
    // Called where it stands.
    return {
      kind: "function",
      function: visitFunction(callee, linker, { settled: true }, linker.context),
      span: linker.span(callee),
    };
  }
  const { expression: object } = visitReference(callee.object, "receiver", linker, call);
  if (linker.classOf(object)) return visitCalledField(callee, object, linker);
  return { kind: "member", object, property: callee.property, span: linker.span(callee) };
}

function visitCalledField(callee: Fact & { kind: "member" }, object: Expression, linker: Linker): Expression {
  const member: Expression & { kind: "member" } = {
    kind: "member",
    object,
    property: callee.property,
    span: linker.span(callee),
  };
  useField(member, "read", linker);
  return member;
}

interface CallbackLoop {
  readonly position: number;
  readonly iterable: "receiver" | number;
  readonly loop: Mutable<Loop>;
}

function callbackLoop(fact: CallFact, call: Call, linker: Linker): CallbackLoop | undefined {
  for (const { method, function: position, iterable } of linker.adapter.callbackLoops) {
    const callback = fact.arguments[position]?.value;
    if (method !== call.method || callback?.kind !== "function") continue;
    if (iterable === "receiver" ? call.receiver === undefined : fact.arguments[iterable] === undefined)
      continue;
    const loop: Mutable<Loop> = {
      kind: "callback",
      span: call.span,
      bodySpan: linker.span(callback.bodyAt),
      variables: callback.parameters.flatMap(({ pattern }) => pattern.names.map(({ name }) => name)),
      iterable: iterable === "receiver" ? call.receiver : undefined,
      condition: undefined,
      turns: undefined,
      context: linker.context,
    };
    linker.loops.push(loop);
    return { position, iterable, loop };
  }
  return undefined;
}

function finishLoop({ iterable, loop }: CallbackLoop, args: readonly Argument[], linker: Linker): void {
  if (iterable !== "receiver") loop.iterable = args[iterable]?.value;
  linker.pendingTurns.push(() => {
    loop.turns = constantLength(loop.iterable);
  });
}

function visitArgument(
  argument: ArgumentFact,
  position: number,
  call: Call,
  callback: CallbackLoop | undefined,
  place: Place,
  linker: Linker,
): Argument {
  const { name, spread } = argument;
  const span = linker.span(argument);
  const value = argument.value;
  if (value.kind !== "function") {
    return {
      name,
      spread,
      span,
      value: linker.visit(
        value,
        value.kind === "binary" ? { usedAs: { kind: "argument", call, position } } : undefined,
      ),
    };
  }
  const context = callback?.position === position ? linker.loopContext(callback.loop) : linker.context;
  const settled = callback?.position === position || (place.settled ?? false);
  const scope = visitFunction(value, linker, { settled, argumentOf: call }, context);
  return { name, spread, span, value: { kind: "function", function: scope, span: linker.span(value) } };
}
