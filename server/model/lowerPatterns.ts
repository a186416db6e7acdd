/** Binding patterns: which names are bound, each with its way into the value, and what else is evaluated or written. */
import type { SyntaxNode } from "../languages/adapter.ts";
import type { BoundName, Fact, PatternFact } from "../languages/facts.ts";
import { keyOf } from "./lowerExpressions.ts";
import type { LoweringState } from "./loweringState.ts";

type Path = readonly (string | number)[] | undefined;

interface Draft {
  readonly names: BoundName[];
  readonly places: Fact[];
  readonly values: Fact[];
}

export function lowerPattern(node: SyntaxNode, state: LoweringState): PatternFact {
  const draft: Draft = { names: [], places: [], values: [] };
  collect(node, [], draft, state);
  return draft;
}

export const noPattern: PatternFact = { names: [], places: [], values: [] };

/** The pattern that binds exactly this name to the whole value. */
export function namePattern(node: SyntaxNode, state: LoweringState): PatternFact {
  return { ...noPattern, names: [boundName(node, [], state)] };
}

function boundName(node: SyntaxNode, path: Path, state: LoweringState): BoundName {
  return { name: state.text(node), path, start: node.start, end: node.end };
}

function collect(node: SyntaxNode, path: Path, draft: Draft, state: LoweringState): void {
  switch (state.factOf(node)) {
    case "name":
      if (node.end > node.start) draft.names.push(boundName(node, path, state));
      return;
    case "this": // TypeScript's declared type of `this`, which binds nothing.
      return;
    case "pattern.shorthand":
      draft.names.push(boundName(node, path && [...path, state.text(node)], state));
      return;
    case "pattern.default":
      collectDefault(node, draft, state);
      return;
    case "pattern.rest":
    case "spread":
      for (const child of node.children) if (child.named) collect(child, undefined, draft, state);
      return;
    case "pattern.object":
      collectObject(node, path, draft, state);
      return;
    case "pattern.list":
    case "list":
      collectList(node, path, draft, state);
      return;
    case "transparent": {
      const inner = state.part(node, "inner") ?? state.part(node, "target");
      if (inner) collect(inner, path, draft, state);
      return;
    }
    default:
      draft.places.push(state.fact(node));
  }
}

/** `target = value`: what is bound may be the default, so the way into the value is not known. */
function collectDefault(node: SyntaxNode, draft: Draft, state: LoweringState): void {
  const target = state.part(node, "target");
  const value = state.part(node, "value");
  if (target) collect(target, undefined, draft, state);
  if (value) draft.values.push(state.fact(value));
}

function collectObject(node: SyntaxNode, path: Path, draft: Draft, state: LoweringState): void {
  for (const child of node.children) {
    if (!child.named) continue;
    if (state.factOf(child) !== "pattern.pair") {
      collect(child, path, draft, state);
      continue;
    }
    const keyNode = state.part(child, "key");
    const value = state.part(child, "value");
    const key = keyNode && keyOf(keyNode, state);
    if (keyNode && key === undefined) draft.values.push(state.fact(keyNode));
    if (value) collect(value, path && key !== undefined ? [...path, key] : undefined, draft, state);
  }
}

function collectList(node: SyntaxNode, path: Path, draft: Draft, state: LoweringState): void {
  let index = 0;
  let from = node.start;
  for (const child of node.children) {
    if (!child.named) continue;
    // Holes (`[, second]`) have no node; their commas do the counting.
    index += state.text({ start: from, end: child.start }).split(",").length - 1;
    from = child.end;
    collect(child, path && [...path, index], draft, state);
  }
}
