/** Visits facts: dispatches on their kind and yields the expression that each of them is. */
import type { Fact } from "../languages/facts.ts";
import type { Call, Expression, FunctionScope, Operation } from "./codeModel.ts";
import type { Linker } from "./linker.ts";
import type { Mutable } from "./scopes.ts";
import { visitCall } from "./visitCalls.ts";
import { visitClass, visitField, visitFunction } from "./visitDefinitions.ts";
import { visitReference } from "./visitReferences.ts";
import { visitStatement } from "./visitStatements.ts";

/** What surrounds an expression directly. */
export interface Place {
  /** For a binary operation: what its result is used for. */
  readonly usedAs?: Operation["usedAs"];
  /** The call's result is awaited. */
  readonly awaited?: boolean;
  /** The call's result is awaited or returned: a function literal passed to it runs on the spot. */
  readonly settled?: boolean;
  /** The call that this is a literal argument of. */
  readonly argumentOf?: Call;
}

const nowhere: Place = {};
const other: Operation["usedAs"] = { kind: "other" };

export function visit(fact: Fact, linker: Linker, place: Place = nowhere): Expression {
  const span = linker.span(fact);
  switch (fact.kind) {
    case "literal":
      return { kind: "literal", value: fact.value, span };
    case "this":
      return { kind: "name", name: "this", binding: undefined, span };
    case "name":
    case "member":
    case "index":
      return visitReference(fact, "read", linker).expression;
    case "text": {
      const holes: Expression[] = [];
      const text: Expression & { kind: "text" } = { kind: "text", parts: fact.parts, holes, span };
      for (const hole of fact.holes) holes.push(visit(hole, linker, { usedAs: { kind: "hole", text } }));
      return text;
    }
    case "call":
      return visitCall(fact, linker, place);
    case "object": {
      const entries = fact.entries.map((entry) => ({
        key: entry.key,
        value: visit(entry.value, linker),
        span: linker.span(entry),
      }));
      visitAll(fact.others, linker);
      return { kind: "object", entries, hasSpread: fact.others.length > 0, span };
    }
    case "list": {
      const items = fact.items.map((item) => visit(item, linker));
      visitAll(fact.spreads, linker);
      return { kind: "list", items, hasSpread: fact.spreads.length > 0, span };
    }
    case "binary":
      return visitBinary(fact, linker, place.usedAs ?? other);
    case "await":
      return { kind: "await", operand: visit(fact.operand, linker, { awaited: true, settled: true }), span };
    case "function":
      return { kind: "function", function: visitFunction(fact, linker, place), span };
    case "class":
      visitClass(fact, linker);
      return { kind: "unknown", span };
    case "field":
      visitField(fact, linker);
      return { kind: "unknown", span };
    default:
      return visitStatement(fact, linker);
  }
}

export function visitAll(facts: readonly Fact[], linker: Linker): void {
  for (const fact of facts) visit(fact, linker);
}

function visitBinary(
  fact: Fact & { kind: "binary" },
  linker: Linker,
  usedAs: Operation["usedAs"],
): Expression {
  const unset: Expression = { kind: "unknown", span: linker.span(fact) };
  const expression: Mutable<Expression & { kind: "binary" }> = {
    kind: "binary",
    operator: fact.operator,
    left: unset,
    right: unset,
    span: unset.span,
  };
  linker.operations.push({ expression, usedAs, context: linker.context });
  expression.left = visit(fact.left, linker);
  expression.right = visit(fact.right, linker);
  return expression;
}

/** The place of a function's result. */
export function returnedFrom(scope: FunctionScope | undefined): Place {
  return scope ? { usedAs: { kind: "returned", function: scope }, settled: true } : { settled: true };
}
