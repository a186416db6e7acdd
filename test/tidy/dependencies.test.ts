/**
 * Which way dependencies point (the picture is in the README). A layer may import itself and the layers named here;
 * anything else is a mistake in design, to be mended there and not here.
 */
import assert from "node:assert/strict";
import { sourceFiles } from "./sources.ts";

interface Layer {
  readonly name: string;
  readonly files: RegExp;
  /** Layers and packages it may import besides itself. */
  readonly may: readonly string[];
}

/** First match wins. */
const layers: readonly Layer[] = [
  { name: "engine kernel", files: /^client\/engines\/kernel\//, may: [] },
  { name: "engine primitives", files: /^client\/engines\/[^/]+\/primitives\//, may: ["engine kernel"] },
  { name: "engines", files: /^client\/engines\//, may: ["engine kernel", "engine primitives"] },
  {
    name: "protocol",
    files: /^(server|client\/simulator)\/protocol\.ts$/,
    may: ["content", "engine kernel"],
  },
  { name: "content edge", files: /^server\/content\/[^/]+\.node\.ts$/, may: ["content", "node"] },
  { name: "content", files: /^server\/content\//, may: ["package"] },
  {
    name: "language data",
    files: /^server\/languages\/(language|syntaxParts|index\.gen|regions|scanner\/\w+|[^/]+\/syntax)\.ts$/,
    may: ["content"],
  },
  { name: "adapters", files: /^server\/languages\//, may: ["model", "language data", "content", "package"] },
  { name: "model", files: /^server\/model\//, may: ["adapters", "language data", "content", "package"] },
  { name: "glossary", files: /^server\/glossary\//, may: ["content", "language data"] },
  { name: "rules", files: /^server\/rules\//, may: ["content", "model", "language data", "package"] },
  {
    name: "check",
    files: /^server\/check\//,
    may: ["settings", "rules", "model", "content", "language data", "package"],
  },
  {
    name: "features",
    files: /^server\/features\//,
    may: [
      "content",
      "glossary",
      "model",
      "rules",
      "check",
      "language data",
      "protocol",
      "package",
      "settings",
    ],
  },
  { name: "settings", files: /^server\/(settings|limits)\.ts$/, may: ["content"] },
  { name: "server edge", files: /^server\/(main\.node|cli|.+\.node)\.ts$/, may: ["*"] },
  {
    name: "server",
    files: /^server\//,
    may: [
      "content",
      "glossary",
      "model",
      "rules",
      "check",
      "features",
      "language data",
      "adapters",
      "protocol",
      "settings",
      "engines",
      "engine kernel",
      "package",
    ],
  },
  // What both halves of the panel need to agree on; pure.
  {
    name: "panel leaves",
    files: /^client\/simulator\/(link|request|html)\.ts$/,
    may: ["protocol", "engines", "engine kernel"],
  },
  {
    name: "webview",
    files: /^client\/simulator\/webview\//,
    may: ["protocol", "panel leaves", "engines", "engine kernel", "package"],
  },
  {
    name: "client",
    files: /^client\//,
    may: ["protocol", "panel leaves", "engines", "engine kernel", "package", "vscode"],
  },
  { name: "test", files: /^test\//, may: ["*"] },
];

const layerOf = (file: string): string => {
  if (file === "vscode" || file === "designwise:content") return file === "vscode" ? "vscode" : "content";
  if (file.startsWith("node:")) return "node";
  if (!/^(client|server|test|snippets|dist)\//.test(file)) return "package";
  return layers.find((layer) => layer.files.test(file))?.name ?? "unknown";
};

describe("dependencies point one way", () => {
  const files = sourceFiles();
  for (const layer of layers) {
    const own = files.filter(({ file }) => layerOf(file) === layer.name);
    it(`${layer.name} imports only ${layer.may.length > 0 ? layer.may.join(", ") : "itself"}`, () => {
      const wrong = own.flatMap(({ file, imports }) =>
        imports
          .filter((target) => {
            const other = layerOf(target);
            return other !== layer.name && !layer.may.includes("*") && !layer.may.includes(other);
          })
          .map((target) => `${file} imports ${target} (${layerOf(target)})`),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it("every file belongs to a layer", () => {
    assert.deepEqual(
      files.filter(({ file }) => layerOf(file) === "unknown").map(({ file }) => file),
      [],
    );
  });

  it("nothing outside test imports test", () => {
    const wrong = files.filter(
      ({ file, imports }) =>
        !file.startsWith("test/") && imports.some((target) => target.startsWith("test/")),
    );
    assert.deepEqual(
      wrong.map(({ file }) => file),
      [],
    );
  });

  it("an engine uses another engine's primitives, never its engine", () => {
    const wrong = files.flatMap(({ file, imports }) => {
      const own = /^client\/engines\/([^/]+)\/engine\.ts$/.exec(file)?.[1];
      return imports
        .filter((target) => own && /\/engine\.ts$/.test(target) && !/kernel\/engine\.ts$/.test(target))
        .map((target) => `${file} → ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  it("there are no import cycles", () => {
    assert.deepEqual(findCycle(new Map(files.map(({ file, imports }) => [file, imports]))), []);
  });
});

/** The files of one cycle in order, or nothing. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, "open" | "done">();
  const visit = (file: string, trail: readonly string[]): string[] => {
    if (state.get(file) === "done") return [];
    if (state.get(file) === "open") return [...trail.slice(trail.indexOf(file)), file];
    state.set(file, "open");
    for (const target of graph.get(file) ?? []) {
      const cycle = graph.has(target) ? visit(target, [...trail, file]) : [];
      if (cycle.length > 0) return cycle;
    }
    state.set(file, "done");
    return [];
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
