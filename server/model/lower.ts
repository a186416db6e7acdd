/**
 * Lowers one top-level declaration to facts. The meaning of each fact is in the `lower…` files beside this one; an
 * adapter may take any of them over.
 */
import type { LanguageAdapter, SyntaxNode } from "../languages/adapter.ts";
import type { CommentFact, DeclarationFacts } from "../languages/facts.ts";
import { lowerDefinition } from "./lowerDefinitions.ts";
import { lowerExpressions } from "./lowerExpressions.ts";
import { LoweringState, type Meanings } from "./loweringState.ts";
import { lowerPattern } from "./lowerPatterns.ts";
import { lowerStatements } from "./lowerStatements.ts";
import type { Shapes } from "./shapes.ts";

const meanings: Meanings = {
  facts: new Map([...Object.entries(lowerExpressions), ...Object.entries(lowerStatements)]),
  definition: lowerDefinition,
  pattern: lowerPattern,
};

/** Facts that only their surroundings read: they have parts or mark a node, but are nothing by themselves. */
const partFacts = new Set([
  ...["arguments", "argument.named", "spread", "pair", "shorthand", "computed", "parameters", "parameter"],
  ...["class.body", "declarator", "handler", "clause", "as", "comment", "with.clause", "with.item"],
  ...[
    "pattern.object",
    "pattern.list",
    "pattern.pair",
    "pattern.shorthand",
    "pattern.default",
    "pattern.rest",
  ],
  ...[
    "import.clause",
    "import.namespace",
    "import.named",
    "import.specifier",
    "import.require",
    "import.alias",
  ],
  ...["export.clause", "export.specifier"],
]);

/** True when the shared lowering knows the fact. */
export function isFact(fact: string): boolean {
  return partFacts.has(fact) || meanings.facts.has(fact);
}

export function lowerDeclaration(
  node: SyntaxNode | undefined,
  comments: readonly CommentFact[],
  hasError: boolean,
  source: string,
  adapter: LanguageAdapter,
  shapes: Shapes,
): DeclarationFacts {
  const state = new LoweringState(source, adapter, shapes, meanings);
  const facts = node ? [state.fact(node)] : [];
  return { facts, declarations: state.module.declarations, comments, hasError };
}
