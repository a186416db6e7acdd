/** What the four ECMAScript languages share beyond facts.scm: literals, imports, exports, CommonJS. */
import type { LanguageAdapter, Lowering, SyntaxNode } from "../adapter.ts";
import type { At, Fact, NameFact } from "../facts.ts";

export const ecmascript: Omit<LanguageAdapter, "id" | "grammar" | "facts"> = {
  assignmentDeclares: false,
  defaultsOutside: false,
  classIsScope: false,
  moduleCall: "require",
  rangeCall: undefined,
  callbackLoops: [
    ...["forEach", "map", "flatMap", "filter", "reduce", "reduceRight", "some", "every"].flatMap(
      callbackLoop,
    ),
    ...["find", "findIndex", "findLast", "findLastIndex"].flatMap(callbackLoop),
    { method: "from", function: 1, iterable: 0 },
  ],
  decode,
  number: readNumber,
  lower: {
    import: lowerImport,
    export: lowerExport,
    assign: lowerAssign,
    decorator: (node, lowering) => lowering.opaque(node),
  },
};

/** `items.map(fn)`, and `_.map(items, fn)` of lodash and its kin. */
function callbackLoop(method: string): LanguageAdapter["callbackLoops"] {
  return [
    { method, function: 0, iterable: "receiver" },
    { method, function: 1, iterable: 0 },
  ];
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  r: "\r",
  t: "\t",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
  "\n": "",
};

/** ECMA-262, 12.9.4 String Literals. An escape that is not valid stays as written. */
function decode(raw: string): string {
  if (!raw.includes("\\")) return raw;
  return raw.replace(
    /\\(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2})|\r\n|([\s\S]))/gi,
    (whole, point, unit, byte, other) => {
      const code = point ?? unit ?? byte;
      if (code !== undefined) {
        const value = Number.parseInt(code, 16);
        return value <= 0x10ffff ? String.fromCodePoint(value) : whole;
      }
      return other === undefined ? "" : (escapes[other] ?? other);
    },
  );
}

function readNumber(text: string): number | undefined {
  const digits = text.replaceAll("_", "").replace(/n$/, "");
  const value = /^0\d+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isNaN(value) ? undefined : value;
}

/** Node's own modules bear one name with and without their scheme. */
function moduleName(module: string): string {
  return module.startsWith("node:") ? module.slice("node:".length) : module;
}

function bound(node: SyntaxNode, lowering: Lowering) {
  return { name: lowering.text(node), path: undefined, start: node.start, end: node.end };
}

function lowerImport(node: SyntaxNode, lowering: Lowering): Fact {
  const required = lowering.part(node, "require");
  const source = lowering.part(required ?? node, "source");
  const module = source && lowering.string(source);
  if (module === undefined) return { kind: "opaque", children: [], ...at(node) };
  const declare = (name: SyntaxNode, imported: string) =>
    lowering.declare([bound(name, lowering)], {
      kind: "import",
      scope: "block",
      statement: node,
      constant: true,
      imported,
    });
  const name = required && lowering.part(required, "name");
  if (name) declare(name, moduleName(module));
  for (const clause of lowering.parts(node, "clause"))
    declareClause(clause, moduleName(module), declare, lowering);
  return { kind: "import", module, ...at(node) };
}

function declareClause(
  clause: SyntaxNode,
  module: string,
  declare: (name: SyntaxNode, imported: string) => void,
  lowering: Lowering,
): void {
  for (const part of clause.children) {
    const fact = lowering.factOf(part);
    if (fact === "name") declare(part, module);
    const namespace = fact === "import.namespace" ? lowering.part(part, "target") : undefined;
    if (namespace) declare(namespace, module);
    if (fact !== "import.named") continue;
    for (const specifier of part.children) {
      const name = lowering.part(specifier, "name");
      const alias = lowering.part(specifier, "alias") ?? name;
      if (name === undefined || alias === undefined) continue;
      const imported = lowering.text(name).replace(/^["']|["']$/g, "");
      declare(alias, imported === "default" ? module : `${module}.${imported}`);
    }
  }
}

function lowerExport(node: SyntaxNode, lowering: Lowering): Fact {
  const source = lowering.part(node, "source");
  const module = source && lowering.string(source);
  if (module !== undefined) return { kind: "import", module, ...at(node) };
  const declaration = lowering.part(node, "declaration") ?? lowering.part(node, "value");
  const clause = lowering.part(node, "clause");
  if (declaration) {
    const decorators = lowering.parts(node, "decorator");
    const fact = lowering.exporting(node, () => lowering.definition(declaration, { decorators }));
    return fact.kind === "name" ? exported(node, [fact]) : fact;
  }
  if (clause) {
    const names = clause.children.flatMap((specifier) => lowering.part(specifier, "name") ?? []);
    return exported(
      node,
      names.map((name): NameFact => ({ kind: "name", name: lowering.text(name), ...at(name) })),
    );
  }
  // `export = foo`
  const rest = lowering.facts(node.children);
  const names = rest.filter((fact) => fact.kind === "name");
  return names.length === rest.length
    ? exported(node, names)
    : { kind: "opaque", children: rest, ...at(node) };
}

/** CommonJS: what is assigned to `module.exports` or `exports.name` leaves the file. */
function lowerAssign(node: SyntaxNode, lowering: Lowering): Fact {
  const target = lowering.part(node, "target");
  const assigned = lowering.shared(node);
  if (assigned.kind !== "assign" || !target || !/^(?:module\s*\.\s*)?exports\b/.test(lowering.text(target)))
    return assigned;
  const { value } = assigned;
  const candidates = value.kind === "object" ? value.entries.map((entry) => entry.value) : [value];
  const names = candidates.filter((fact) => fact.kind === "name");
  return {
    kind: "opaque",
    children: [assigned, exported({ start: node.end, end: node.end }, names, true)],
    ...at(node),
  };
}

function exported(statement: At, names: readonly NameFact[], counted = false): Fact {
  return { kind: "export", names, counted, ...at(statement) };
}

function at(node: At): At {
  return { start: node.start, end: node.end };
}
