/** Visits facts: dispatches on their kind and yields the expression that each of them is. */
import type { Fact } from "../languages/facts.ts";
import type { Expression, Operation } from "./codeModel.ts";
import type { Linker } from "./linker.ts";
import type { Place } from "./place.ts";
import type { Mutable } from "./scopes.ts";
import { visitCall } from "./visitCalls.ts";
import { visitClass, visitField, visitFunction } from "./visitDefinitions.ts";
import { visitReference } from "./visitReferences.ts";
import { visitStatement } from "./visitStatements.ts";

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
      for (const hole of fact.holes) holes.push(linker.visit(hole, { usedAs: { kind: "hole", text } }));
      return text;
    }
    case "call":
      return visitCall(fact, linker, place);
    case "object": {
      const entries = fact.entries.map((entry) => ({
        key: entry.key,
        value: linker.visit(entry.value),
        span: linker.span(entry),
      }));
      linker.visitAll(fact.others);
      return { kind: "object", entries, hasSpread: fact.others.length > 0, span };
    }
    case "list": {
      const items = fact.items.map((item) => linker.visit(item));
      linker.visitAll(fact.spreads);
      return { kind: "list", items, hasSpread: fact.spreads.length > 0, span };
    }
    case "binary":
      return visitBinary(fact, linker, place.usedAs ?? other);
    case "await":
      return { kind: "await", operand: linker.visit(fact.operand, { awaited: true, settled: true }), span };
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
  expression.left = linker.visit(fact.left);
  expression.right = linker.visit(fact.right);
  return expression;
}
