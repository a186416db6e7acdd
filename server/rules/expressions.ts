/**
 * Questions that several rules ask of an expression. All of them answer "don't know" (undefined, false) rather than
 * guess, since a wrong finding costs more trust than a missing one.
 */
import type { Binding, Call, Expression, Span } from "../model/codeModel.ts";

/** How far names are followed to their values. Chains of aliases are short; cycles are not impossible. */
const maxDepth = 8;

/** The value behind a name that has only one, through awaits; the expression itself when there is none. */
export function resolved(expression: Expression, depth = 0): Expression {
  if (depth > maxDepth) return expression;
  if (expression.kind === "await") return resolved(expression.operand, depth + 1);
  const value = expression.kind === "name" ? expression.binding?.initialiser : undefined;
  return value === undefined ? expression : resolved(value, depth + 1);
}

/** The constant that the expression is known to be, else undefined. */
export function constantOf(expression: Expression): string | number | boolean | null | undefined {
  const value = resolved(expression);
  if (value.kind === "literal") return value.value;
  if (value.kind !== "binary") return undefined;
  const left = constantOf(value.left);
  const right = constantOf(value.right);
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  if (value.operator === "*") return left * right;
  if (value.operator === "+") return left + right;
  if (value.operator === "-") return left - right;
  if (value.operator === "/") return left / right;
  return undefined;
}

/** Direct parts of an expression. A function's body is not one: it runs at another time. */
export function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "text":
      return expression.holes;
    case "member":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "call":
      return [expression.call.callee, ...expression.call.arguments.map((argument) => argument.value)];
    case "object":
      return expression.entries.map((entry) => entry.value);
    case "list":
      return expression.items;
    case "binary":
      return [expression.left, expression.right];
    case "await":
      return [expression.operand];
    default:
      return [];
  }
}

/** True when the expression or any part of it satisfies the test. */
export function someIn(expression: Expression, test: (part: Expression) => boolean, depth = 0): boolean {
  if (test(expression)) return true;
  return depth < 4 * maxDepth && parts(expression).some((part) => someIn(part, test, depth + 1));
}

/** The name at the root of a chain of members, indexes and calls: `prisma` of `prisma.user.findMany()`. */
export function rootOf(expression: Expression): (Expression & { readonly kind: "name" }) | undefined {
  switch (expression.kind) {
    case "name":
      return expression;
    case "member":
    case "index":
      return rootOf(expression.object);
    case "call":
      return rootOf(expression.call.callee);
    case "await":
      return rootOf(expression.operand);
    default:
      return undefined;
  }
}

/** The chain as one would write it, calls without arguments: `this.prisma.user`, `session.query().filter`. */
export function writtenPath(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "await") return writtenPath(expression.operand);
  if (expression.kind === "member") {
    const object = writtenPath(expression.object);
    return object === undefined ? undefined : `${object}.${expression.property}`;
  }
  if (expression.kind === "call") {
    const callee = writtenPath(expression.call.callee);
    return callee === undefined ? undefined : `${callee}()`;
  }
  return undefined;
}

/** The path with an imported root in full: `backoff.constant`, `sqlalchemy.orm.Session`. */
export function qualifiedPath(expression: Expression): string | undefined {
  const path = writtenPath(expression);
  const root = rootOf(expression);
  if (path === undefined || root === undefined || root.binding === undefined) return path;
  if (root.binding.imported === undefined) return undefined;
  return root.binding.imported.replace(/^node:/, "") + path.slice(root.name.length);
}

/** Words of an identifier or path, lower case: `userShards` → user, shards. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

/** The last name of a chain: `nodes` of `this.ring.nodes`, `digest` of `h.digest()`. */
export function lastName(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "member") return expression.property;
  if (expression.kind === "call") return expression.call.method || undefined;
  if (expression.kind === "index") return lastName(expression.object);
  if (expression.kind === "await") return lastName(expression.operand);
  return undefined;
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The call behind an expression, through awaits and names with one value. */
export function callOf(expression: Expression): Call | undefined {
  const value = resolved(expression);
  return value.kind === "call" ? value.call : undefined;
}

/** The binding that a name refers to. */
export function bindingOf(expression: Expression): Binding | undefined {
  return expression.kind === "name" ? expression.binding : undefined;
}
