/**
 * Copies one child of the syntax tree's root out of the parser's memory. Reading a node costs several calls into
 * WebAssembly, so each is read once, and punctuation and types are not read at all; lowering then works on plain
 * objects. (Measured: one query with thirty patterns costs as much as this copy of everything, and loses the nesting.)
 */
import type { Language, TreeCursor } from "web-tree-sitter";
import type { SyntaxNode } from "../languages/adapter.ts";
import type { CommentFact } from "../languages/facts.ts";
import type { Shapes } from "./shapes.ts";

/** Deeper nodes are dropped, so that every recursion over what was copied is bounded. */
export const maxDepth = 400;

/** Tokens that carry no meaning of their own, wherever they stand. */
const punctuation = new Set([
  ...[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    ".",
    "=>",
    "->",
    "=",
    '"',
    "'",
    "`",
    "${",
    "...",
    "?.",
    "@",
  ],
  ...[
    "if",
    "else",
    "for",
    "while",
    "do",
    "try",
    "catch",
    "finally",
    "except",
    "return",
    "throw",
    "raise",
    "def",
  ],
  ...[
    "function",
    "import",
    "export",
    "from",
    "as",
    "with",
    "lambda",
    "case",
    "switch",
    "match",
    "del",
    "</",
    "/>",
  ],
]);

/** What to do with a type of node: `leaf` has no children worth reading, `drop` is not read at all. */
type Plan = "copy" | "leaf" | "drop" | "comment";

export interface CopyPlan {
  readonly names: readonly string[];
  readonly named: readonly boolean[];
  readonly plans: readonly Plan[];
}

export function planCopy(language: Language, shapes: Shapes): CopyPlan {
  const names: string[] = [];
  const named: boolean[] = [];
  const plans: Plan[] = [];
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const name = language.nodeTypeForId(id) ?? "";
    const isNamed = language.nodeTypeIsNamed(id);
    names.push(name);
    named.push(isNamed);
    plans.push(planFor(name, isNamed, shapes));
  }
  return { names, named, plans };
}

function planFor(name: string, named: boolean, shapes: Shapes): Plan {
  const fact = shapes.byType.get(name)?.fact;
  if (!named) return punctuation.has(name) && !shapes.tokens.has(name) ? "drop" : "leaf";
  if (fact === "comment") return "comment";
  return fact === "skip" || fact === "name" || fact === "number" ? "leaf" : "copy";
}

export interface Copied {
  readonly node: SyntaxNode | undefined;
  readonly comments: readonly CommentFact[];
  readonly hasError: boolean;
}

interface Draft {
  readonly type: string;
  readonly field: number;
  readonly named: boolean;
  readonly start: number;
  readonly end: number;
  readonly children: Draft[];
}

const noChildren: Draft[] = [];

/** Copies the node under the cursor and leaves the cursor there. `source` is the node's own text. */
export function copyNode(cursor: TreeCursor, plan: CopyPlan, source: string): Copied {
  const base = cursor.startIndex;
  const comments: CommentFact[] = [];
  const ancestors: Draft[] = [];
  let hasError = false;
  let root: Draft | undefined;

  const read = (): Draft | undefined => {
    const id = cursor.nodeTypeId;
    const what = plan.plans[id] ?? "copy";
    if (what === "drop") return undefined;
    const start = cursor.startIndex - base;
    const end = cursor.endIndex - base;
    if (what === "comment") {
      comments.push({ text: source.slice(start, end), start, end });
      return undefined;
    }
    const type = plan.names[id] ?? "ERROR";
    if (type === "ERROR") hasError = true;
    if (start === end && cursor.nodeIsMissing) {
      hasError = true;
      return undefined;
    }
    const field = ancestors.length === 0 ? 0 : cursor.currentFieldId;
    const children = what === "leaf" ? noChildren : [];
    return { type, field, named: plan.named[id] ?? true, start, end, children };
  };

  for (;;) {
    const draft = read();
    if (draft) {
      if (root === undefined) root = draft;
      else ancestors.at(-1)?.children.push(draft);
    }
    if (draft && draft.children !== noChildren && ancestors.length < maxDepth && cursor.gotoFirstChild()) {
      ancestors.push(draft);
      continue;
    }
    while (ancestors.length > 0 && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      ancestors.pop();
    }
    if (ancestors.length === 0) return { node: root, comments, hasError };
  }
}
