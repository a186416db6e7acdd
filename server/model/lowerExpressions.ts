/** The shared meaning of expression facts: literals, names, calls, operators, displays. */
import type { SyntaxNode } from "../languages/adapter.ts";
import type { ArgumentFact, At, EntryFact, Fact, LiteralFact } from "../languages/facts.ts";
import { foldBinary, joinTexts } from "./fold.ts";
import type { Lowerer, LoweringState } from "./loweringState.ts";

export const lowerExpressions: Readonly<Record<string, Lowerer>> = {
  name: (node, state) =>
    node.end > node.start ? { kind: "name", name: state.text(node), ...at(node) } : opaque(node, []),
  this: (node) => ({ kind: "this", ...at(node) }),
  number: lowerNumber,
  true: (node) => literal(node, true),
  false: (node) => literal(node, false),
  null: (node) => literal(node, null),
  string: lowerString,
  "string.adjacent": (node, state) => joinTexts(state.facts(node.children), at(node)),
  transparent: lowerTransparent,
  call: lowerCall,
  construct: lowerCall,
  member: lowerMember,
  index: lowerIndex,
  object: lowerObject,
  shorthand: (node, state) => ({ kind: "name", name: state.text(node), ...at(node) }),
  list: lowerList,
  binary: lowerBinary,
  comparison: lowerComparison,
  unary: lowerUnary,
  await: lowerAwait,
};

export function at(node: At): At {
  return { start: node.start, end: node.end };
}

export function opaque(node: At, children: readonly Fact[]): Fact {
  return { kind: "opaque", children, start: node.start, end: node.end };
}

function literal(node: SyntaxNode, value: LiteralFact["value"]): Fact {
  return { kind: "literal", value, start: node.start, end: node.end };
}

function lowerNumber(node: SyntaxNode, state: LoweringState): Fact {
  const value = state.adapter.number(state.text(node));
  return value === undefined ? opaque(node, []) : literal(node, value);
}

function lowerString(node: SyntaxNode, state: LoweringState): Fact {
  const parts = [""];
  const holes: Fact[] = [];
  const fragments = state.parts(node, "fragment");
  const open = state.text({ start: node.start, end: openEnd(node) });
  for (const child of node.children) {
    if (fragments.includes(child)) {
      parts[parts.length - 1] += state.adapter.decode(state.text(child), open);
    } else if (state.factOf(child) === "transparent") {
      holes.push(state.fact(child));
      parts.push("");
    }
  }
  if (holes.length === 0) return literal(node, parts[0] ?? "");
  return { kind: "text", parts, holes, start: node.start, end: node.end };
}

/** Where the opening delimiter ends: the grammar gives it a node of its own (Python) or it is one character. */
function openEnd(node: SyntaxNode): number {
  const first = node.children[0];
  return first && first.start === node.start && first.end > first.start ? first.end : node.start + 1;
}

function lowerTransparent(node: SyntaxNode, state: LoweringState): Fact {
  const inner = state.parts(node, "inner");
  const [only] = inner;
  if (only === undefined) return state.opaque(node);
  // A cast's type comes second and is dropped; anything else beside (a format specifier with holes) may hold code.
  const beside = node.children.some(
    (child) => !inner.includes(child) && child.children.length > 0 && state.factOf(child) !== "skip",
  );
  return beside ? state.opaque(node) : state.fact(only);
}

function lowerCall(node: SyntaxNode, state: LoweringState): Fact {
  const callee = state.part(node, "callee");
  if (callee === undefined) return state.opaque(node);
  const constructed = state.factOf(node) === "construct";
  const args = lowerArguments(state.part(node, "arguments"), node, state);
  return postfix(node, callee, state, (base, span) => ({
    kind: "call",
    callee: base,
    ...args,
    constructed,
    ...span,
  }));
}

/**
 * Builds an expression that extends its base to the right. TypeScript's grammar reads `await f<T>(x).y` as
 * `((await f)<T>(x)).y`, and `!f<T>(x)` alike; no program means that, so a prefix without parentheses moves out to
 * cover the whole.
 */
function postfix(
  node: SyntaxNode,
  baseNode: SyntaxNode,
  state: LoweringState,
  build: (base: Fact, span: At) => Fact,
): Fact {
  const base = state.fact(baseNode);
  const operand = prefixed(base, baseNode, state);
  if (operand === undefined) return build(base, at(node));
  const built = build(operand, { start: operand.start, end: node.end });
  if (base.kind === "await") return { kind: "await", operand: built, ...at(node) };
  return base.kind === "delete" ? { kind: "delete", targets: [built], ...at(node) } : opaque(node, [built]);
}

const prefixable = new Set(["await", "unary", "call", "member", "index"]);

/** What stands behind the prefix operator that an expression begins with. */
function prefixed(fact: Fact, node: SyntaxNode, state: LoweringState): Fact | undefined {
  if (!prefixable.has(state.factOf(node) ?? "")) return undefined;
  const operands =
    fact.kind === "await"
      ? [fact.operand]
      : fact.kind === "delete"
        ? fact.targets
        : fact.kind === "opaque"
          ? fact.children
          : [];
  const [operand] = operands;
  return operands.length === 1 && operand && operand.start > node.start && !state.text(node).startsWith("(")
    ? operand
    : undefined;
}

function lowerArguments(
  list: SyntaxNode | undefined,
  call: SyntaxNode,
  state: LoweringState,
): { arguments: ArgumentFact[]; inside: At } {
  if (list === undefined) return { arguments: [], inside: { start: call.end, end: call.end } };
  const bracketed = state.text(list).startsWith("(");
  const closed = bracketed && state.text(list).endsWith(")");
  const inside = { start: list.start + (bracketed ? 1 : 0), end: list.end - (closed ? 1 : 0) };
  // A template tag's text and Python's bare generator are the only argument themselves.
  if (state.factOf(list) !== "arguments")
    return { arguments: [{ name: undefined, value: state.fact(list), spread: false, ...at(list) }], inside };
  return {
    arguments: list.children.filter(({ named }) => named).map((child) => lowerArgument(child, state)),
    inside,
  };
}

function lowerArgument(node: SyntaxNode, state: LoweringState): ArgumentFact {
  const fact = state.factOf(node);
  if (fact === "spread") {
    const inner = state.part(node, "inner");
    return {
      name: undefined,
      value: inner ? state.fact(inner) : state.opaque(node),
      spread: true,
      ...at(node),
    };
  }
  if (fact === "argument.named") {
    const name = state.part(node, "name");
    const value = state.part(node, "value");
    if (name && value)
      return { name: state.text(name), value: state.fact(value), spread: false, ...at(node) };
  }
  return { name: undefined, value: state.fact(node), spread: false, ...at(node) };
}

function lowerMember(node: SyntaxNode, state: LoweringState): Fact {
  const object = state.part(node, "object");
  const property = state.part(node, "property");
  if (object === undefined || property === undefined) return state.opaque(node);
  const name = state.text(property);
  return postfix(node, object, state, (base, span) => ({
    kind: "member",
    object: base,
    property: name,
    ...span,
  }));
}

function lowerIndex(node: SyntaxNode, state: LoweringState): Fact {
  const object = state.part(node, "object");
  const indexes = state.parts(node, "index");
  const [index] = indexes;
  if (object === undefined || index === undefined || indexes.length > 1) return state.opaque(node);
  const key = state.fact(index);
  return postfix(node, object, state, (base, span) => ({ kind: "index", object: base, index: key, ...span }));
}

function lowerObject(node: SyntaxNode, state: LoweringState): Fact {
  const entries: EntryFact[] = [];
  const others: Fact[] = [];
  for (const child of node.children) {
    if (!child.named) continue;
    const fact = state.factOf(child);
    const keyNode =
      fact === "pair" ? state.part(child, "key") : fact === "method" ? state.part(child, "name") : undefined;
    const key = keyNode && keyOf(keyNode, state);
    if (fact === "shorthand")
      entries.push({ key: state.text(child), value: state.fact(child), ...at(child) });
    else if (fact === "pair") {
      const value = state.part(child, "value");
      if (value && key !== undefined)
        entries.push({ key, value: state.definition(value, { name: key }), ...at(child) });
      else others.push(state.opaque(child));
    } else if (fact === "method") {
      const value = state.definition(child, { name: key });
      if (key === undefined) others.push(value);
      else entries.push({ key, value, ...at(child) });
    } else others.push(fact === "spread" ? state.opaque(child) : state.fact(child));
  }
  return { kind: "object", entries, others, ...at(node) };
}

/** A key that is known: an identifier where names are keys, or a literal. */
export function keyOf(node: SyntaxNode, state: LoweringState): string | undefined {
  const fact = state.factOf(node);
  // Property names have a node type without a meaning of its own; a plain name as a key is computed (Python).
  if (fact === undefined && node.children.length === 0) return state.text(node);
  const inner = fact === "computed" ? state.part(node, "inner") : node;
  const value = inner && state.fact(inner);
  return value?.kind === "literal" && value.value !== null ? String(value.value) : undefined;
}

function lowerList(node: SyntaxNode, state: LoweringState): Fact {
  const items: Fact[] = [];
  const spreads: Fact[] = [];
  for (const child of node.children) {
    if (!child.named) continue;
    if (state.factOf(child) === "spread") spreads.push(state.opaque(child));
    else items.push(state.fact(child));
  }
  return { kind: "list", items, spreads, ...at(node) };
}

function lowerBinary(node: SyntaxNode, state: LoweringState): Fact {
  const left = state.part(node, "left");
  const right = state.part(node, "right");
  const operator = state.part(node, "operator");
  if (left === undefined || right === undefined || operator === undefined) return state.opaque(node);
  return foldBinary(state.text(operator), state.fact(left), state.fact(right), at(node));
}

/** Python's `a < b`; a chain `a < b < c` is left alone. */
function lowerComparison(node: SyntaxNode, state: LoweringState): Fact {
  const operands = state.parts(node, "operand");
  const operators = state.parts(node, "operator");
  const [left, right] = operands;
  const [operator] = operators;
  if (operands.length !== 2 || !left || !right || !operator) return state.opaque(node);
  return {
    kind: "binary",
    operator: state.text(operator),
    left: state.fact(left),
    right: state.fact(right),
    ...at(node),
  };
}

function lowerUnary(node: SyntaxNode, state: LoweringState): Fact {
  const operand = state.part(node, "operand");
  const operator = state.part(node, "operator");
  if (operand === undefined || operator === undefined) return state.opaque(node);
  const sign = state.text(operator);
  const fact = state.fact(operand);
  if (sign === "delete") return { kind: "delete", targets: [fact], ...at(node) };
  if (fact.kind === "literal" && typeof fact.value === "number") {
    if (sign === "-") return literal(node, -fact.value);
    if (sign === "+") return literal(node, fact.value);
  }
  return opaque(node, [fact]);
}

function lowerAwait(node: SyntaxNode, state: LoweringState): Fact {
  const operand = state.part(node, "operand");
  return operand ? { kind: "await", operand: state.fact(operand), ...at(node) } : state.opaque(node);
}
