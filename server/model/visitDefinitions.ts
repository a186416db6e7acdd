/** Functions, classes and fields. */
import type { ClassFact, FieldFact, FunctionFact } from "../languages/facts.ts";
import type { Context, FunctionScope } from "./codeModel.ts";
import { inClass, inFunction, inInitialiser } from "./contexts.ts";
import type { Linker } from "./linker.ts";
import { type Place, returnedFrom } from "./place.ts";
import { assign, type ClassScope } from "./scopes.ts";
import { fieldOf, settleFields } from "./visitReferences.ts";

/** `around` is the context the body runs in, when that is not the one the function stands in (a loop's callback). */
export function visitFunction(
  fact: FunctionFact,
  linker: Linker,
  place: Place,
  around: Context = linker.context,
): FunctionScope {
  const decorators = fact.decorators.map((decorator) => linker.visit(decorator));
  for (const parameter of fact.parameters) linker.visitAll(parameter.decorators);
  if (fact.defaultsOutside) visitDefaults(fact, linker);
  const scope: FunctionScope = {
    name: fact.name,
    parameters: fact.parameters.flatMap(({ pattern }) => pattern.names.map(({ name }) => name)),
    async: fact.async,
    decorators,
    span: linker.span(fact),
    bodySpan: linker.span(fact.bodyAt),
    argumentOf: place.argumentOf,
    context: linker.context,
  };
  linker.functions.push(scope);
  if (fact.name !== undefined && fact.binds) {
    linker.assignName(fact.name, fact.binds, { kind: "function", function: scope, span: scope.span });
  }
  const outerThis = linker.thisClass;
  if (fact.member) linker.thisClass = linker.classBody;
  else if (fact.ownThis) linker.thisClass = undefined;
  linker.within(inFunction(around, scope, place.settled ?? false), () =>
    linker.scoped("function", fact.declarations, () => visitBody(fact, scope, linker)),
  );
  linker.thisClass = outerThis;
  return scope;
}

function visitBody(fact: FunctionFact, scope: FunctionScope, linker: Linker): void {
  const [receiver] = scope.parameters;
  if (linker.adapter.classIsScope && fact.member === "instance" && receiver && linker.classBody) {
    linker.bindInstance(receiver, linker.classBody);
  }
  for (const { pattern } of fact.parameters) {
    for (const name of pattern.names) linker.assignName(name.name, name, undefined);
    linker.visitAll(pattern.values);
  }
  if (!fact.defaultsOutside) visitDefaults(fact, linker);
  const outerBody = linker.classBody;
  linker.classBody = undefined;
  const place = fact.returnsBody ? returnedFrom(scope) : undefined;
  for (const statement of fact.body) linker.visit(statement, place);
  linker.classBody = outerBody;
}

function visitDefaults(fact: FunctionFact, linker: Linker): void {
  for (const { value } of fact.parameters) if (value) linker.visit(value);
}

export function visitClass(fact: ClassFact, linker: Linker): void {
  linker.visitAll(fact.decorators);
  linker.visitAll(fact.heritage);
  if (fact.name !== undefined && fact.binds) linker.assignName(fact.name, fact.binds, undefined);
  const own: ClassScope = { fields: new Map(), mentions: new Map() };
  if (fact.name !== undefined && fact.binds) linker.bindClass(fact.name, own);
  const outer = { body: linker.classBody, self: linker.thisClass };
  linker.classBody = own;
  linker.thisClass = own;
  linker.within(inClass(linker.context, fact.name), () =>
    linker.scoped("class", fact.declarations, (names) => {
      // What the body binds (Python) is read through the instance too.
      for (const [name, tracked] of names) own.fields.set(name, tracked);
      linker.visitAll(fact.body);
    }),
  );
  linker.classBody = outer.body;
  linker.thisClass = outer.self;
  settleFields(own, linker);
}

export function visitField(fact: FieldFact, linker: Linker): void {
  linker.visitAll(fact.decorators);
  const { value } = fact;
  const context = fact.static ? linker.context : inInitialiser(linker.context);
  const initial = value && linker.within(context, () => linker.visit(value));
  // Half-typed code may have a field without a class.
  if (linker.classBody === undefined) return;
  const tracked = fieldOf(linker.classBody, fact.name);
  if (tracked.binding.declarationSpan.end === 0) {
    tracked.binding.span = linker.span(fact.nameAt);
    tracked.binding.declarationSpan = linker.span(fact);
  }
  tracked.binding.type ??= fact.type;
  if (initial || fact.assignedElsewhere) assign(tracked, initial);
}
