/**
 * The facts of a file, one entry a child of the tree's root, and which of them an edit leaves as they are. An entry is
 * kept when its node has the type and the text it had and neither is nor was part of an error: a parser that did not
 * have to guess reads the same text the same way. Node ids cannot tell: they name slots that edits reuse.
 */
import type { Tree, TreeCursor } from "web-tree-sitter";
import type { DeclarationFacts } from "../languages/facts.ts";
import { copyNode } from "./copyTree.ts";
import type { PlacedFacts } from "./link.ts";
import { lowerDeclaration } from "./lower.ts";
import type { LoadedLanguage } from "./parsers.ts";

interface Entry extends PlacedFacts {
  readonly typeId: number;
  readonly end: number;
}

export interface Declarations {
  readonly text: string;
  readonly placed: readonly Entry[];
  /** How many were lowered rather than kept. */
  readonly lowered: number;
}

export function readDeclarations(
  tree: Tree,
  text: string,
  language: LoadedLanguage,
  before: Declarations | undefined,
): Declarations {
  const placed: Entry[] = [];
  const known = before && reusable(before);
  const hasError = tree.rootNode.hasError;
  const cursor = tree.walk();
  let lowered = 0;
  if (cursor.gotoFirstChild()) {
    do {
      const typeId = cursor.nodeTypeId;
      const start = cursor.startIndex;
      const end = cursor.endIndex;
      const source = text.slice(start, end);
      let facts = hasError && cursor.currentNode.hasError ? undefined : known?.get(source)?.get(typeId);
      if (facts === undefined) {
        facts = lowerAt(cursor, flat(source), language);
        lowered++;
      }
      placed.push({ facts, start, end, typeId });
    } while (cursor.gotoNextSibling());
  }
  cursor.delete();
  return { text, placed, lowered };
}

/** Facts are placed by offset, so that two declarations of one text may share them. */
function reusable({ text, placed }: Declarations): Map<string, Map<number, DeclarationFacts>> {
  const known = new Map<string, Map<number, DeclarationFacts>>();
  for (const { facts, start, end, typeId } of placed) {
    if (facts.hasError) continue;
    const source = text.slice(start, end);
    const types = known.get(source);
    if (types) types.set(typeId, facts);
    else known.set(source, new Map([[typeId, facts]]));
  }
  return known;
}

function lowerAt(cursor: TreeCursor, source: string, language: LoadedLanguage): DeclarationFacts {
  const { node, comments, hasError } = copyNode(cursor, language.plan, source);
  return lowerDeclaration(node, comments, hasError, source, language.adapter, language.shapes);
}

/**
 * The string in memory of its own. A slice keeps the whole text it was cut from alive, and facts, whose names are slices
 * of this string, outlive many versions of the text. Joining two pieces copies.
 */
function flat(source: string): string {
  return source.length < 13 ? source : [source.slice(0, 1), source.slice(1)].join("");
}
