/** Python's import statements: which names they bind, and to what qualified name. */
import type { Lowering, SyntaxNode } from "../adapter.ts";
import type { At, Fact } from "../facts.ts";

/** `import os.path, requests as r`: a dotted name without an alias binds its first part. */
export function lowerImport(node: SyntaxNode, lowering: Lowering): Fact {
  const imports = lowering.parts(node, "name").map((part): Fact => {
    const name = nameOf(part, lowering);
    const alias = lowering.part(part, "alias");
    const first = name.children[0] ?? name;
    const module = lowering.text(name).replaceAll(/\s/g, "");
    declare(alias ?? first, alias ? module : lowering.text(first), node, lowering);
    return { kind: "import", module, start: part.start, end: part.end };
  });
  const [only] = imports;
  return imports.length === 1 && only
    ? { ...only, ...at(node) }
    : { kind: "opaque", children: imports, ...at(node) };
}

/** `from .cache import get as g`: relative modules keep their dots. */
export function lowerFromImport(node: SyntaxNode, lowering: Lowering): Fact {
  const moduleNode = lowering.part(node, "module");
  const module = moduleNode ? lowering.text(moduleNode).replaceAll(/\s/g, "") : "";
  for (const part of lowering.parts(node, "name")) {
    const name = nameOf(part, lowering);
    const joint = module.endsWith(".") ? "" : ".";
    declare(lowering.part(part, "alias") ?? name, `${module}${joint}${lowering.text(name)}`, node, lowering);
  }
  return { kind: "import", module, ...at(node) };
}

function nameOf(part: SyntaxNode, lowering: Lowering): SyntaxNode {
  return lowering.factOf(part) === "import.alias" ? (lowering.part(part, "name") ?? part) : part;
}

function declare(bound: SyntaxNode, imported: string, statement: At, lowering: Lowering): void {
  const name = { name: lowering.text(bound), path: undefined, start: bound.start, end: bound.end };
  lowering.declare([name], { kind: "import", scope: "block", statement, imported });
}

function at(node: At): At {
  return { start: node.start, end: node.end };
}
