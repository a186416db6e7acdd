/** The shared meaning of statement facts: declarations, assignments, loops, handlers, jumps. */
import type { SyntaxNode } from "../languages/adapter.ts";
import type { ClauseFact, Fact, HandlerFact, PatternFact } from "../languages/facts.ts";
import { lowerField, typeText } from "./lowerDefinitions.ts";
import { at, opaque } from "./lowerExpressions.ts";
import type { Lowerer, LoweringState } from "./loweringState.ts";
import { lowerPattern, namePattern, noPattern } from "./lowerPatterns.ts";

export const lowerStatements: Readonly<Record<string, Lowerer>> = {
  "function.arrow": (node, state) => state.definition(node, {}),
  "function.expression": (node, state) => state.definition(node, {}),
  "function.declaration": (node, state) => state.definition(node, {}),
  method: (node, state) => state.definition(node, {}),
  "class.declaration": (node, state) => state.definition(node, {}),
  "class.expression": (node, state) => state.definition(node, {}),
  field: lowerField,
  skip: (node) => opaque(node, []),
  empty: (node) => opaque(node, []),
  block: lowerBlock,
  declaration: lowerDeclarationStatement,
  "declaration.hoisted": lowerDeclarationStatement,
  "declare.function": (node, state) => declareName(node, "function", state),
  "declare.variable": (node, state) => declareName(node, "variable", state),
  assign: lowerAssign,
  augment: lowerAugment,
  update: lowerUpdate,
  walrus: lowerAssign,
  delete: lowerDelete,
  "loop.each": lowerEach,
  "loop.count": lowerCount,
  "loop.while": lowerWhile,
  comprehension: lowerComprehension,
  try: lowerTry,
  return: (node, state) => jump(node, "return", state),
  throw: (node, state) => jump(node, "throw", state),
  break: (node) => ({ kind: "jump", jump: "break", value: undefined, ...at(node) }),
  continue: (node) => ({ kind: "jump", jump: "continue", value: undefined, ...at(node) }),
};

function lowerBlock(node: SyntaxNode, state: LoweringState): Fact {
  const { result, declarations } = state.scoped("block", () => state.facts(node.children));
  return declarations.length === 0
    ? opaque(node, result)
    : { kind: "block", declarations, body: result, ...at(node) };
}

/** Statements of a body whose scope stands already: a block's own braces open no second one. */
function bodyFacts(node: SyntaxNode | undefined, state: LoweringState): Fact[] {
  if (node === undefined) return [];
  return state.factOf(node) === "block" || state.factOf(node) === undefined
    ? state.facts(node.children)
    : [state.fact(node)];
}

function lowerDeclarationStatement(node: SyntaxNode, state: LoweringState): Fact {
  const hoisted = state.factOf(node) === "declaration.hoisted";
  const keyword = state.part(node, "keyword");
  const constant = keyword !== undefined && state.text(keyword) !== "let";
  const declared = state.parts(node, "declarator").map((declarator): Fact => {
    const target = state.part(declarator, "target");
    const value = state.part(declarator, "value");
    const type = state.part(declarator, "type");
    const pattern = target ? lowerPattern(target, state) : noPattern;
    state.declare(pattern.names, {
      kind: "variable",
      scope: hoisted ? "function" : "block",
      statement: node,
      constant,
      type: type && typeText(type, state),
    });
    return {
      kind: "declare",
      pattern,
      value: value && namedValue(value, pattern, state),
      awaited: false,
      ...at(declarator),
    };
  });
  return declared.length === 1 && declared[0] ? declared[0] : opaque(node, declared);
}

/** A function takes the name of the variable that it is the value of. */
export function namedValue(value: SyntaxNode, pattern: PatternFact, state: LoweringState): Fact {
  const [only, second] = pattern.names;
  const [place] = pattern.places;
  if (only && !second && only.path?.length === 0) return state.definition(value, { name: only.name });
  if (!only && place?.kind === "member") return state.definition(value, { name: place.property });
  return state.fact(value);
}

function declareName(node: SyntaxNode, kind: "function" | "variable", state: LoweringState): Fact {
  const name = state.part(node, "name");
  const body = state.part(node, "body");
  if (name && state.factOf(name) === "name") {
    state.declare(namePattern(name, state).names, { kind, scope: "block", statement: node, constant: true });
  }
  return opaque(node, body ? [state.fact(body)] : []);
}

function lowerAssign(node: SyntaxNode, state: LoweringState): Fact {
  const target = state.part(node, "target");
  const value = state.part(node, "value");
  const type = state.part(node, "type");
  if (target === undefined) return state.opaque(node);
  const pattern = lowerPattern(target, state);
  if (state.adapter.assignmentDeclares) {
    state.declare(pattern.names, {
      kind: "variable",
      scope: "function",
      statement: node,
      type: type && typeText(type, state),
    });
  }
  if (value === undefined) return opaque(node, pattern.places);
  return { kind: "assign", pattern, operator: "=", value: namedValue(value, pattern, state), ...at(node) };
}

function lowerAugment(node: SyntaxNode, state: LoweringState): Fact {
  const target = state.part(node, "target");
  const operator = state.part(node, "operator");
  const value = state.part(node, "value");
  if (!target || !operator || !value) return state.opaque(node);
  const pattern = lowerPattern(target, state);
  if (state.adapter.assignmentDeclares)
    state.declare(pattern.names, { kind: "variable", scope: "function", statement: node });
  return { kind: "assign", pattern, operator: state.text(operator), value: state.fact(value), ...at(node) };
}

/** `i++` is `i += 1`. */
function lowerUpdate(node: SyntaxNode, state: LoweringState): Fact {
  const target = state.part(node, "target");
  const operator = state.part(node, "operator");
  if (!target || !operator) return state.opaque(node);
  const sign = state.text(operator) === "--" ? "-=" : "+=";
  const value: Fact = { kind: "literal", value: 1, ...at(operator) };
  return { kind: "assign", pattern: lowerPattern(target, state), operator: sign, value, ...at(node) };
}

function lowerDelete(node: SyntaxNode, state: LoweringState): Fact {
  const targets = state.parts(node, "target").flatMap((target) => {
    const fact = state.fact(target);
    return fact.kind === "list" ? fact.items : [fact];
  });
  return { kind: "delete", targets, ...at(node) };
}

function lowerEach(node: SyntaxNode, state: LoweringState): Fact {
  const target = state.part(node, "target");
  const iterable = state.part(node, "iterable");
  const body = state.part(node, "body");
  const keyword = state.part(node, "keyword");
  const { result, declarations } = state.scoped("block", () => {
    const pattern = target ? lowerPattern(target, state) : noPattern;
    if (keyword || state.adapter.assignmentDeclares) {
      const scope =
        state.adapter.assignmentDeclares || (keyword && state.text(keyword) === "var") ? "function" : "block";
      state.declare(pattern.names, { kind: "loop", scope, statement: node });
    }
    return { pattern, body: bodyFacts(body, state) };
  });
  return {
    kind: "loop",
    loop: "each",
    variables: result.pattern.names.map(({ name }) => name),
    iterable: iterable && state.fact(iterable),
    awaited: state.part(node, "await") !== undefined,
    condition: undefined,
    before: [],
    update: [],
    bodyAt: at(body ?? { start: node.end, end: node.end }),
    after: state.facts(state.parts(node, "after")),
    declarations,
    ...result,
    ...at(node),
  };
}

function lowerCount(node: SyntaxNode, state: LoweringState): Fact {
  const body = state.part(node, "body");
  const conditions = state
    .parts(node, "condition")
    .filter((part) => part.named && state.factOf(part) !== "empty");
  const { result, declarations } = state.scoped("block", () => {
    const before = state.facts(state.parts(node, "before").filter((part) => state.factOf(part) !== "empty"));
    const [condition] = state.facts(conditions);
    return {
      before,
      condition,
      update: state.facts(state.parts(node, "update")),
      body: bodyFacts(body, state),
    };
  });
  const endless = result.before.length === 0 && result.update.length === 0;
  return {
    kind: "loop",
    loop: endless ? "while" : "count",
    pattern: undefined,
    variables: result.before.flatMap(countVariables),
    iterable: undefined,
    awaited: false,
    bodyAt: at(body ?? { start: node.end, end: node.end }),
    after: [],
    declarations,
    ...result,
    ...at(node),
  };
}

function countVariables(before: Fact): string[] {
  if (before.kind === "opaque") return before.children.flatMap(countVariables);
  return before.kind === "declare" ? before.pattern.names.map(({ name }) => name) : [];
}

function lowerWhile(node: SyntaxNode, state: LoweringState): Fact {
  const condition = state.part(node, "condition");
  const body = state.part(node, "body");
  const { result, declarations } = state.scoped("block", () => bodyFacts(body, state));
  return {
    kind: "loop",
    loop: "while",
    pattern: undefined,
    variables: [],
    iterable: undefined,
    awaited: false,
    condition: condition && state.fact(condition),
    before: [],
    update: [],
    bodyAt: at(body ?? { start: node.end, end: node.end }),
    body: result,
    after: state.facts(state.parts(node, "after")),
    declarations,
    ...at(node),
  };
}

function lowerComprehension(node: SyntaxNode, state: LoweringState): Fact {
  const body = state.part(node, "body");
  const roles = [...state.parts(node, "clause"), ...state.parts(node, "condition")].sort(
    (a, b) => a.start - b.start,
  );
  const { result, declarations } = state.scoped("comprehension", () => {
    const clauses: (Omit<ClauseFact, "conditions"> & { conditions: Fact[] })[] = [];
    for (const part of roles) {
      const target = state.part(part, "target");
      const iterable = state.part(part, "iterable");
      if (target && iterable) {
        const pattern = lowerPattern(target, state);
        state.declare(pattern.names, { kind: "loop", scope: "block", statement: node });
        clauses.push({
          pattern,
          iterable: state.fact(iterable),
          awaited: state.part(part, "await") !== undefined,
          conditions: [],
          ...at(part),
        });
      } else clauses.at(-1)?.conditions.push(state.fact(part));
    }
    const results =
      body && state.factOf(body) === "pair" ? state.facts(body.children) : body ? [state.fact(body)] : [];
    return { clauses, results };
  });
  return { kind: "comprehension", bodyAt: at(body ?? node), declarations, ...result, ...at(node) };
}

function lowerTry(node: SyntaxNode, state: LoweringState): Fact {
  const body = state.part(node, "body");
  return {
    kind: "try",
    bodyAt: at(body ?? { start: node.end, end: node.end }),
    body: body ? [state.fact(body)] : [],
    handlers: state.parts(node, "handler").map((handler) => lowerHandler(handler, state)),
    rest: state.facts(state.parts(node, "rest")),
    ...at(node),
  };
}

function lowerHandler(node: SyntaxNode, state: LoweringState): HandlerFact {
  const body = state.part(node, "body");
  const declaredType = state.part(node, "type");
  const as = declaredType && state.factOf(declaredType) === "as" ? declaredType : undefined;
  const type = as ? state.part(as, "value") : declaredType;
  const typeFact = type && state.factOf(type) !== "skip" ? state.fact(type) : undefined;
  const target = state.part(node, "target") ?? (as && state.part(as, "alias"));
  const { result, declarations } = state.scoped("block", () => {
    const pattern = target && lowerPattern(target, state);
    if (pattern) {
      const scope = state.adapter.assignmentDeclares ? "function" : "block";
      state.declare(pattern.names, { kind: "catch", scope, statement: node });
    }
    return { pattern, body: bodyFacts(body, state) };
  });
  const types = typeFact?.kind === "list" ? typeFact.items : typeFact ? [typeFact] : [];
  return {
    types: types.map((fact) => state.text(fact)),
    typeFacts: typeFact ? [typeFact] : [],
    bodyAt: at(body ?? { start: node.end, end: node.end }),
    declarations,
    ...result,
    ...at(node),
  };
}

function jump(node: SyntaxNode, kind: "return" | "throw", state: LoweringState): Fact {
  const values = state.facts(state.parts(node, "value"));
  const [value] = values;
  return { kind: "jump", jump: kind, value: values.length > 1 ? opaque(node, values) : value, ...at(node) };
}
