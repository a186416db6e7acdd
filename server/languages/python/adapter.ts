/** Python: what facts.scm cannot say of its literals, imports, scopes and patterns. */
import type { LanguageAdapter, Lowering, SyntaxNode } from "../adapter.ts";
import type { At, BoundName, Fact, NameFact, PatternFact } from "../facts.ts";
import { lowerFromImport, lowerImport } from "./imports.ts";

export const adapter: LanguageAdapter = {
  id: "python",
  grammar: "tree-sitter-python.wasm",
  facts: ["python/facts.scm"],
  assignmentDeclares: true,
  defaultsOutside: true,
  classIsScope: true,
  moduleCall: undefined,
  rangeCall: "range",
  callbackLoops: [
    { method: "map", function: 0, iterable: 1 },
    { method: "filter", function: 0, iterable: 1 },
    { method: "reduce", function: 0, iterable: 1 },
  ],
  decode,
  number: readNumber,
  lower: {
    import: lowerImport,
    "import.from": lowerFromImport,
    decorated: lowerDecorated,
    assign: lowerAssign,
    with: lowerWith,
    global: (node, lowering) => lowerOuter(node, "module", lowering),
    nonlocal: (node, lowering) => lowerOuter(node, "enclosing", lowering),
    case: lowerCase,
    decorator: (node, lowering) => lowering.opaque(node),
  },
};

const escapes: Readonly<Record<string, string>> = {
  ...{ n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", v: "\v", a: "\x07", "0": "\0" },
  ...{ "\\": "\\", "'": "'", '"': '"', "\n": "" },
};

/** The Python Language Reference, 2.4.1. An unknown escape stays as written, backslash and all. */
function decode(raw: string, open: string): string {
  const prefix = open.toLowerCase();
  const text = prefix.includes("f") ? raw.replaceAll("{{", "{").replaceAll("}}", "}") : raw;
  if (!text.includes("\\") || prefix.includes("r")) return text;
  return text.replace(
    /\\(?:U([\da-f]{8})|u([\da-f]{4})|x([\da-f]{2})|\r\n|([\s\S]))/gi,
    (whole, long, unit, byte, other) => {
      const code = long ?? unit ?? byte;
      if (code !== undefined) {
        const value = Number.parseInt(code, 16);
        return value <= 0x10ffff ? String.fromCodePoint(value) : whole;
      }
      return other === undefined ? "" : (escapes[other] ?? whole);
    },
  );
}

function readNumber(text: string): number | undefined {
  const value = Number(text.replaceAll("_", ""));
  return Number.isNaN(value) ? undefined : value;
}

function lowerDecorated(node: SyntaxNode, lowering: Lowering): Fact {
  const definition = lowering.part(node, "definition");
  if (definition === undefined) return lowering.opaque(node);
  return lowering.definition(definition, { decorators: lowering.parts(node, "decorator") });
}

/** `__all__ = ["a", "b"]` says what leaves the module. */
function lowerAssign(node: SyntaxNode, lowering: Lowering): Fact {
  const assigned = lowering.shared(node);
  const target = lowering.part(node, "target");
  if (assigned.kind !== "assign" || !lowering.atModuleLevel || !target || lowering.text(target) !== "__all__")
    return assigned;
  const { value } = assigned;
  const names = (value.kind === "list" ? value.items : []).flatMap((item): NameFact[] =>
    item.kind === "literal" && typeof item.value === "string"
      ? [{ kind: "name", name: item.value, ...at(item) }]
      : [],
  );
  return {
    kind: "opaque",
    children: [assigned, { kind: "export", names, counted: true, ...at(node) }],
    ...at(node),
  };
}

function lowerWith(node: SyntaxNode, lowering: Lowering): Fact {
  const awaited = lowering.part(node, "async") !== undefined;
  const clause = lowering.part(node, "clause");
  const body = lowering.part(node, "body");
  const items = (clause?.children ?? []).flatMap((item) => lowering.part(item, "value") ?? []);
  const resources = items.map((item): Fact => {
    const as = lowering.factOf(item) === "as";
    const value = as ? lowering.part(item, "value") : item;
    const alias = as ? lowering.part(item, "alias") : undefined;
    const pattern: PatternFact = alias ? lowering.pattern(alias) : { names: [], places: [], values: [] };
    lowering.declare(pattern.names, { kind: "variable", scope: "function", statement: node });
    return { kind: "declare", pattern, value: value && lowering.fact(value), awaited, ...at(item) };
  });
  return {
    kind: "opaque",
    children: [...resources, ...(body ? lowering.facts(body.children) : [])],
    ...at(node),
  };
}

function lowerOuter(node: SyntaxNode, where: "module" | "enclosing", lowering: Lowering): Fact {
  const names = lowering.parts(node, "name").map((name) => lowering.text(name));
  if (!lowering.atModuleLevel) lowering.declareOuter(names, where);
  return { kind: "opaque", children: [], ...at(node) };
}

/** `case Point(x=0, y=yy):` binds `yy`; nothing is known of its value. */
function lowerCase(node: SyntaxNode, lowering: Lowering): Fact {
  const names = lowering.parts(node, "case").flatMap((pattern) => captures(pattern, lowering));
  lowering.declare(names, { kind: "variable", scope: "function", statement: node });
  const guard = lowering.part(node, "guard");
  const body = lowering.part(node, "body");
  const bind: Fact = {
    kind: "declare",
    pattern: { names, places: [], values: [] },
    value: undefined,
    awaited: false,
    ...at(node),
  };
  return {
    kind: "opaque",
    children: [
      bind,
      ...(guard ? [lowering.fact(guard)] : []),
      ...(body ? lowering.facts(body.children) : []),
    ],
    ...at(node),
  };
}

function captures(node: SyntaxNode, lowering: Lowering): BoundName[] {
  const names: BoundName[] = [];
  node.children.forEach((child, index) => {
    // The name of a class or a keyword is looked up, not bound.
    if (index === 0 && (node.type === "class_pattern" || node.type === "keyword_pattern")) return;
    const [only, second] = child.children;
    const bare = child.type === "dotted_name" && only && !second ? only : undefined;
    const direct =
      child.type === "identifier" && (node.type === "splat_pattern" || node.type === "as_pattern")
        ? child
        : undefined;
    const bound = bare ?? direct;
    if (bound && lowering.text(bound) !== "_") {
      names.push({ name: lowering.text(bound), path: undefined, start: bound.start, end: bound.end });
    } else names.push(...captures(child, lowering));
  });
  return names;
}

function at(node: At): At {
  return { start: node.start, end: node.end };
}
