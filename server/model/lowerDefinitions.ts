/** Functions, classes and their members. */
import type { DefinitionHow, SyntaxNode } from "../languages/adapter.ts";
import type { Fact, FieldFact, FunctionFact, ParameterFact } from "../languages/facts.ts";
import { at, keyOf, opaque } from "./lowerExpressions.ts";
import type { LoweringState } from "./loweringState.ts";
import { lowerPattern, namePattern } from "./lowerPatterns.ts";

/** Lowers a function or class with the name and decorators its surroundings give; any other node as it is. */
export function lowerDefinition(node: SyntaxNode, how: DefinitionHow, state: LoweringState): Fact {
  const fact = state.factOf(node);
  if (fact?.startsWith("function.") || fact === "method") return lowerFunction(node, how, state);
  if (fact === "class.declaration" || fact === "class.expression") return lowerClass(node, how, state);
  return state.fact(node);
}

function lowerFunction(node: SyntaxNode, how: DefinitionHow, state: LoweringState): FunctionFact {
  const kind = state.factOf(node);
  const nameNode = kind === "method" ? undefined : state.part(node, "name");
  const inClass = state.inClassBody;
  const binds = kind === "function.declaration" ? nameNode : undefined;
  if (binds)
    state.declare(namePattern(binds, state).names, { kind: "function", scope: "block", statement: node });
  const decorators = state.facts(decoratorNodes(node, how, state));
  const { result, declarations } = state.scoped("function", () => {
    // A function expression may name itself; the name is its own.
    if (nameNode && !binds)
      state.declare(namePattern(nameNode, state).names, {
        kind: "function",
        scope: "block",
        statement: node,
      });
    return { parameters: lowerParameters(node, state), ...lowerBody(node, state) };
  });
  return {
    kind: "function",
    name: nameNode ? state.text(nameNode) : how.name,
    binds: binds && at(binds),
    defaultsOutside: state.adapter.defaultsOutside,
    async: state.part(node, "async") !== undefined,
    decorators,
    declarations,
    ownThis: kind !== "function.arrow",
    member: inClass && (binds || kind === "method") ? memberKind(decorators) : undefined,
    ...result,
    ...at(node),
  };
}

function memberKind(decorators: readonly Fact[]): "instance" | "static" {
  return decorators.some((d) => d.kind === "name" && d.name === "staticmethod") ? "static" : "instance";
}

function decoratorNodes(node: SyntaxNode, how: DefinitionHow, state: LoweringState): SyntaxNode[] {
  return [...(how.decorators ?? []), ...state.parts(node, "decorator")].flatMap(
    (decorator) => state.part(decorator, "inner") ?? [],
  );
}

type Body = Pick<FunctionFact, "body" | "bodyAt" | "returnsBody">;

function lowerBody(node: SyntaxNode, state: LoweringState): Body {
  const body = state.part(node, "body");
  if (body === undefined) return { body: [], bodyAt: { start: node.end, end: node.end }, returnsBody: false };
  if (state.factOf(node) === "function.arrow" && state.factOf(body) !== "block") {
    return { body: [state.fact(body)], bodyAt: at(body), returnsBody: true };
  }
  return { body: state.facts(body.children), bodyAt: at(body), returnsBody: false };
}

function lowerParameters(node: SyntaxNode, state: LoweringState): ParameterFact[] {
  const single = state.part(node, "parameter");
  const list = state.part(node, "parameters");
  const nodes = single ? [single] : (list?.children.filter(({ named }) => named) ?? []);
  return nodes.map((parameter) => lowerParameter(parameter, state));
}

function lowerParameter(node: SyntaxNode, state: LoweringState): ParameterFact {
  const declared = state.factOf(node) === "parameter";
  const target = declared ? state.part(node, "target") : node;
  const type = declared ? state.part(node, "type") : undefined;
  const value = declared ? state.part(node, "value") : undefined;
  const pattern = target ? lowerPattern(target, state) : { names: [], places: [], values: [] };
  const written = type && typeText(type, state);
  state.declare(pattern.names, { kind: "parameter", scope: "block", statement: node, type: written });
  if (declared && target && state.part(node, "property")) {
    state.parameterFields.push({
      ...{ kind: "field", name: state.text(target), nameAt: at(target), type: written, value: undefined },
      ...{ static: false, assignedElsewhere: true, decorators: [], ...at(node) },
    });
  }
  const decorators = declared
    ? state.facts(state.parts(node, "decorator").flatMap((d) => state.part(d, "inner") ?? []))
    : [];
  return { pattern, value: value && state.fact(value), decorators };
}

/** A type as written, without the colon before it. */
export function typeText(node: SyntaxNode, state: LoweringState): string {
  return state.text(node).replace(/^:\s*/, "");
}

function lowerClass(node: SyntaxNode, how: DefinitionHow, state: LoweringState): Fact {
  const nameNode = state.part(node, "name");
  const binds = state.factOf(node) === "class.declaration" ? nameNode : undefined;
  if (binds) {
    const name = { name: state.text(binds), path: [], ...at(binds) };
    state.declare([name], { kind: "class", scope: "block", statement: node, constant: true });
  }
  const decorators = state.facts(decoratorNodes(node, how, state));
  const heritage = state.parts(node, "heritage").map((part) => state.opaque(part));
  const outerFields = state.parameterFields;
  state.parameterFields = [];
  const body = state.part(node, "body");
  const { result, declarations } = state.scoped("class", () => (body ? lowerMembers(body, state) : []));
  const members = [...state.parameterFields, ...result];
  state.parameterFields = outerFields;
  return {
    kind: "class",
    name: nameNode ? state.text(nameNode) : how.name,
    binds: binds && at(binds),
    decorators,
    heritage,
    body: members,
    declarations,
    ...at(node),
  };
}

function lowerMembers(body: SyntaxNode, state: LoweringState): Fact[] {
  const members: Fact[] = [];
  let decorators: SyntaxNode[] = [];
  for (const child of body.children) {
    if (!child.named) continue;
    const fact = state.factOf(child);
    if (fact === "decorator") {
      decorators.push(child);
      continue;
    }
    if (fact === "method") members.push(lowerMethod(child, decorators, state));
    else members.push(state.fact(child));
    decorators = [];
  }
  return members;
}

function lowerMethod(node: SyntaxNode, decorators: readonly SyntaxNode[], state: LoweringState): Fact {
  const nameNode = state.part(node, "name");
  const name = nameNode && keyOf(nameNode, state);
  const method = lowerFunction(node, { name, decorators }, state);
  if (nameNode && state.factOf(nameNode) === "computed")
    return opaque(node, [state.opaque(nameNode), method]);
  return method;
}

export function lowerField(node: SyntaxNode, state: LoweringState): Fact {
  const nameNode = state.part(node, "name");
  const value = state.part(node, "value");
  const type = state.part(node, "type");
  const name = nameNode && keyOf(nameNode, state);
  if (nameNode === undefined || name === undefined) return state.opaque(node);
  const field: FieldFact = {
    kind: "field",
    name,
    nameAt: at(nameNode),
    type: type && typeText(type, state),
    value: value && withoutClassScope(value, name, state),
    static: state.part(node, "static") !== undefined,
    assignedElsewhere: false,
    decorators: state.facts(decoratorNodes(node, {}, state)),
    ...at(node),
  };
  return field;
}

/** A function that is a field's value is no method: it gets its receiver, if any, from around it. */
function withoutClassScope(value: SyntaxNode, name: string, state: LoweringState): Fact {
  return state.scoped("block", () => state.definition(value, { name })).result;
}
