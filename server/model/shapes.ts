/**
 * Reads `facts.scm` as a table: for each node type the fact it means and the children that are its parts. The notation
 * is the part of tree-sitter's query language that is needed for that; anything else in the file, predicates above all
 * (web-tree-sitter hands unknown ones back unfiltered), is an error at load.
 */
import type { SyntaxNode } from "../languages/adapter.ts";

/** How a part is found among the children. */
export interface PartShape {
  readonly role: string;
  /** Field id, when the pattern names a field. */
  readonly field: number | undefined;
  /** Node type or token; undefined for `(_)`. */
  readonly type: string | undefined;
}

export interface Shape {
  readonly fact: string;
  readonly parts: readonly PartShape[];
}

export interface Shapes {
  readonly byType: ReadonlyMap<string, Shape>;
  /** Tokens that some pattern names, and that are therefore kept when the tree is copied. */
  readonly tokens: ReadonlySet<string>;
}

type Item = string | readonly Item[];

/** Throws an Error that names what it does not understand. `fieldId` yields undefined for an unknown field. */
export function readShapes(
  sources: readonly string[],
  fieldId: (name: string) => number | undefined,
): Shapes {
  const byType = new Map<string, Shape>();
  const tokens = new Set<string>();
  for (const source of sources) {
    for (const { pattern, capture } of patterns(source)) {
      const type = pattern[0];
      if (typeof type !== "string" || !/^\w+$/.test(type))
        throw new Error(`a pattern without a node type: @${capture}`);
      const parts = readParts(pattern.slice(1), fieldId);
      for (const part of parts) {
        if (part.type?.startsWith('"')) tokens.add(JSON.parse(part.type) as string);
      }
      const known = byType.get(type);
      const earlier =
        known?.fact === capture ? known.parts.filter((p) => !parts.some((q) => samePart(p, q))) : [];
      byType.set(type, { fact: capture, parts: [...earlier, ...parts.map(unquote)] });
    }
  }
  return { byType, tokens };
}

/** The children that play a role. `(_)` without a field takes named children without a field, errors and types aside. */
export function partsOf(shapes: Shapes, node: SyntaxNode, role: string): SyntaxNode[] {
  const shape = shapes.byType.get(node.type);
  if (shape === undefined) return [];
  const found: SyntaxNode[] = [];
  for (const child of node.children) {
    for (const part of shape.parts) {
      if (part.role !== role) continue;
      if (plays(shapes, child, part)) {
        found.push(child);
        break;
      }
    }
  }
  return found;
}

function plays(shapes: Shapes, child: SyntaxNode, part: PartShape): boolean {
  if (part.field !== undefined)
    return child.field === part.field && (part.type === undefined || part.type === child.type);
  if (part.type !== undefined) return part.type === child.type;
  return (
    child.named &&
    child.field === 0 &&
    child.type !== "ERROR" &&
    shapes.byType.get(child.type)?.fact !== "skip"
  );
}

function samePart(a: PartShape, b: PartShape): boolean {
  return a.role === b.role && a.field === b.field && a.type === unquote(b).type;
}

function unquote(part: PartShape): PartShape {
  return part.type?.startsWith('"') ? { ...part, type: JSON.parse(part.type) as string } : part;
}

function readParts(items: readonly Item[], fieldId: (name: string) => number | undefined): PartShape[] {
  const parts: PartShape[] = [];
  for (let i = 0; i < items.length; ) {
    let field: number | undefined;
    const head = items[i];
    if (typeof head === "string" && head.endsWith(":")) {
      const name = head.slice(0, -1);
      field = fieldId(name);
      if (field === undefined) throw new Error(`no field "${name}"`);
      i++;
    }
    const type = typeOf(items[i++]);
    const capture = items[i];
    // A part without a capture (a token that tells two shapes apart) is for the query compiler only.
    if (typeof capture !== "string" || !capture.startsWith("@")) continue;
    parts.push({ role: capture.slice(1), field, type });
    i++;
  }
  return parts;
}

/** Node type of `(type)`, the token with its quotes, or undefined for `(_)` and `_`. */
function typeOf(item: Item | undefined): string | undefined {
  if (item === "_") return undefined;
  if (typeof item === "string" && item.startsWith('"')) return item;
  if (Array.isArray(item) && item.length === 1 && typeof item[0] === "string")
    return item[0] === "_" ? undefined : item[0];
  throw new Error(`a part that is neither (type), (_) nor "token": ${JSON.stringify(item)}`);
}

function* patterns(source: string): Generator<{ pattern: readonly Item[]; capture: string }> {
  const items = read(source);
  for (let i = 0; i < items.length; i += 2) {
    const pattern = items[i];
    const capture = items[i + 1];
    if (!Array.isArray(pattern)) throw new Error(`a pattern must stand in parentheses: ${String(pattern)}`);
    if (typeof capture !== "string" || !capture.startsWith("@"))
      throw new Error(`a pattern without a fact: (${String(pattern[0])} …)`);
    yield { pattern, capture: capture.slice(1) };
  }
}

function read(source: string): Item[] {
  const stack: Item[][] = [[]];
  const token = /;[^\n]*|\s+|([()])|("(?:[^"\\]|\\.)*"|@[\w.]+|\w+:|\w+)|(#[\w?!-]+)|(.)/gy;
  for (const match of source.matchAll(token)) {
    const [, bracket, word, predicate, other] = match;
    if (predicate) throw new Error(`predicate ${predicate} is outside the vocabulary of facts.scm`);
    if (other) throw new Error(`"${other}" is outside the notation of facts.scm`);
    if (bracket === "(") stack.push([]);
    else if (bracket === ")") {
      const closed = stack.pop();
      if (!closed || stack.length === 0) throw new Error("a closing parenthesis too many");
      stack.at(-1)?.push(closed);
    } else if (word) stack.at(-1)?.push(word);
  }
  const [items] = stack;
  if (stack.length !== 1 || !items) throw new Error("a parenthesis is not closed");
  return items;
}
